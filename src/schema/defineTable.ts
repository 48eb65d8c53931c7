import type { Attributes, KeyAttributeType, TableOfMode, TableSchema, TableSchemaOver } from './TableSchema.js';

type NamedProjection<Key> = string | { include: readonly Key[] };

/** Where a schema names attributes, so that each name is inferred as the literal that it is. */
interface Named<A, Key, Numeric, List, Mode> {
  attributes: A;
  partitionKey: Key;
  sortKey?: Key;
  timeToLive?: Numeric;
  billingMode?: Mode;
  globalSecondaryIndexes?: {
    [name: string]: {
      partitionKey: Key | readonly Key[];
      sortKey?: Key | readonly Key[];
      projection?: NamedProjection<Key>;
    };
  };
  localSecondaryIndexes?: { [name: string]: { sortKey: Key; projection?: NamedProjection<Key> } };
  vectorIndexes?: {
    [name: string]: {
      vectorAttribute: List;
      partitionKey?: Key;
      inlineFilters?: readonly Key[];
      projection?: NamedProjection<Key>;
    };
  };
}

/**
 * Declares a table. Returns the declaration itself, deeply frozen: plain data, with its literal types kept.
 *
 * It checks nothing at run time, so importing a schema costs nothing; every function that hands a schema on checks it first.
 *
 * Under TypeScript's `isolatedDeclarations`, an exported constant needs its type in writing: declare `const table = { ... } as const`, and
 * `export const orders: typeof table = defineTable(table)`.
 *
 * @example
 * ```ts
 * const orders = defineTable({
 *   tableName: 'orders',
 *   attributes: { id: 'S', customer: 'S', placed_at: 'S' },
 *   partitionKey: 'id',
 *   globalSecondaryIndexes: {
 *     'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at' },
 *   },
 * });
 * ```
 */
export function defineTable<
  const S extends TableSchema,
  const A extends Attributes,
  const Key extends string,
  const Numeric extends string = never,
  const List extends string = never,
  const Mode extends keyof TableOfMode = 'PAY_PER_REQUEST',
>(
  // What the argument is checked against. When every name fits, that is the plain table of its billing mode: cheap for the
  // compiler, and it reports misspelt properties natively. Only a schema with a wrong name (or, which is allowed, a projected
  // name that is not declared) pays for the precise type, whose error (and whose completions in an editor) list the names that
  // would fit. One mode, not the union of both, so that an error points at the property that is wrong. The branch that is never
  // taken is what all six are inferred from. Written here and in this order, it costs the compiler half of an alias, and a third
  // less for NoInfer: else it would look for the six in the precise type too.
  schema: A extends { readonly [Name in Key]: KeyAttributeType } & { readonly [Name in Numeric]: 'N' } & {
    readonly [Name in List]: 'L';
  }
    ? TableOfMode[Mode]
    : [S] extends [never]
      ? S & Named<A, Key, Numeric, List, Mode>
      : NoInfer<TableSchemaOver<A, Mode>>,
): S {
  // Goes into what is frozen already too: an `Object.freeze` around a schema leaves what is inside open. The set grows as it is
  // gone through, and holds what is there twice, or in itself, once.
  const seen = new Set<unknown>([schema]);
  for (const value of seen) {
    if (Object(value) === value) for (const entry of Object.values(Object.freeze(value as object))) seen.add(entry);
  }
  return schema as S;
}
