/**
 * The most tables under way at once: as many with indexes as an account may have in CREATING at once in a Region.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
 */
export const maxConcurrency = 250;

/**
 * The answers for all items, in their order; so many are under way at once.
 *
 * @throws RangeError for a concurrency out of its range.
 */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  concurrency: number,
  ask: (item: Item, at: number) => Promise<Answer>,
): Promise<Answer[]> {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > maxConcurrency) {
    throw new RangeError(`concurrency ${concurrency} must be a whole number from 1 to ${maxConcurrency}`);
  }
  const answers: Answer[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) answers[at] = await ask(item, at);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return answers;
}
