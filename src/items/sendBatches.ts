import type { Returns } from './results.js';

type Requests = Readonly<Record<string, unknown>>;

interface BatchOutput {
  readonly Responses?: Readonly<Record<string, readonly object[]>> | undefined;
  readonly UnprocessedKeys?: Requests | undefined;
  readonly UnprocessedItems?: Requests | undefined;
}

/** How `sendBatches` goes on when DynamoDB leaves something out. */
export interface SendBatchesOptions {
  /** How often it may come back with nothing done before it gives up. Left out: 8, over about ten seconds. */
  readonly attempts?: number;
  /** A function that waits for that many milliseconds. Left out: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

const firstPauseMs = 50;
const longestPauseMs = 5_000;

/**
 * Sends the inputs of `toBatchGetItemInputs` or `toBatchWriteItemInputs`, one after the other, and what DynamoDB leaves
 * unprocessed again, after pauses that double and vary, until all is done. Resolves to the items that gets returned.
 *
 * @example
 * ```ts
 * const inputs = toBatchWriteItemInputs(orders, { delete: keys });
 * await sendBatches((input) => client.send(new BatchWriteCommand(input)), inputs);
 * ```
 *
 * @throws Error when DynamoDB leaves the same undone time after time; its `cause` is the input that remains. What was sent
 * before is done.
 */
export async function sendBatches<I extends { RequestItems: Requests }, R = never>(
  send: (input: I) => Promise<BatchOutput>,
  inputs: readonly (I & Returns<R[]>)[],
  { attempts = 8, sleep = pause }: SendBatchesOptions = {},
): Promise<R[]> {
  const items: unknown[] = [];
  for (const input of inputs) {
    let rest: I | undefined = input;
    let failures = 0;
    while (rest) {
      const sent = sizeOf(rest.RequestItems);
      const { Responses = {}, UnprocessedKeys, UnprocessedItems }: BatchOutput = await send(rest);
      items.push(...Object.values(Responses).flat());
      const left: Requests = UnprocessedKeys ?? UnprocessedItems ?? {};
      rest = Object.keys(left).length ? { ...input, RequestItems: left } : undefined;
      if (!rest) break;
      failures = sizeOf(left) < sent ? 0 : failures + 1;
      if (failures >= attempts) throw new Error(`DynamoDB left a batch undone ${attempts} times`, { cause: rest });
      await sleep(Math.min(firstPauseMs * 2 ** failures, longestPauseMs) * (0.5 + Math.random() / 2));
    }
  }
  return items as R[];
}

/** How many keys or requests a batch has. */
function sizeOf(requests: Requests): number {
  return Object.values(requests)
    .map((request) => (Array.isArray(request) ? request : (request as { Keys: unknown[] }).Keys).length)
    .reduce((sum, length) => sum + length, 0);
}

function pause(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
