import {
  itemsOf,
  paginate,
  sendBatches,
  sizeOfItem,
  toBatchGetItemInputs,
  toBatchWriteItemInputs,
  toQueryInput,
  toScanInput,
} from '../../src/items/index.js';
import { loans } from './tables.js';

const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ loan: `${from + i}` }));

async function collect<X>(all: AsyncIterable<X>): Promise<X[]> {
  const found: X[] = [];
  for await (const one of all) found.push(one);
  return found;
}

describe('paginate', () => {
  /** Pages of at most three, over ten items. */
  function pager() {
    const sent: { Limit?: number; start: number }[] = [];
    const send = async (input: { Limit?: number; ExclusiveStartKey?: Record<string, unknown> }) => {
      const start = Number(input.ExclusiveStartKey?.loan ?? 0);
      sent.push({ ...(input.Limit && { Limit: input.Limit }), start });
      const end = Math.min(start + (input.Limit ?? 3), start + 3, 10);
      return { Items: numbered(start, end), ...(end < 10 && { LastEvaluatedKey: { loan: `${end}` } }) };
    };
    return { sent, send };
  }

  test('goes on to the end', async () => {
    const { send, sent } = pager();
    expect(await collect(paginate(send, toScanInput(loans)))).toEqual(numbered(0, 10));
    expect(sent).toEqual([{ start: 0 }, { start: 3 }, { start: 6 }, { start: 9 }]);
  });

  test('reads no more than is wanted', async () => {
    const { send, sent } = pager();
    expect(await collect(paginate(send, toScanInput(loans, { limit: 2 }), { items: 3 }))).toEqual(numbered(0, 3));
    expect(sent).toEqual([
      { Limit: 2, start: 0 },
      { Limit: 1, start: 2 },
    ]);
  });

  test('with a filter, pages are as long as they are, and items are counted', async () => {
    const { send, sent } = pager();
    const input = toScanInput(loans, { filter: { due: 1 } });
    expect(await collect(paginate(send, input, { items: 4 }))).toEqual(numbered(0, 4));
    expect(sent).toEqual([{ start: 0 }, { start: 3 }]);
  });

  test('starts where it is told, and of none reads none', async () => {
    const { send, sent } = pager();
    const input = toQueryInput(loans, { key: { loan: '1' }, exclusiveStartKey: { loan: '8' } });
    expect(await collect(paginate(send, input))).toEqual(numbered(8, 10));
    expect(await collect(paginate(send, input, { items: 0 }))).toEqual([]);
    expect(sent).toHaveLength(1);
    await expect(collect(paginate(send, input, { items: -1 }))).rejects.toThrow('items must be a whole number');
  });

  test('a page without items is not the end', async () => {
    const pages = [
      { Items: [], LastEvaluatedKey: { loan: '1' } },
      { LastEvaluatedKey: { loan: '2' } },
      { Items: numbered(2, 3) },
    ];
    expect(await collect(paginate(async () => pages.shift() ?? {}, toScanInput(loans)))).toEqual(numbered(2, 3));
  });
});

describe('sendBatches', () => {
  const pauses: number[] = [];
  const sleep = async (milliseconds: number) => pauses.push(milliseconds);
  beforeEach(() => pauses.splice(0));

  test('sends what is left undone again, and returns all items', async () => {
    const sent: number[] = [];
    const inputs = toBatchGetItemInputs(loans, numbered(0, 120), { consistentRead: true });
    const found = await sendBatches(
      async ({ RequestItems }) => {
        const { Keys, ...rest } = RequestItems.loans;
        expect(rest).toEqual({ ConsistentRead: true });
        sent.push(Keys.length);
        const left = Keys.slice(40);
        return {
          Responses: { loans: Keys.slice(0, 40) },
          UnprocessedKeys: left.length ? { loans: { ...rest, Keys: left } } : {},
        };
      },
      inputs,
      { sleep },
    );
    expect(found).toEqual(numbered(0, 120));
    expect(sent).toEqual([100, 60, 20, 20]);
    expect(pauses).toHaveLength(2);
  });

  test('waits longer while nothing is done, and gives up', async () => {
    const inputs = toBatchWriteItemInputs(loans, { put: numbered(0, 2) });
    const sending = sendBatches(async ({ RequestItems }) => ({ UnprocessedItems: RequestItems }), inputs, {
      sleep,
      attempts: 4,
    });
    await expect(sending).rejects.toMatchObject({ cause: inputs[0] });
    expect(pauses).toHaveLength(3);
    for (const [i, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(50 * 2 ** i);
      expect(pause).toBeLessThanOrEqual(50 * 2 ** (i + 1));
    }
  });

  test('of no inputs nothing is sent', async () => {
    expect(await sendBatches(async () => ({}), toBatchWriteItemInputs(loans, {}))).toEqual([]);
  });
});

test('itemsOf of a batch, of a transaction and of nothing', () => {
  const [batch] = toBatchGetItemInputs(loans, [{ loan: '1' }]);
  expect(itemsOf(batch, { Responses: { loans: [{ loan: '1' }] } })).toEqual([{ loan: '1' }]);
  expect(itemsOf(batch, {})).toEqual([]);
});

test.each([
  [{ a: 'bc' }, 3],
  [{ ü: 'ü' }, 4],
  [{ a: true, b: null }, 4],
  [{ a: 1 }, 3],
  [{ a: -123.45 }, 6],
  [{ a: 1000n }, 3],
  [{ a: new Uint8Array(5) }, 6],
  [{ a: [] }, 4],
  [{ a: ['b', 'c'] }, 8],
  [{ a: { b: 'c' } }, 7],
  [{ a: new Set(['b', 'cd']) }, 4],
])('the size of %p is %i', (item, size) => {
  expect(sizeOfItem(item)).toBe(size);
});
