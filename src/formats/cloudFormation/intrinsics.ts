/** What a function of CloudFormation comes to, as far as the template alone can tell. */
export type Resolved =
  | { readonly kind: 'value'; readonly value: unknown; readonly parameters: readonly string[] }
  /** Known at deployment only. The text is for messages, and is not a value. */
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'absent' };

/** The values of the template's parameters that are known. */
export type KnownParameters = ReadonlyMap<string, unknown>;

/** The most characters that a function may come to: no property of a table takes more, and functions within functions can double. */
const longestText = 65_536;

/** The function that an object of one member stands for. */
export function intrinsicOf(value: unknown): { name: string; argument: unknown } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [name, argument] = entries[0];
  return name === 'Ref' || /^Fn::[A-Za-z0-9:]+$/.test(name) ? { name, argument } : undefined;
}

/**
 * A parameter comes to its value, and a string over such parameters to the string with their values. The rest is unknown, with a text for
 * messages: `${Name}`, or the short form of the function.
 */
export function resolveIntrinsic(name: string, argument: unknown, parameters: KnownParameters): Resolved {
  switch (name) {
    case 'Ref': {
      if (argument === 'AWS::NoValue') return { kind: 'absent' };
      if (typeof argument !== 'string') break;
      return parameters.has(argument)
        ? { kind: 'value', value: parameters.get(argument), parameters: [argument] }
        : unknown(`\${${argument}}`);
    }
    case 'Fn::Sub': {
      const [template, variables] = Array.isArray(argument) ? argument : [argument];
      if (typeof template === 'string') return substitute(template, variables, parameters);
      break;
    }
    case 'Fn::GetAtt':
      if (typeof argument === 'string') return unknown(`\${${argument}}`);
      if (isTexts(argument)) return unknown(`\${${argument.join('.')}}`);
      break;
    case 'Fn::Join':
      if (Array.isArray(argument) && typeof argument[0] === 'string' && Array.isArray(argument[1])) {
        return join(argument[0], argument[1], parameters) ?? unknown(shortForm(name, argument));
      }
  }
  return unknown(shortForm(name, argument));
}

function unknown(text: string): Resolved {
  return { kind: 'unknown', text };
}

/** Texts that are put together, known as long as each is. */
interface Together {
  readonly texts: string[];
  readonly parameters: Set<string>;
  length: number;
  known: boolean;
}

/** Adds a part. False when it can't be a part of a string, or when the string becomes too long. */
function add(together: Together, part: Resolved, otherwise: string): boolean {
  if (part.kind === 'value' && typeof part.value === 'object') return false;
  const text = part.kind === 'value' ? String(part.value) : part.kind === 'unknown' ? part.text : otherwise;
  together.length += text.length;
  together.texts.push(text);
  if (part.kind !== 'value') together.known = false;
  else for (const parameter of part.parameters) together.parameters.add(parameter);
  return together.length <= longestText;
}

function substitute(template: string, variables: unknown, parameters: KnownParameters): Resolved {
  const own = new Map(Object.entries(Object(variables)));
  const resolved = new Map<string, Resolved>();
  const together: Together = { texts: [], parameters: new Set(), length: 0, known: true };
  let end = 0;
  for (const match of template.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, name] = match;
    add(together, plain(template.slice(end, match.index)), '');
    end = match.index + whole.length;
    // ${!Name} is how Fn::Sub writes a literal ${Name}.
    let part = name.startsWith('!') ? plain(`\${${name.slice(1)}}`) : resolved.get(name);
    if (!part) {
      part = resolvePart(own.has(name) ? own.get(name) : { Ref: name }, parameters);
      resolved.set(name, part);
    }
    if (!add(together, part, whole)) return unknown(template);
  }
  add(together, plain(template.slice(end)), '');
  return finish(together, '');
}

function plain(value: unknown): Resolved {
  return { kind: 'value', value, parameters: [] };
}

function finish({ texts, parameters, known }: Together, separator: string): Resolved {
  const text = texts.join(separator);
  return known ? { kind: 'value', value: text, parameters: [...parameters] } : unknown(text);
}

function resolvePart(part: unknown, parameters: KnownParameters): Resolved {
  const intrinsic = intrinsicOf(part);
  return intrinsic ? resolveIntrinsic(intrinsic.name, intrinsic.argument, parameters) : plain(part);
}

function join(separator: string, parts: readonly unknown[], parameters: KnownParameters): Resolved | undefined {
  const together: Together = { texts: [], parameters: new Set(), length: 0, known: true };
  for (const part of parts) {
    const resolved = resolvePart(part, parameters);
    if (resolved.kind === 'absent') continue;
    together.length += separator.length;
    if (!add(together, resolved, '')) return undefined;
  }
  return finish(together, separator);
}

function shortForm(name: string, argument: unknown): string {
  return `!${name.replace(/^Fn::/, '')} ${typeof argument === 'string' ? argument : JSON.stringify(argument)}`;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
