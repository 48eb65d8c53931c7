import { isPlain } from './check.js';

/**
 * The bytes of an item as DynamoDB counts them, names included: it can have 400 KB (409,600). A number is counted as a
 * little more than it may take, since DynamoDB says only about how much that is.
 *
 * @example
 * ```ts
 * if (sizeOfItem(order) > 400 * 1024) throw new Error('too large');
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOfItem(item: object): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + sizeOf(value), 0);
}

/** A list or a map takes 3 bytes, and 1 for each member. */
const containerBytes = 3;

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return bytesOf(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberBytes(String(value));
  if (Array.isArray(value)) return value.reduce((sum: number, member) => sum + 1 + sizeOf(member), containerBytes);
  if (value instanceof Set) return [...value].reduce((sum: number, member) => sum + sizeOf(member), 0);
  if (value instanceof Map) return sizeOf(Object.fromEntries(value));
  if (isPlain(value)) return containerBytes + Object.keys(value).length + sizeOfItem(value);
  const { byteLength, value: number } = (value ?? {}) as { byteLength?: number; value?: unknown };
  return byteLength ?? (typeof number === 'string' ? numberBytes(number) : 1);
}

/** A byte for two significant digits, one for the exponent, one for a sign. */
function numberBytes(number: string): number {
  const digits = number
    .replace(/e.*$/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
