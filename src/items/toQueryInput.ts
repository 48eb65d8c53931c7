import type { Attributes, TableSchema } from '../schema/index.js';
import { entriesOf, fail, isPlain, listOf } from './check.js';
import type { AnyConditions, Condition } from './conditions.js';
import { type Aliases, aliases, comparison } from './expression.js';
import { checkKeyValue, type Facts, factsOf, namesIn } from './facts.js';
import type { QueryInput } from './inputs.js';
import type { AnyKey, DefinitionOf, Indexed, Matching, PartitionOf, QueryKey, SortOf, StartKey } from './keys.js';
import { definitionOf, optionsOf, readingWords, readMany } from './read.js';
import type { Indexable, Projected, Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/** A query of a table of which nothing is known. */
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
        /** Left out: the table itself. */
        indexName?: I;
        key: QueryKey<A, T, D, Q>;
        filter?: Condition<A, E, Exclude<Held, Own>>;
        /** Attribute names, or `'COUNT'` for no items but their number. Left out: all that the index holds. */
        select?: 'COUNT' | readonly ([I] extends [keyof G] ? Held : All)[];
        consistentRead?: [I] extends [never] ? boolean : [I] extends [keyof G] ? false : boolean;
        /** False: the last first. */
        scanIndexForward?: boolean;
        /** The most items to read: the length of a page where there is no filter. */
        limit?: number;
        /** The `LastEvaluatedKey` of the page before; undefined for the first. */
        exclusiveStartKey?: StartKey<A, T, Keys & string>;
      },
>(
  schema: S & Indexed<A, P, K, T, G, L>,
  // The branch that is never taken is what the types of the arguments are inferred from.
  query: [P] extends [never] ? { indexName?: I; key: Q; select?: readonly N[] } : NoInfer<Checked>,
): QueryInput<Result<Read<S, A, E, All, Keys, [N] extends [never] ? Held : N>, A>>;
export function toQueryInput(schema: TableSchema, query: object): QueryInput<unknown> {
  const facts = factsOf(schema);
  const alias = aliases();
  const { exclusiveStartKey, ...rest } = query as Record<string, unknown>;
  const { indexName, key, scanIndexForward } = optionsOf(rest, 'query', `key scanIndexForward ${readingWords}`);
  return {
    KeyConditionExpression: keyCondition(facts, alias, indexName, key),
    ...readMany(facts, alias, query as Record<string, unknown>),
    ...(scanIndexForward !== undefined && { ScanIndexForward: scanIndexForward !== false }),
    ...alias.placeholders(),
  };
}

function keyCondition(facts: Facts, alias: Aliases, indexName: unknown, key: unknown): string {
  const { partitionKey, sortKey } = definitionOf(facts, indexName);
  const given = new Map(entriesOf(key, 'key'));
  const partition = namesIn(partitionKey);
  const parts: string[] = [];
  let last = '';
  for (const name of [...partition, ...namesIn(sortKey)]) {
    const path = `key.${name}`;
    const value = given.get(name);
    if (given.delete(name)) {
      if (last) fail(path, `needs a single value of ${last} before it: sort attributes go from left to right`);
      const isRange = isPlain(value) && !partition.includes(name);
      const range = isRange ? entriesOf(value, path) : [['eq', value] as const];
      if (range.length !== 1) fail(path, 'must be one value or one comparison');
      const [[word, operand]] = range;
      for (const end of word === 'between' ? listOf(operand, path) : [operand]) checkKeyValue(facts, name, end, path);
      parts.push(comparison(alias, alias.name(name), word, operand, path));
      if (word !== 'eq') last = name;
    } else if (partition.includes(name)) fail(path, 'is missing');
    else last ||= name;
  }
  for (const name of given.keys()) fail(`key.${name}`, `is not of the key of ${indexName ?? facts.schema.tableName}`);
  return parts.join(' AND ');
}
