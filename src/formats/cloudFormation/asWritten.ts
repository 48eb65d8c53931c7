import { isProperties } from '../../schema/index.js';

/** Holds what a reader of another language left in a template because it could not work it out, as it is written there. */
export const foreignFunction = 'Fn::Foreign';

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
  if (name === foreignFunction) return String(argument);
  if (name === 'Fn::GetAtt' && Array.isArray(argument) && argument.every((part) => typeof part === 'string')) {
    return `!GetAtt ${argument.join('.')}`;
  }
  if (name !== undefined) return `!${name.replace(/^Fn::/, '')} ${asWritten(argument)}`;
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${asWritten(key)}: ${asWritten(entry)}`)
    .join(', ')} }`;
}
