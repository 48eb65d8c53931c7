import { onlyOnce } from './attributes.js';
import { entriesOf, fail, listOf, lookup } from './check.js';
import type {
  ConditionCheck,
  DeleteItemInput,
  GetItemInput,
  PutItemInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
  UpdateItemInput,
} from './inputs.js';
import type { Returns } from './results.js';

/** Actions in one transaction. API: TransactWriteItems, TransactGetItems. */
const actionsPerTransaction = 100;

/** The input of a get, and not of a delete, which has a key too. */
interface Get extends GetItemInput<unknown> {
  ConditionExpression?: never;
}

/** A place for what each get returns. */
type Found<G extends readonly unknown[]> = {
  -readonly [I in keyof G]: (G[I] extends Returns<infer R> ? R : never) | undefined;
};

/** One action of a transaction that writes. */
export type TransactWriteAction =
  | { readonly put: PutItemInput<unknown> }
  | { readonly update: UpdateItemInput<unknown> }
  | { readonly delete: DeleteItemInput<unknown> }
  | { readonly conditionCheck: ConditionCheck };

/**
 * The input of TransactGetCommand: up to 100 items of any tables, as they are at one moment. `itemsOf` gives a tuple with a
 * place for each get.
 *
 * @example
 * ```ts
 * const input = toTransactGetItemsInput([toGetItemInput(orders, { id: '1' }), toGetItemInput(customers, { id: 'c' })]);
 * const [order, customer] = itemsOf(input, await client.send(new TransactGetCommand(input)));
 * ```
 *
 * @throws TypeError for no get, more than 100, and one item twice.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export function toTransactGetItemsInput<const G extends readonly Get[]>(gets: G): TransactGetItemsInput<Found<G>>;
export function toTransactGetItemsInput(gets: readonly GetItemInput<unknown>[]): TransactGetItemsInput<unknown> {
  const once = onlyOnce();
  return {
    TransactItems: listOf(gets, 'gets', 1, actionsPerTransaction).map((get, i) => {
      // A transaction reads consistently, so its gets do not say so.
      const { ConsistentRead, ...Get } = get as GetItemInput<unknown>;
      once(Get.TableName, `gets.${i}`, Get.Key);
      return { Get };
    }),
  };
}

const actionNames = { put: 'Put', update: 'Update', delete: 'Delete', conditionCheck: 'ConditionCheck' } as const;

/**
 * The input of TransactWriteCommand: up to 100 puts, updates, deletes and condition checks, of any tables, all of which are done
 * or none. Spread it to add a `ClientRequestToken`.
 *
 * @example
 * ```ts
 * const input = toTransactWriteItemsInput([
 *   { put: toPutItemInput(orders, { id: '1', customer: 'c' }, { condition: { id: { exists: false } } }) },
 *   { update: toUpdateItemInput(customers, { id: 'c' }, { add: { orders: 1 } }) },
 * ]);
 * await client.send(new TransactWriteCommand(input));
 * ```
 *
 * @throws TypeError for no action, more than 100, one item twice, an update without changes, and `returnValues`, which a
 * transaction does not have.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function toTransactWriteItemsInput(actions: readonly TransactWriteAction[]): TransactWriteItemsInput {
  const once = onlyOnce();
  return {
    TransactItems: listOf(actions, 'actions', 1, actionsPerTransaction).map((action, i) => {
      const path = `actions.${i}`;
      const [[word, given], more] = entriesOf(action, path) as [string, Partial<Written>][];
      if (more) fail(path, ' must be one action');
      if (given.ReturnValues) fail(path, ' cannot have returnValues');
      if (word === 'update' && !given.UpdateExpression) fail(path, ' changes nothing');
      once(given.TableName as string, path, given.Key, given.Item);
      return { [lookup(actionNames, word, path)]: given };
    }),
  };
}

type Written = PutItemInput<unknown> & UpdateItemInput<unknown>;
