import {
  type AttributeValueTypes,
  defineTable,
  type IndexKey,
  type IndexName,
  type Item,
  type PrimaryKey,
  type TableSchema,
} from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: {
    id: 'S',
    line: 'N',
    digest: 'B',
    customer: 'S',
    region: 'S',
    paid: 'BOOL',
    nothing: 'NULL',
    lines: 'L',
    address: 'M',
    labels: 'SS',
    amounts: 'NS',
    blobs: 'BS',
    embedding: 'L',
  },
  partitionKey: 'id',
  sortKey: 'line',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'line' },
    'gsi-digest': { partitionKey: 'digest' },
    'gsi-tuple': { partitionKey: ['customer', 'region'], sortKey: ['line', 'digest'] },
    'gsi-tuple-hash': { partitionKey: ['customer', 'region'], sortKey: 'line' },
    'gsi-tuple-range': { partitionKey: 'customer', sortKey: ['region', 'line'] },
    'gsi-one': { partitionKey: ['customer'] },
  },
  localSecondaryIndexes: { 'lsi-customer': { sortKey: 'customer' } },
  vectorIndexes: {
    'vector-all': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' },
    'vector-customer': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'COSINE',
      partitionKey: 'customer',
      inlineFilters: ['region'],
    },
  },
});
type Orders = typeof orders;
const plain = defineTable({ tableName: 'plain', attributes: { id: 'N', note: 'S' }, partitionKey: 'id' });
type Plain = typeof plain;

/** Shows an intersection as the one object that it is. */
type Flat<T> = { [Property in keyof T]: T[Property] };

export type PrimaryKeys = Expect<
  [Equal<PrimaryKey<Orders>, { id: string; line: number }>, Equal<PrimaryKey<Plain>, { id: number }>]
>;
export const primaryKey: PrimaryKey<Orders> = { id: 'a', line: 1 };
// @ts-expect-error: half a key
export const halfAKey: PrimaryKey<Orders> = { id: 'a' };
// @ts-expect-error: wrong type
export const wrongKey: PrimaryKey<Orders> = { id: 'a', line: '1' };
// @ts-expect-error: not a key
export const moreThanAKey: PrimaryKey<Orders> = { id: 'a', line: 1, customer: 'b' };

export type Items = Expect<
  [
    Equal<
      Flat<Item<Orders>>,
      {
        id: string;
        line: number;
        digest?: Uint8Array;
        customer?: string;
        region?: string;
        paid?: boolean;
        nothing?: null;
        lines?: unknown[];
        address?: Record<string, unknown>;
        labels?: Set<string>;
        amounts?: Set<number>;
        blobs?: Set<Uint8Array>;
        embedding?: unknown[];
      }
    >,
    Equal<Item<Plain>['note'], string | undefined>,
    Equal<keyof Item<Plain>, 'id' | 'note'>,
  ]
>;
export const item: Item<Orders> = { id: 'a', line: 1, customer: 'b', labels: new Set(['c']) };
export const keyOnlyItem: Item<Orders> = { ...primaryKey };
// @ts-expect-error: no key
export const keylessItem: Item<Orders> = { customer: 'b' };
// @ts-expect-error: wrong type
export const wrongItem: Item<Orders> = { id: 'a', line: 1, paid: 'yes' };
// @ts-expect-error: undeclared
export const undeclaredItem: Item<Orders> = { id: 'a', line: 1, elsewhere: 1 };
/** Items are the caller's own: unlike the schema, they can be changed. */
export function change(order: Item<Orders>) {
  order.customer = 'c';
  order.line = 2;
}
/** An item of the table is not one of another table. */
// @ts-expect-error
export const otherItem: Item<Plain> = { ...item };

export type IndexNames = Expect<
  [
    Equal<
      IndexName<Orders>,
      | 'gsi-customer'
      | 'gsi-digest'
      | 'gsi-tuple'
      | 'gsi-tuple-hash'
      | 'gsi-tuple-range'
      | 'gsi-one'
      | 'lsi-customer'
      | 'vector-all'
      | 'vector-customer'
    >,
    Equal<IndexName<Plain>, never>,
  ]
>;
export const indexName: IndexName<Orders> = 'lsi-customer';
// @ts-expect-error
export const wrongIndexName: IndexName<Orders> = 'gsi-costumer';

export type IndexKeys = Expect<
  [
    Equal<IndexKey<Orders, 'gsi-customer'>, { customer: string; line: number }>,
    Equal<IndexKey<Orders, 'gsi-digest'>, { digest: Uint8Array }>,
    Equal<IndexKey<Orders, 'gsi-tuple'>, { customer: string; region: string; line: number; digest: Uint8Array }>,
    Equal<IndexKey<Orders, 'gsi-tuple-hash'>, { customer: string; region: string; line: number }>,
    Equal<IndexKey<Orders, 'gsi-tuple-range'>, { customer: string; region: string; line: number }>,
    Equal<IndexKey<Orders, 'gsi-one'>, { customer: string }>,
    Equal<IndexKey<Orders, 'lsi-customer'>, { id: string; customer: string }>,
    Equal<IndexKey<Orders, 'vector-customer'>, { customer: string }>,
    Equal<keyof IndexKey<Orders, 'vector-all'>, never>,
    Equal<IndexKey<Orders, 'vector-all'> extends never ? true : false, false>,
  ]
>;
export const indexKey: IndexKey<Orders, 'gsi-tuple'> = {
  customer: 'a',
  region: 'b',
  line: 1,
  digest: new Uint8Array(),
};
/** A vector index without a partition key: a search names none. */
export const noKey: IndexKey<Orders, 'vector-all'> = {};
// @ts-expect-error: a part of the tuple is missing
export const halfAnIndexKey: IndexKey<Orders, 'gsi-tuple-hash'> = { customer: 'a', line: 1 };
// @ts-expect-error: of another index
export const otherIndexKey: IndexKey<Orders, 'gsi-customer'> = { digest: new Uint8Array() };
// @ts-expect-error: no such index
export type NoSuchIndexKey = IndexKey<Orders, 'gsi-costumer'>;
// @ts-expect-error: no index at all
export type NoIndexKey = IndexKey<Plain, 'gsi-customer'>;

/** Of a schema that is known only at run time, the types say what is true of every table. */
export const widenedName: IndexName<TableSchema> = 'any-name';
export const widenedKey: PrimaryKey<TableSchema> = { id: 'a' };
export const widenedItem: Item<TableSchema> = { id: 'a', labels: new Set(['b']), paid: true };
declare const widenedIndexKey: IndexKey<TableSchema, string>;
export type Widened = Expect<
  [
    Equal<IndexName<TableSchema>, string>,
    Equal<PrimaryKey<TableSchema>[string], AttributeValueTypes[keyof AttributeValueTypes]>,
    Equal<(typeof widenedIndexKey)[string], AttributeValueTypes[keyof AttributeValueTypes]>,
  ]
>;

export type ValueTypes = Expect<
  [
    Equal<
      AttributeValueTypes,
      {
        S: string;
        N: number;
        B: Uint8Array;
        BOOL: boolean;
        NULL: null;
        L: unknown[];
        M: Record<string, unknown>;
        SS: Set<string>;
        NS: Set<number>;
        BS: Set<Uint8Array>;
      }
    >,
  ]
>;
