import type { Attributes } from '../schema/index.js';

/** What can be written as each attribute type. An integer beyond 2^53 is a bigint, written and read. */
export interface WrittenValues {
  S: string;
  N: number | bigint;
  B: Uint8Array;
  BOOL: boolean;
  NULL: null;
  L: readonly unknown[];
  M: MapValue | { readonly [name: string]: unknown };
  SS: ReadonlySet<string>;
  NS: ReadonlySet<number | bigint>;
  BS: ReadonlySet<Uint8Array>;
}

/** Any object that is a map in DynamoDB, an interface too; not a list, a set or bytes. */
export type MapValue = object & { readonly [Symbol.iterator]?: never; readonly byteLength?: never };

/** A value of no declared type. */
export type AnyValue = WrittenValues[keyof WrittenValues];

/** The names of a union's members, all together. */
export type NamesOf<T> = T extends unknown ? keyof T & string : never;

/** What the members of a union have under a name. */
export type ValueOf<T, N> = T extends unknown ? (N extends keyof T ? Exclude<T[N], undefined> : never) : never;

/** An item to put: with the keys `P` and `K`, and any other attribute that is declared; or of the type that the items have. */
export type NewItem<A extends Attributes, T, P extends string, K extends string> = string extends P
  ? object
  : unknown extends T
    ? { readonly [N in keyof A]?: WrittenValues[A[N]] } & { readonly [N in P | K]: WrittenValues[A[N]] }
    : T;
