import { fail, listOf } from './check.js';
import { identityOf } from './facts.js';
import type {
  ConditionCheck,
  DeleteItemInput,
  GetItemInput,
  PutItemInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
  UpdateItemInput,
  Values,
} from './inputs.js';
import { rememberedKey } from './putKeys.js';
import type { Returns } from './results.js';
import { onlyOnce } from './toBatchGetItemInputs.js';

/** Actions in one transaction. API: TransactWriteItems, TransactGetItems. */
const actionsPerTransaction = 100;

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
export function toTransactGetItemsInput<const G extends readonly GetItemInput<unknown>[]>(
  gets: G,
): TransactGetItemsInput<Found<G>>;
export function toTransactGetItemsInput(gets: readonly GetItemInput<unknown>[]): TransactGetItemsInput<unknown> {
  const once = onlyOnce();
  return {
    TransactItems: limited(gets, 'gets').map((get, i) => {
      // A transaction reads consistently, so its gets do not say so.
      const { ConsistentRead, ...Get } = get as GetItemInput<unknown>;
      once(itemOfTable(Get.TableName, Object.keys(Get.Key), Get.Key), `gets[${i}]`);
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
  const TransactItems = limited(actions, 'actions').map((action, i) => {
    const path = `actions[${i}]`;
    const [[word, given], ...more] = Object.entries(action as Record<string, PutItemInput<unknown> & { Key: Values }>);
    if (more.length || !Object.hasOwn(actionNames, word))
      fail(path, `must be one of ${Object.keys(actionNames).join(', ')}`);
    const { TableName, Item, Key, ReturnValues } = given;
    if (ReturnValues) fail(`${path}.${word}`, 'has returnValues, which a transaction does not return');
    if (word === 'update' && !('UpdateExpression' in given))
      fail(`${path}.update`, 'changes nothing: use conditionCheck');
    const names = Item ? rememberedKey(Item) : Object.keys(Key);
    if (names) once(itemOfTable(TableName, names, Item ?? Key), path);
    return { [actionNames[word as 'put']]: given };
  });
  return { TransactItems };
}

function limited(list: unknown, path: string): readonly unknown[] {
  const actions = listOf(list, path);
  if (actions.length > actionsPerTransaction)
    fail(path, `has ${actions.length}; a transaction can have ${actionsPerTransaction}`);
  return actions;
}

/** A text that is the same for two that mean one item, whatever the order of their key's attributes. */
function itemOfTable(table: string, names: readonly string[], attributes: Values): string {
  const sorted = [...names].sort();
  return [table, ...sorted, identityOf(sorted, attributes)].join('\n');
}
