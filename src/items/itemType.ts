import type { Item, TableSchema } from '../schema/index.js';
import type { MapValue } from './values.js';

/** Where a schema's type keeps the type of its items. No such property exists at run time. */
declare const typeOfItems: unique symbol;

/** A schema whose items have the type `T`. */
export interface TypedItems<T> {
  readonly [typeOfItems]?: T;
}

/** A type of items: what `itemType` returns, or a schema of any library that follows Standard Schema (zod, valibot, arktype). */
export interface ItemType<T> {
  readonly '~standard': { readonly types?: { readonly output: T } | undefined };
}

/** What a type of items may have for an attribute that the schema declares. */
interface DeclaredValues {
  S: string;
  /** `value` is that of lib-dynamodb's NumberValue, for clients that wrap numbers. */
  N: number | bigint | { readonly value: string };
  B: Uint8Array;
  BOOL: boolean;
  NULL: null;
  L: readonly unknown[];
  M: MapValue;
  SS: ReadonlySet<string>;
  NS: ReadonlySet<number | bigint | { readonly value: string }>;
  BS: ReadonlySet<Uint8Array>;
}

/** What a type of items must agree with: the keys are there, and what is declared has the declared type. */
type Declared<S extends TableSchema> = {
  readonly [N in keyof S['attributes']]?: DeclaredValues[S['attributes'][N]] | undefined;
} & {
  readonly [N in S['partitionKey'] | Extract<S['sortKey'], string>]: DeclaredValues[S['attributes'][N]];
};

/** The type of an item as it is read: the one given with `withItemType`, or else what the schema declares. */
export type ItemOf<S extends TableSchema> = typeof typeOfItems extends keyof S
  ? Exclude<S[typeof typeOfItems], undefined>
  : Item<S>;

/**
 * Gives the items of a table a type, for the compiler only: the schema returned is the one given. The type must have the table's
 * key attributes, and each attribute that the schema declares must have the declared type; it may have others. A union (of what
 * one table holds) is narrowed by the keys that a call gives.
 *
 * The type of a Standard Schema is its output. Nothing is validated: neither what is written nor what is read.
 *
 * @example
 * ```ts
 * export const typedOrders = withItemType(orders, itemType<Order>());
 * export const zodOrders = withItemType(orders, z.object({ id: z.string(), total: z.number() }));
 * ```
 */
export function withItemType<S extends TableSchema, T>(
  schema: S,
  // When it agrees, T; else what it must agree with, so that the error names the property that does not.
  type: [T] extends [Declared<S>] ? ItemType<T> : ItemType<Declared<S>>,
): S & TypedItems<T>;
export function withItemType(schema: TableSchema): TableSchema {
  return schema;
}

/** A TypeScript type as `withItemType` takes it. */
export function itemType<T>(): ItemType<T> {
  return { '~standard': {} };
}
