import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AttributeType, isProperties, own, type TableSchema } from '../schema/index.js';

/** Throws for a value that can't be written: which attribute, and by what rule. */
type Fail = (path: string, rule: string) => never;

/** How a value of each declared type is written, from JavaScript or from plain JSON; `undefined` for what is of another type. */
const writers: {
  readonly [T in AttributeType]: (value: unknown, path: string, fail: Fail) => AttributeValue | undefined;
} = {
  S: (value) => (typeof value === 'string' ? { S: value } : undefined),
  N: (value) => numberOf(value),
  B: (value) => bytesOf(value),
  BOOL: (value) => (typeof value === 'boolean' ? { BOOL: value } : undefined),
  NULL: (value) => (value === null ? { NULL: true } : undefined),
  L: (value, path, fail) =>
    Array.isArray(value) ? { L: value.map((member, i) => anyValue(member, `${path}[${i}]`, fail)) } : undefined,
  M: (value, path, fail) => {
    const entries = entriesOf(value);
    return entries && { M: Object.fromEntries(entries.map(([k, v]) => [k, anyValue(v, `${path}.${k}`, fail)])) };
  },
  SS: (value) => setOf(value, 'SS', (member) => (typeof member === 'string' ? member : undefined)),
  NS: (value) => setOf(value, 'NS', (member) => numberOf(member)?.N),
  BS: (value) => setOf(value, 'BS', (member) => bytesOf(member)?.B),
};

/** How messages call the types. */
export const typeWords: { readonly [T in AttributeType]: string } = {
  S: 'a string (S)',
  N: 'a number (N)',
  B: 'binary (B: bytes, in JSON a string of base64)',
  BOOL: 'true or false (BOOL)',
  NULL: 'null (NULL)',
  L: 'a list (L)',
  M: 'a map (M)',
  SS: 'a set of strings (SS: in JSON a list)',
  NS: 'a set of numbers (NS: in JSON a list)',
  BS: 'a set of binary values (BS: in JSON a list of base64)',
};

/** The value as the type that is declared, else as the one that it has. */
export function seedValue(schema: TableSchema, name: string, value: unknown, fail: Fail): AttributeValue {
  const type = own(schema.attributes, name);
  if (type === undefined) return anyValue(value, name, fail);
  return (
    writers[type](value, name, fail) ?? fail(name, `is ${kindOf(value)}, and the schema declares ${typeWords[type]}`)
  );
}

/** The type of a value that nothing declares. */
function anyValue(value: unknown, path: string, fail: Fail): AttributeValue {
  const type = typeOf(value);
  return (type && writers[type](value, path, fail)) ?? fail(path, `is ${kindOf(value)}, which DynamoDB can't hold`);
}

function typeOf(value: unknown): AttributeType | undefined {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'L';
  if (value instanceof Set) {
    const [first] = value;
    return typeof first === 'string' ? 'SS' : ArrayBuffer.isView(first) ? 'BS' : 'NS';
  }
  if (ArrayBuffer.isView(value)) return 'B';
  switch (typeof value) {
    case 'string':
      return 'S';
    case 'number':
    case 'bigint':
      return 'N';
    case 'boolean':
      return 'BOOL';
    case 'object':
      return numberOf(value) ? 'N' : 'M';
    default:
      return undefined;
  }
}

/** A number, or lib-dynamodb's NumberValue. */
function numberOf(value: unknown): { N: string } | undefined {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return { N: String(value) };
  if (isProperties(value) && typeof value.value === 'string' && Object.getPrototypeOf(value) !== Object.prototype) {
    return { N: value.value };
  }
  return undefined;
}

function bytesOf(value: unknown): { B: Uint8Array } | undefined {
  if (ArrayBuffer.isView(value)) return { B: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) };
  const isBase64 = typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0;
  return isBase64 ? { B: Buffer.from(value, 'base64') } : undefined;
}

function setOf<T, Type extends 'SS' | 'NS' | 'BS'>(
  value: unknown,
  type: Type,
  member: (value: unknown) => T | undefined,
): AttributeValue | undefined {
  if (!Array.isArray(value) && !(value instanceof Set)) return undefined;
  const members = [...value].map(member);
  return members.length && members.every((one) => one !== undefined)
    ? ({ [type]: members } as unknown as AttributeValue)
    : undefined;
}

/** What a map holds; what is `undefined` is not there, as the document client's `removeUndefinedValues` has it. */
export function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (!isProperties(value) || ArrayBuffer.isView(value) || value instanceof Set) return undefined;
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  return entries.filter(([, entry]) => entry !== undefined) as [string, unknown][];
}

function kindOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  const type = typeOf(value);
  if (type === 'L' || type === 'SS' || type === 'NS' || type === 'BS') {
    return [...(value as Iterable<unknown>)].length ? (type === 'L' ? 'a list' : 'a set') : 'empty';
  }
  const words = { S: 'a string', N: 'a number', B: 'bytes', BOOL: 'true or false', NULL: 'null', M: 'a map' } as const;
  return type === undefined ? `a value of the type ${typeof value}` : words[type];
}
