import type { Attributes, AttributeValueTypes, TableSchema } from '../schema/index.js';
import type { ItemOf } from './itemType.js';

/** Where the type of an input keeps the type of what its command returns. No such property exists at run time. */
declare const returned: unique symbol;

/** The input of a command that returns `R`. */
export interface Returns<R> {
  readonly [returned]?: R;
}

/** The names that an index holds: all, its keys and the table's, or those and the ones included. */
export type Projected<D, Keys, All> = D extends { readonly projection: infer Held }
  ? Held extends 'KEYS_ONLY'
    ? Keys
    : Held extends { readonly include: readonly (infer N)[] }
      ? Keys | (N & All)
      : All
  : All;

/** The items that an index holds: those with its key. */
export type Indexable<T, Keys> = T extends { readonly [N in Keys & string]: unknown }
  ? T
  : [Keys] extends [keyof T]
    ? T & { [N in Keys & keyof T]-?: Exclude<T[N], undefined> }
    : never;

/** What is read of an item: the attributes named, of which those in `Keys` are there for sure. */
export type Read<S extends TableSchema, A extends Attributes, T, All, Keys, Names> = string extends Keys
  ? ItemOf<S>
  : unknown extends T
    ? { [N in Names & Keys & keyof A]: AttributeValueTypes[A[N]] } & {
        [N in Exclude<Names, Keys> & keyof A]?: AttributeValueTypes[A[N]];
      }
    : [All] extends [Names]
      ? T
      : T extends unknown
        ? Pick<T, Names & keyof T>
        : never;

/**
 * `R`, which follows from the arguments alone: an index that depends on `A` keeps the compiler from inferring the parts of `R` from
 * the type that the caller expects.
 */
export type Result<R, A> = { is: R }[[A] extends [never] ? never : 'is'];

/** The output of a command that returns items: of a query, a scan, a batch, a transaction or a search. */
export interface ItemsOutput {
  readonly Items?: readonly object[] | undefined;
  readonly Responses?: object | undefined;
  readonly SearchResults?: readonly { readonly Item?: object | undefined }[] | undefined;
}

/** The output of a command that returns one item: of a get, or of a put, update or delete with `returnValues`. */
export interface ItemOutput {
  readonly Item?: object | undefined;
  readonly Attributes?: object | undefined;
}

/**
 * The items that a command returned, with their type. Of a query, a scan, a search or a batch get that is a list; of a transaction a
 * tuple with a place for each of its gets, undefined where there is no item. A count has no items.
 *
 * The type follows from the input: the projection of the index, `select`, and the key that was asked for. Nothing is checked at
 * run time: an item of another shape comes as it is. Integers beyond 2^53 come as bigints; a fraction loses what a double cannot
 * hold, so keep exact decimals as strings.
 *
 * @example
 * ```ts
 * const input = toQueryInput(orders, { indexName: 'gsi-customer', key: { customer: 'c' }, select: ['total'] });
 * const found = itemsOf(input, await client.send(new QueryCommand(input)));
 * ```
 */
export function itemsOf<R extends readonly unknown[]>(_input: Returns<R>, output: ItemsOutput): R {
  const { Items, Responses, SearchResults } = output;
  const found = Array.isArray(Responses) ? Responses.map(({ Item }) => Item) : Object.values(Responses ?? {}).flat();
  return (Items ?? SearchResults?.map(({ Item }) => Item) ?? found) as readonly unknown[] as R;
}

/**
 * The item that a command returned, with its type: of a get, or what a put, an update or a delete returns by its
 * `returnValues`. Undefined if there is none.
 *
 * @example
 * ```ts
 * const input = toGetItemInput(orders, { id: '1' });
 * const order = itemOf(input, await client.send(new GetCommand(input)));
 * ```
 */
export function itemOf<R>(_input: Returns<R>, output: ItemOutput): R | undefined {
  return (output.Item ?? output.Attributes) as R | undefined;
}
