import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isProperties } from '../schema/index.js';

/** An item as the SDK's plain client has it. */
export type StoredItem = Record<string, AttributeValue>;

/** The same in JSON, as the AWS CLI writes it: `{"id": {"S": "1"}}`, with bytes in base64. */
export type ItemJson = { readonly [attribute: string]: unknown };

/** An item as the AWS CLI writes it in JSON. */
export function itemToJson(item: StoredItem): ItemJson {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueToJson(value)]));
}

function valueToJson(value: AttributeValue): unknown {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(valueToJson) };
  if (value.M) return { M: itemToJson(value.M) };
  return value;
}

/** The item of which `itemToJson` made this. */
export function itemFromJson(json: ItemJson): StoredItem {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, valueFromJson(value as AttributeValueJson)]),
  );
}

type AttributeValueJson = { readonly [type: string]: unknown };

function valueFromJson(value: AttributeValueJson): AttributeValue {
  const [[type, content]] = Object.entries(value);
  switch (type) {
    case 'B':
      return { B: Buffer.from(content as string, 'base64') };
    case 'BS':
      return { BS: (content as string[]).map((text) => Buffer.from(text, 'base64')) };
    case 'L':
      return { L: (content as AttributeValueJson[]).map(valueFromJson) };
    case 'M':
      return { M: itemFromJson(content as ItemJson) };
    default:
      return value as unknown as AttributeValue;
  }
}

/** Whether this is an attribute value, in the SDK's form or in JSON: `{"S": "text"}`. */
export function isAttributeValue(value: unknown): boolean {
  if (!isProperties(value)) return false;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length) return false;
  const [type, content] = entry;
  const isBytes = typeof content === 'string' || ArrayBuffer.isView(content);
  switch (type) {
    case 'S':
    case 'N':
      return typeof content === 'string';
    case 'B':
      return isBytes;
    case 'BOOL':
    case 'NULL':
      return typeof content === 'boolean';
    case 'SS':
    case 'NS':
    case 'BS':
      return Array.isArray(content);
    case 'L':
      return Array.isArray(content) && content.every(isAttributeValue);
    case 'M':
      return isProperties(content) && Object.values(content).every(isAttributeValue);
    default:
      return false;
  }
}

/** One spelling of an item: two that hold the same have the same. */
export function itemIdentity(item: StoredItem): string {
  return JSON.stringify(itemToJson(item), (key, value) => {
    if (['SS', 'NS', 'BS'].includes(key) && Array.isArray(value)) return [...value].sort();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
