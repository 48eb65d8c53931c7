import type { Attributes } from '../schema/index.js';
import type { RangesByType, SortConditionsByType } from './conditions.js';
import type { TypedItems } from './itemType.js';
import type { ValueOf, WrittenValues } from './values.js';

/**
 * What the builders read of a schema's type, each part inferred by itself: that costs the compiler less than to take it out of
 * the whole, and in generic code, where the schema is a type parameter, it is what is known of it.
 */
export interface Keyed<A, P, K, T> extends TypedItems<T> {
  readonly attributes: A;
  readonly partitionKey: P;
  readonly sortKey?: K;
}

/** The same of a table whose indexes are asked for: global `G`, local `L`. */
export interface Indexed<A, P, K, T, G, L> extends Keyed<A, P, K, T> {
  readonly globalSecondaryIndexes?: G;
  readonly localSecondaryIndexes?: L;
}

/** Generic code knows no names. */
export type AnyKey = object;

/** The primary key of an item: attributes `P` (the partition key) and `K` (the sort key, or never). */
export type ItemKey<A extends Attributes, T, P extends string, K extends string> = string extends P
  ? AnyKey
  : unknown extends T
    ? { readonly [N in P | K]: WrittenValues[A[N]] }
    : { readonly [N in P | K]: ValueOf<T, N> };

/** The definition of what is read: the table itself (`I` is never), or the index named. */
export type DefinitionOf<P, K, G, L, I> = [I] extends [never]
  ? { partitionKey: P; sortKey?: K }
  : I extends keyof G
    ? G[I]
    : I extends keyof L
      ? { partitionKey: P } & L[I]
      : never;

/** The attribute, or the attributes of a tuple. */
type Members<Key> = Key extends readonly (infer N)[] ? N : Key;

/** The attributes of the partition key. */
export type PartitionOf<D> = D extends { readonly partitionKey: infer Key } ? Members<Key> : never;

/** The attributes of the sort key. */
export type SortOf<D> = D extends { readonly sortKey?: infer Key } ? Members<Key> & string : never;

/** What a query gives: the partition key, and of the sort key nothing, a value or a range. `Q` is what was given. */
export type QueryKey<A extends Attributes, T, D, Q> = D extends { readonly sortKey: infer SK extends readonly string[] }
  ? ItemKey<A, T, PartitionOf<D> & string, never> & LeftToRight<A, T, SK, Q>
  : D extends unknown
    ? unknown extends T
      ? { readonly [N in PartitionOf<D> & string]: WrittenValues[A[N]] } & {
          readonly [N in SortOf<D>]?: SortConditionsByType[A[N]];
        }
      : { readonly [N in PartitionOf<D> & string]: ValueOf<T, N> } & {
          readonly [N in SortOf<D>]?: ValueOf<T, N> | RangesByType[A[N]];
        }
    : never;

/** Sort attributes in their order: those before the last one given have a value, that one has a value or a range. */
type LeftToRight<A extends Attributes, T, SK, Q> = SK extends readonly [infer First extends string, ...infer Rest]
  ? [keyof Q & Rest[number]] extends [never]
    ? {
        readonly [N in SK[number] & string]?:
          | (unknown extends T ? WrittenValues[A[N]] : ValueOf<T, N>)
          | RangesByType[A[N]];
      }
    : ItemKey<A, T, First, never> & LeftToRight<A, T, Rest, Q>
  : unknown;

/** Where a page starts: the key of the table and of the index. `LastEvaluatedKey`, whose names the compiler does not know, fits. */
export type StartKey<A extends Attributes, T, Names extends string> =
  | ItemKey<A, T, Names, never>
  | { readonly [N in Names]?: never }
  | undefined;

/** The members of a union of items that a key can mean. */
export type Matching<T, Q> = T extends unknown
  ? [{ [N in keyof Q & keyof T]: Meets<Q[N], T[N]> extends false ? N : never }[keyof Q & keyof T]] extends [never]
    ? T
    : never
  : never;

/** Whether what a key says can be true of a value of the type `V`. */
type Meets<Said, V> = Said extends { readonly beginsWith: infer Start extends string }
  ? V extends string
    ? Overlap<`${Start}${string}`, V>
    : true
  : Said extends { readonly eq: infer Value }
    ? Overlap<Value, V>
    : Said extends string | number | bigint
      ? Overlap<Said, V>
      : true;

/** Whether two types of strings (or numbers) have values in common; when in doubt, true. */
type Overlap<X, V> = X extends V
  ? true
  : V extends X
    ? true
    : X extends `${infer XHead}${infer XRest}`
      ? V extends `${infer VHead}${infer VRest}`
        ? XHead extends VHead
          ? VHead extends XHead
            ? Overlap<XRest, VRest>
            : true
          : VHead extends XHead
            ? true
            : false
        : string extends V
          ? true
          : false
      : string extends X
        ? true
        : false;
