export type Properties = Readonly<Record<string, unknown>>;

export function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && !!value && !Array.isArray(value);
}

/** The value, if it is an object with properties, and else one without. */
export function properties(value: unknown): Properties {
  return isProperties(value) ? value : {};
}

/** The own property of that name: `toString` and the like are names as good as any. */
export function own<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A copy without the entries that are `undefined`. */
export function defined<T extends object>(value: T): T {
  // Most have none, and a copy is quick.
  if (!Object.values(value).includes(undefined)) return { ...value };
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The value as a message shows it: short, and never throwing. */
export function show(value: unknown): string {
  let text: string = typeof value;
  try {
    text = JSON.stringify(value) ?? text;
  } catch {
    // A cycle, or a bigint inside: the type alone must do.
  }
  text = visible(text);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/**
 * The text with what could act on who reads it shown as an escape of JSON (`\u001b`): control characters, line breaks too, signs that
 * turn the direction of text round, and what a CI's log takes for a command (`::set-output`, `##[group]`, `##vso[...]`). In a string of
 * JSON or JavaScript, escaped already or not, it changes nothing of what the string means.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
export function visible(text: string): string {
  // Most strings hold only these, and no command.
  if (!/[^ -~]|^ *::|##/.test(text)) return text;
  // Not a literal: the engine would build the sets of characters when the module is loaded.
  return text.replace(new RegExp(acting, 'gu'), (char) => {
    const escaped = JSON.stringify(char).slice(1, -1);
    return escaped === char ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : escaped;
  });
}

const acting = '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Bidi_Control}\\uFEFF]|(?<=^\\p{Zs}*):(?=:)|#(?=#\\w*\\[)';

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
