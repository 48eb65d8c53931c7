import type { Attributes, TableSchema, VectorIndex } from '../schema/index.js';
import { checkKey, checkVector, eachOfKey, placesOf } from './attributes.js';
import { checkCount } from './check.js';
import { bound, index, inputOf, marked, schema, select } from './draft.js';
import type { SearchVectorsInput } from './inputs.js';
import type { AnyKey, Keyed } from './keys.js';
import type { Indexable, Projected, Read, Result } from './results.js';
import type { NamesOf, ValueOf, WrittenValues } from './values.js';

interface Searched<A, P, K, T, V> extends Keyed<A, P, K, T> {
  readonly vectorIndexes?: V;
}

type PartitionOf<D> = D extends { readonly partitionKey: infer Name extends string } ? Name : never;
type FiltersOf<D> = D extends { readonly inlineFilters: readonly (infer Name extends string)[] } ? Name : never;
type Value<A extends Attributes, T, N extends string> = unknown extends T ? WrittenValues[A[N]] : ValueOf<T, N>;

/** A search in a table whose schema type is not known. */
interface AnySearch<I, N> {
  indexName: I;
  searchVector: readonly number[];
  topK: number;
  key?: AnyKey;
  select?: readonly N[];
}

/**
 * The input of SearchVectorsCommand: the items whose vectors are nearest to one, the nearest first. `key` gives the partition
 * key of the vector index, which must be there if the index has one, and values for any of its inline filters. `topK`: how
 * many items, 1 to 100.
 *
 * `itemsOf` gives the items; their scores stay in `SearchResults`, in the same order.
 *
 * @example
 * ```ts
 * const input = toSearchVectorsInput(docs, { indexName: 'vec', searchVector, topK: 3, key: { tenant: 'a', lang: 'it' } });
 * const nearest = itemsOf(input, await client.send(new SearchVectorsCommand(input)));
 * ```
 *
 * @throws TypeError for an index that the table lacks, a vector of another length than the index's, and a key that is not its.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SearchVectors.html
 */
export function toSearchVectorsInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  V = unknown,
  I extends keyof V & string = never,
  N extends string = never,
  // What follows from those; nothing infers them.
  D = V[I],
  Partition extends string = PartitionOf<D>,
  Keys = P | K | Partition,
  E = unknown extends T ? T : Indexable<T, Keys>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Held extends string = Projected<D, Keys, All> & string,
  Key extends object = { readonly [Name in Partition]: Value<A, T, Name> } & {
    readonly [Name in FiltersOf<D>]?: Value<A, T, Name>;
  },
  Checked extends object = string extends P
    ? AnySearch<I, N>
    : {
        indexName: I;
        /** The vector to search near: as many numbers as the index has dimensions. */
        searchVector: readonly number[];
        /** The most items to return: 1 to 100. */
        topK: number;
        /** The attributes to return. Left out: all that the index holds. */
        select?: readonly Held[];
      } & ([Partition] extends [never] ? { key?: Key } : { key: Key }),
>(
  schema: [P] extends [never] ? Searched<A, P, K, T, V> : S,
  search: [P] extends [never] ? { indexName: I; select?: readonly N[] } : NoInfer<Checked>,
): SearchVectorsInput<Result<Read<S, A, E, All, Keys, [N] extends [never] ? Held : N>, A>>;
export function toSearchVectorsInput(schema: TableSchema, search: object): SearchVectorsInput<unknown> {
  return inputOf(
    schema,
    {},
    { indexName: '', searchVector: undefined, topK: undefined, key: {}, ...search },
    {
      indexName: null,
      searchVector: (value, path) => checkVector(value, (index as VectorIndex).dimensions, path),
      topK: (value, path) => checkCount(value, path, 1, 100),
      key,
      select,
    },
    schema.vectorIndexes ?? {},
  );
}

function key(given: unknown, path: string) {
  const parts: string[] = [];
  const { partitionKey, inlineFilters: sortKey } = index as VectorIndex;
  eachOfKey(given, path, placesOf({ partitionKey, sortKey }), (name, value, where, place) => {
    if (value === undefined && place) return;
    checkKey(schema, name, value, where, 0);
    parts.push(`${marked(name)} = ${bound(value)}`);
  });
  return parts[0] ? { SearchConditionExpression: parts.join(' AND ') } : {};
}
