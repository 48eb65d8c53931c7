import type { Attributes, TableSchema } from '../schema/index.js';
import { checkKey, checkVector, takeKey } from './attributes.js';
import { lookup } from './check.js';
import { asIs, count, inputOf, select } from './draft.js';
import { comparison } from './expression.js';
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

/** A search in a table of which nothing is known. */
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
        /** As many numbers as the index has dimensions. */
        searchVector: readonly number[];
        /** How many items at most: 1 to 100. */
        topK: number;
        /** Attribute names. Left out: all that the index holds. */
        select?: readonly Held[];
      } & ([Partition] extends [never] ? { key?: Key } : { key: Key }),
>(
  schema: [P] extends [never] ? Searched<A, P, K, T, V> : S,
  search: [P] extends [never] ? { indexName: I; select?: readonly N[] } : NoInfer<Checked>,
): SearchVectorsInput<Result<Read<S, A, E, All, Keys, [N] extends [never] ? Held : N>, A>>;
export function toSearchVectorsInput(schema: TableSchema, search: object): SearchVectorsInput<unknown> {
  const { indexName, key = {} } = search as Record<string, unknown>;
  const { partitionKey, inlineFilters, dimensions } = lookup(
    schema.vectorIndexes ?? {},
    String(indexName),
    'indexName',
  );
  return inputOf(
    schema,
    {},
    { searchVector: undefined, topK: undefined, ...search, key },
    {
      indexName: asIs,
      searchVector(draft, value, path) {
        checkVector(value, dimensions, path);
        return asIs(draft, value, path);
      },
      topK: count,
      key(draft, value, path) {
        const parts: string[] = [];
        takeKey(value, path, [{ partitionKey, sortKey: inlineFilters }], (name, is, where, place) => {
          if (is === undefined && place) return;
          checkKey(schema, name, is, where, 0);
          parts.push(comparison(draft, draft.name(name), 'eq', is, where));
        });
        return parts[0] ? { SearchConditionExpression: parts.join(' AND ') } : {};
      },
      select,
    },
  );
}
