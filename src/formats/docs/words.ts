/**
 * Words about a table, in which what its schema says stands apart from what this library says: each format shows it as data, in its
 * own way.
 */
export type Words = readonly (string | Said)[];

/** A name or a value of a schema. */
interface Said {
  readonly said: string;
}

/** A name or a value of a schema, for words. */
export function said(value: string): Words {
  return [{ said: value }];
}

/** Words from a template. */
export function words(strings: TemplateStringsArray, ...parts: readonly (Words | string | number)[]): Words {
  return strings.flatMap((text, i) => {
    const part = parts[i - 1];
    return [...(typeof part === 'object' ? part : part === undefined ? [] : [String(part)]), text].filter(Boolean);
  });
}

/** `a`; `a and b`; `a, b and c`, each as `show` has it. Left out: as names of a schema. */
export function enumerate(names: readonly string[], joint = 'and', show: (name: string) => Words = said): Words {
  return names.flatMap((name, i) => [
    ...(i === 0 ? [] : [i === names.length - 1 ? ` ${joint} ` : ', ']),
    ...show(name),
  ]);
}

/** `1 index`, `2 indexes`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Words without a format, for where nothing can stand apart. */
export function plain(text: Words): string {
  return text.map((part) => (typeof part === 'string' ? part : part.said)).join('');
}

/** A label within a sentence. */
export function within(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
