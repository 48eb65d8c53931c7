import type { Attributes, TableSchema } from '../schema/index.js';
import { checkKey, eachOfKey, placesOf } from './attributes.js';
import { checkCount, fail, isPlain } from './check.js';
import type { AnyConditions, Condition } from './conditions.js';
import { index, inputOf, marked, schema, select } from './draft.js';
import { filter, keyComparisons, ofValue } from './expression.js';
import type { QueryInput } from './inputs.js';
import type { AnyKey, DefinitionOf, Indexed, Matching, PartitionOf, QueryKey, SortOf, StartKey } from './keys.js';
import type { Indexable, Projected, Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/** A query of a table whose schema type is not known. */
interface AnyQuery<I, N> {
  indexName?: I;
  key: AnyKey;
  filter?: AnyConditions;
  select?: 'COUNT' | readonly N[];
  consistentRead?: boolean;
  scanIndexForward?: boolean;
  limit?: number;
  exclusiveStartKey?: AnyKey | undefined;
}

/**
 * The input of QueryCommand: the items under a partition key, of the table or of the index named, in the order of the sort key.
 *
 * `key` gives the partition key, and may narrow the sort key by a value or by one of `eq`, `lt`, `lte`, `gt`, `gte`, `between`
 * and `beginsWith`; sort attributes of a multi-attribute key go from left to right, and the last one given may be a range.
 * `filter` drops items after they are read (and paid for), by attributes that the index holds and its key does not have.
 * `select` names the attributes to return, or is `'COUNT'`. `limit` counts the items read, before the filter.
 *
 * @example
 * ```ts
 * const input = toQueryInput(orders, {
 *   indexName: 'gsi-customer',
 *   key: { customer: 'c', placed_at: { between: ['2026-01', '2026-02'] } },
 *   filter: { total: { gt: 5 }, or: [{ note: { exists: false } }, { not: { tags: { contains: 'x' } } }] },
 *   scanIndexForward: false,
 * });
 * const found = itemsOf(input, await client.send(new QueryCommand(input)));
 * ```
 *
 * @throws TypeError for an index that the table lacks, an option or a key attribute that is unknown, empty or undefined, and a
 * value that DynamoDB cannot hold.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export function toQueryInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  G = unknown,
  L = unknown,
  I extends (keyof G | keyof L) & string = never,
  const Q = unknown,
  N extends string = never,
  // What follows from those; nothing infers them.
  D = DefinitionOf<P, K, G, L, I>,
  Own = PartitionOf<D> | SortOf<D>,
  Keys = P | K | Own,
  E = unknown extends T ? T : Indexable<Matching<T, Q>, Keys>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Held extends string = Projected<D, Keys, All> & string,
  Checked extends object = string extends P
    ? AnyQuery<I, N>
    : {
        /** The index to read. Left out: the table itself. */
        indexName?: I;
        key: QueryKey<A, T, D, Q>;
        filter?: Condition<A, E, Exclude<Held, Own>>;
        /** The attributes to return, or `'COUNT'` for the number of items alone. Left out: all that the index holds. */
        select?: 'COUNT' | readonly ([I] extends [keyof G] ? Held : All)[];
        consistentRead?: [I] extends [never] ? boolean : [I] extends [keyof G] ? false : boolean;
        /** `false` returns the last items first. Left out: `true`. */
        scanIndexForward?: boolean;
        /** The most items to read: the length of a page where there is no filter. */
        limit?: number;
        /** Where the page starts: the `LastEvaluatedKey` of the page before, or `undefined` for the first. */
        exclusiveStartKey?: StartKey<A, T, Keys & string>;
      },
>(
  schema: [P] extends [never] ? Indexed<A, P, K, T, G, L> : S,
  // The branch that is never taken is what the types of the arguments are inferred from.
  query: [P] extends [never] ? { indexName?: I; key: Q; select?: readonly N[] } : NoInfer<Checked>,
): QueryInput<Result<Read<S, A, E, All, Keys, [N] extends [never] ? Held : N>, A>>;
export function toQueryInput(schema: TableSchema, query: object): QueryInput<unknown> {
  // A key that is not there fails as one that got lost.
  return inputOf(
    schema,
    {},
    { key: undefined, ...query },
    {
      indexName: null,
      key,
      filter,
      select,
      consistentRead: null,
      scanIndexForward: null,
      limit: checkCount,
      exclusiveStartKey: null,
    },
  );
}

function key(given: unknown, path: string) {
  const parts: string[] = [];
  let last = '';
  eachOfKey(given, path, placesOf({ partitionKey: schema.partitionKey, ...index }), (name, value, where, place) => {
    if (place && value === undefined) last ||= name;
    else {
      const range = place && isPlain(value) ? value : { eq: value };
      if (last) fail(where, ` needs one value of ${last} before it`);
      if (Object.keys(range)[1]) fail(where, ' must have one comparison');
      for (const end of Object.values(range).flat()) checkKey(schema, name, end, where, place);
      parts.push(ofValue(range, where, 2, marked(name), keyComparisons));
      if (!('eq' in range)) last = name;
    }
  });
  return { KeyConditionExpression: parts.join(' AND ') };
}
