import type { TableSchema } from '../schema/index.js';

/** The schema `S` with a sort key of strings. */
export type WithSortKey<S extends TableSchema, Name extends string> = Omit<S, 'attributes' | 'sortKey'> & {
  readonly attributes: S['attributes'] & { readonly [Key in Name]: 'S' };
  readonly sortKey: Name;
};

/** The same table with a sort key, for packages that may be told its name. */
export function withSortKey<S extends TableSchema, const Name extends string>(
  schema: S,
  sortKey: Name,
): WithSortKey<S, Name> {
  return Object.freeze({
    ...schema,
    attributes: Object.freeze({ ...schema.attributes, [sortKey]: 'S' }),
    sortKey,
  }) as unknown as WithSortKey<S, Name>;
}
