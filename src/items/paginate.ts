import { checkCount } from './check.js';
import type { Values } from './inputs.js';
import type { Returns } from './results.js';

/** What is paged through: a query or a scan. */
interface Paged<R> extends Returns<R[]> {
  readonly Limit?: number;
  readonly FilterExpression?: string;
  readonly ExclusiveStartKey?: Values;
}

interface Page {
  readonly Items?: readonly object[] | undefined;
  readonly LastEvaluatedKey?: Values | undefined;
}

/**
 * The items of a query or a scan, one by one, over as many pages as it takes. `items` ends it after so many: items, not pages,
 * however few of them a filter leaves in each. Without a filter, no page reads more than is still wanted.
 *
 * A page is read when its first item is asked for, so a loop that is left reads no more.
 *
 * @example
 * ```ts
 * const input = toQueryInput(orders, { indexName: 'gsi-customer', key: { customer: 'c' } });
 * for await (const order of paginate((page) => client.send(new QueryCommand(page)), input, { items: 20 })) {
 *   console.log(order.total);
 * }
 * ```
 */
export async function* paginate<R, I extends Paged<R> = Paged<R>>(
  send: (input: I) => Promise<Page>,
  input: I & Returns<R[]>,
  { items = Number.POSITIVE_INFINITY }: { readonly items?: number } = {},
): AsyncGenerator<R, void, undefined> {
  if (items !== Number.POSITIVE_INFINITY) checkCount(items, 'items', 0);
  let left = items;
  let start: Values | undefined = input.ExclusiveStartKey;
  while (left > 0) {
    const Limit = input.FilterExpression ? input.Limit : Math.min(input.Limit ?? left, left);
    const place: { Limit?: number; ExclusiveStartKey?: Values } = {};
    if (Limit !== undefined && Number.isFinite(Limit)) place.Limit = Limit;
    if (start) place.ExclusiveStartKey = start;
    const { Items = [], LastEvaluatedKey }: Page = await send({ ...input, ...place });
    for (const item of Items.slice(0, left)) {
      left--;
      yield item as R;
    }
    if (!LastEvaluatedKey) return;
    start = LastEvaluatedKey;
  }
}
