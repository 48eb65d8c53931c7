import type { Attributes, TableSchema } from './TableSchema.js';

/** What each attribute type is in JavaScript, as `@aws-sdk/util-dynamodb` and `@aws-sdk/lib-dynamodb` read it. */
export interface AttributeValueTypes {
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

type Values<A extends Attributes, Names extends string> = { [Name in Names]: AttributeValueTypes[A[Name]] };
type OptionalValues<A extends Attributes> = { -readonly [Name in keyof A]?: AttributeValueTypes[A[Name]] };

/** The primary key of the table's items: `{ id: string }`. */
export type PrimaryKey<S extends TableSchema> = {
  [Name in S['partitionKey'] | Extract<S['sortKey'], string>]: AttributeValueTypes[S['attributes'][Name]];
};

// One object, so that an editor shows what is in it. The result of a condition, because that has no name of its own: else an editor
// shows `Item` of the whole schema. Its members are worked out when something asks for them, and not where the type is named.
/** An item of the table: its key attributes, and optionally every other attribute that the schema declares. */
export type Item<S extends TableSchema> = S extends unknown
  ? {
      [Name in keyof (OptionalValues<S['attributes']> & PrimaryKey<S>)]: AttributeValueTypes[S['attributes'][Name &
        string]];
    }
  : never;

/** All indexes by name, of whatever kind. An intersection, because its `keyof` is the union of theirs. */
type Indexes<S extends TableSchema> = S['globalSecondaryIndexes'] &
  S['localSecondaryIndexes'] &
  S['vectorIndexes'] & {};

/** The union of the names of all indexes: global, local and vector. `never` for a table without indexes. */
export type IndexName<S extends TableSchema> = keyof Indexes<S> & string;

type NamesIn<Key> = Key extends string ? Key : Key extends readonly (infer Name extends string)[] ? Name : never;
type KeyOf<A extends Attributes, Index> = Values<A, NamesIn<Index[keyof Index & ('partitionKey' | 'sortKey')]>>;

/**
 * The key of the index named: `{ user: string; created_at: string }`. That of a local index holds the table's partition key too;
 * that of a vector index is what a search must name, if anything.
 */
export type IndexKey<
  S extends TableSchema,
  Name extends keyof Indexes<S>,
> = Name extends keyof S['globalSecondaryIndexes']
  ? KeyOf<S['attributes'], S['globalSecondaryIndexes'][Name]>
  : Name extends keyof NonNullable<S['localSecondaryIndexes']>
    ? KeyOf<S['attributes'], { partitionKey: S['partitionKey'] } & NonNullable<S['localSecondaryIndexes']>[Name]>
    : KeyOf<S['attributes'], Indexes<S>[Name]>;

/**
 * Constants for the names of a table's indexes, checked in both directions: a value that is not the name of an index of the schema,
 * and an index without a constant, are compile errors. The constants are an object `as const` or a string enum.
 *
 * @example
 * ```ts
 * const names = { customer: 'gsi-customer' } as const;
 * export const orderIndexes: IndexConstants<typeof orders, typeof names> = names;
 *
 * enum OrderIndex {
 *   Customer = 'gsi-customer',
 * }
 * OrderIndex satisfies IndexConstants<typeof orders, typeof OrderIndex>;
 * ```
 */
export type IndexConstants<S extends TableSchema, Constants extends { readonly [constant: string]: string }> =
  // The members of an enum are types of their own; in a template they are their strings.
  string extends `${Constants[keyof Constants]}`
    ? Constants & 'the names are of type string: write `as const` behind them'
    : [IndexName<S>, `${Constants[keyof Constants]}`] extends [`${Constants[keyof Constants]}`, IndexName<S>]
      ? Constants
      : Constants & {
          [Name in Exclude<IndexName<S>, `${Constants[keyof Constants]}`>]: 'an index without a constant';
        } & {
          [Name in Exclude<`${Constants[keyof Constants]}`, IndexName<S>>]: 'not the name of an index';
        };
