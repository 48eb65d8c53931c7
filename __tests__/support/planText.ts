/** Reads the text of a plan as a person would: what it says of a table that is to be made. */
export interface ReadTable {
  readonly facts: ReadonlyMap<string, string>;
  readonly indexes: readonly {
    readonly kind: string;
    readonly name: string;
    readonly facts: ReadonlyMap<string, string>;
  }[];
}

export function readCreate(text: string): ReadTable {
  const facts = new Map<string, string>();
  const indexes: { kind: string; name: string; facts: Map<string, string> }[] = [];
  for (const [, indent, line] of text.matchAll(/^\+ ( +)(.*)$/gm)) {
    const heading = /^(local|global|vector) index (.*)$/.exec(line);
    if (heading && indent.length === 2)
      indexes.push({ kind: heading[1], name: readName(heading[2])[0], facts: new Map() });
    else {
      const [label, value] = labelled(line);
      (indent.length === 2 ? facts : (indexes.at(-1)?.facts ?? facts)).set(label, value);
    }
  }
  return { facts, indexes };
}

/** A label ends at the first colon that no name holds. */
function labelled(line: string): [string, string] {
  const [, before, name] = /^(tag )(.*)$/.exec(line) ?? [];
  if (before) {
    const [tag, rest] = readName(name, /^[\w.\-/#@$*+=:]+?(?=: )/);
    return [`tag ${tag}`, rest.slice(2)];
  }
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
}

/** A name, written plainly or as a string of JSON, and what follows. */
export function readName(text: string, plain = /^[\w.\-/#@$:*+=]+/): [string, string] {
  const [found] = /^"(?:[^"\\]|\\.)*"/.exec(text) ?? [];
  if (found) return [JSON.parse(found), text.slice(found.length)];
  const [word = ''] = plain.exec(text) ?? [];
  return [word, text.slice(word.length)];
}

/** Names with their types: `id (S), at (N)`. */
export function readKey(text: string | undefined): [string, string][] {
  const list: [string, string][] = [];
  let rest = text ?? '';
  while (rest) {
    const [name, after] = readName(rest);
    list.push([name, after.slice(2, after.indexOf(')'))]);
    rest = after.slice(after.indexOf(')') + 1).replace(/^, /, '');
  }
  return list;
}

export function readNames(text: string): string[] {
  const names: string[] = [];
  let rest = text;
  while (rest) {
    const [name, after] = readName(rest);
    names.push(name);
    rest = after.replace(/^, /, '');
  }
  return names;
}

export function readNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text.replaceAll(',', '').split(' ')[0]);
}
