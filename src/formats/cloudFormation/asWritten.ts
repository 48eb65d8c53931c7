import { isProperties, properties } from '../../schema/index.js';

/** The name of what stands in a template for a variable of another language. */
export const foreignName = 'Fn::Foreign';

/** Stands for what a reader of another language could not work out: the text that is written there, and what it would need. */
export function foreign(text: string, needs: readonly string[]): object {
  return { [foreignName]: { text, needs } };
}

/** What a value stands for, if it is such a variable. */
export function foreignIn(value: unknown): { readonly text: string; readonly needs: readonly string[] } | undefined {
  const { text, needs } = properties(properties(value)[foreignName]);
  return typeof text === 'string' && Array.isArray(needs) ? { text, needs: needs.map(String) } : undefined;
}

/** The function that an object of one member stands for. */
export function intrinsicOf(value: unknown): { name: string; argument: unknown } | undefined {
  if (!isProperties(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [name, argument] = entries[0];
  return name === 'Ref' || /^Fn::[A-Za-z0-9:]+$/.test(name) ? { name, argument } : undefined;
}

/** A value as people write it in a template: `!Sub "${AWS::StackName}-orders"`. For them to read, not to be parsed. */
export function asWritten(value: unknown): string {
  if (typeof value === 'string') return /^[A-Za-z_][\w:./-]*$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asWritten).join(', ')}]`;
  if (!isProperties(value)) return String(value);
  const { name, argument } = intrinsicOf(value) ?? {};
  const variable = foreignIn(value);
  if (variable) return variable.text;
  if (name === 'Fn::GetAtt' && Array.isArray(argument) && argument.every((part) => typeof part === 'string')) {
    return `!GetAtt ${argument.join('.')}`;
  }
  if (name !== undefined) return `!${name.replace(/^Fn::/, '')} ${asWritten(argument)}`;
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${asWritten(key)}: ${asWritten(entry)}`)
    .join(', ')} }`;
}
