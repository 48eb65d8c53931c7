import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  SearchVectorsCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type ConditionOf,
  itemOf,
  itemsOf,
  marshallInput,
  paginate,
  sendBatches,
  toBatchGetItemInputs,
  toBatchWriteItemInputs,
  toConditionCheck,
  toDeleteItemInput,
  toGetItemInput,
  toPutItemInput,
  toQueryInput,
  toScanInput,
  toSearchVectorsInput,
  toTransactGetItemsInput,
  toTransactWriteItemsInput,
  toUpdateItemInput,
} from '../../src/items/index.js';
import { describeEngine } from '../support/engines.js';
import { documentsOf, type Loan, loans, pages, texts, typedLoans } from './tables.js';

/** What the builders make is accepted by engines, and does what it says. */

describeEngine(['dynoxide', 'dynamodb-local'], (context) => {
  let client: DynamoDBDocumentClient;
  beforeAll(async () => {
    client = await documentsOf(context, loans, pages);
    const items: Loan[] = [
      {
        loan: 'a',
        reader: 'r',
        due: 1,
        state: 'out',
        tags: new Set(['x', 'y']),
        label: { row: 3, deep: { er: 'z' }, 7: 'seven' },
        stamps: [{ day: 1 }, { day: 2 }],
      },
      { loan: 'b', reader: 'r', due: 5, state: 'back', 'a.b': 2, size: 4 },
      { loan: 'c', reader: 'r', due: 9, state: 'out' },
      { loan: 'd', reader: 's', due: 5 },
      { loan: 'e' },
    ];
    await sendBatches(
      (input) => client.send(new BatchWriteCommand(input)),
      toBatchWriteItemInputs(typedLoans, { put: items }),
    );
  });

  const query = async (key: object) => {
    const input = toQueryInput(typedLoans, { indexName: 'by-reader', key: { reader: 'r', ...key } });
    return itemsOf(input, await client.send(new QueryCommand(input))).map(({ loan }) => loan);
  };
  type Filter = ConditionOf<typeof typedLoans>;
  const filtered = async (filter: Filter) => {
    const input = toScanInput(typedLoans, { filter });
    return itemsOf(input, await client.send(new ScanCommand(input)))
      .map(({ loan }) => loan)
      .sort()
      .join('');
  };

  test.each<[string, object, string[]]>([
    ['a partition', {}, ['a', 'b', 'c']],
    ['a value', { due: 5 }, ['b']],
    ['eq', { due: { eq: 5 } }, ['b']],
    ['lt', { due: { lt: 5 } }, ['a']],
    ['lte', { due: { lte: 5 } }, ['a', 'b']],
    ['gt', { due: { gt: 5n } }, ['c']],
    ['gte', { due: { gte: 5 } }, ['b', 'c']],
    ['between', { due: { between: [2, 9] } }, ['b', 'c']],
  ])('query by a sort key: %s', async (_, range, expected) => {
    expect(await query(range)).toEqual(expected);
  });

  test.each<[string, Filter, string]>([
    ['a value', { state: 'out' }, 'ac'],
    ['several attributes', { state: 'out', due: 1 }, 'a'],
    ['several comparisons', { due: { gt: 1, lt: 9 } }, 'bd'],
    ['ne, of what is absent too', { state: { ne: 'out' } }, 'bde'],
    ['in', { due: { in: [1, 9] } }, 'ac'],
    ['between', { due: { between: [1, 5] } }, 'abd'],
    ['exists', { state: { exists: false }, reader: { exists: true } }, 'd'],
    ['beginsWith', { state: { beginsWith: 'b' } }, 'b'],
    ['contains, of a string', { state: { contains: 'u' } }, 'ac'],
    ['contains, of a set', { tags: { contains: 'y' } }, 'a'],
    ['a set that is equal', { tags: new Set(['y', 'x']) }, 'a'],
    ['type', { due: { type: 'N' } }, 'abcd'],
    ['size', { tags: { size: 2 } }, 'a'],
    ['size, compared', { state: { size: { gt: 3, lte: 4 } } }, 'b'],
    ['an attribute that is called size, and one with a dot', { size: 4, 'a.b': { gte: 2 } }, 'b'],
    ['within maps', { label: { at: { row: 3, deep: { at: { er: { beginsWith: 'z' } } } } } }, 'a'],
    ['a map with a number for a name', { label: { at: { 7: 'seven' } } }, 'a'],
    ['within lists', { stamps: { at: { 1: { at: { day: { gt: 1 } } } } } }, 'a'],
    ['a map that is equal', { stamps: { at: { 0: { eq: { day: 1 } } } } }, 'a'],
    ['or', { or: [{ due: 1 }, { due: 9 }] }, 'ac'],
    ['or beside an attribute', { state: 'out', or: [{ due: 1 }, { due: 5 }] }, 'a'],
    [
      'or of several',
      {
        or: [
          { due: 1, state: 'back' },
          { due: 5, state: 'back' },
        ],
      },
      'b',
    ],
    ['or within or', { or: [{ or: [{ due: 1 }, { due: 5 }] }, { due: 9 }] }, 'abcd'],
    ['and', { and: [{ due: { gt: 1 } }, { due: { lt: 9 } }] }, 'bd'],
    [
      'and within or within and',
      { and: [{ or: [{ and: [{ due: 1 }, { state: 'out' }] }, { due: 5 }] }, { reader: 'r' }] },
      'ab',
    ],
    ['one in a list', { or: [{ and: [{ due: 1 }] }] }, 'a'],
    ['not', { not: { due: { gt: 1 } } }, 'ae'],
    ['not of several', { not: { due: 5, state: 'back' } }, 'acde'],
    ['not of or', { not: { or: [{ due: 5 }, { due: 1 }] } }, 'ce'],
    ['not of not', { not: { not: { due: 5 } } }, 'bd'],
    ['not of between, in or', { or: [{ not: { due: { between: [1, 5] } } }, { due: 1 }] }, 'ace'],
  ])('filter: %s', async (_, filter, expected) => {
    expect(await filtered(filter)).toBe(expected);
  });

  test('select, count, order, limit, pages', async () => {
    const input = toQueryInput(loans, {
      indexName: 'by-reader',
      key: { reader: 'r' },
      select: ['state', 'loan'],
      scanIndexForward: false,
      limit: 2,
    });
    const page = await client.send(new QueryCommand(input));
    expect(itemsOf(input, page)).toEqual([
      { loan: 'c', state: 'out' },
      { loan: 'b', state: 'back' },
    ]);
    const next = toQueryInput(loans, {
      indexName: 'by-reader',
      key: { reader: 'r' },
      exclusiveStartKey: page.LastEvaluatedKey,
      scanIndexForward: false,
    });
    expect(itemsOf(next, await client.send(new QueryCommand(next))).map(({ loan }) => loan)).toEqual(['a']);
    const count = toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r' }, select: 'COUNT' });
    const counted = await client.send(new QueryCommand(count));
    expect(counted.Count).toBe(3);
    expect(itemsOf(count, counted)).toEqual([]);
  });

  test('paginate counts items', async () => {
    const found = [];
    const input = toScanInput(loans, { filter: { reader: { exists: true } }, limit: 1 });
    for await (const { loan } of paginate((page) => client.send(new ScanCommand(page)), input, { items: 3 }))
      found.push(loan);
    expect(new Set(found).size).toBe(3);
  });

  test('segments hold everything once', async () => {
    const inputs = [0, 1, 2].map((segment) => toScanInput(loans, { segment: [segment, 3], select: ['loan'] }));
    const found = await Promise.all(
      inputs.map(async (input) => itemsOf(input, await client.send(new ScanCommand(input)))),
    );
    expect(
      found
        .flat()
        .map(({ loan }) => loan)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('a local index selects what it does not hold', async () => {
    const put = toPutItemInput(pages, { book: 'b', page: 1, chapter: 'c', text: 't' });
    await client.send(new PutCommand(put));
    const input = toQueryInput(pages, {
      indexName: 'by-chapter',
      key: { book: 'b', chapter: { beginsWith: 'c' } },
      select: ['text'],
      consistentRead: true,
    });
    // dynoxide does not fetch it from the table.
    const found = itemsOf(input, await client.send(new QueryCommand(input)));
    expect(found).toEqual([context.engine === 'dynoxide' ? {} : { text: 't' }]);
  });

  test('put: create once, get', async () => {
    const put = toPutItemInput(typedLoans, { loan: 'new', due: 2 }, { condition: { loan: { exists: false } } });
    await client.send(new PutCommand(put));
    await expect(client.send(new PutCommand(put))).rejects.toThrow('conditional');
    const get = toGetItemInput(typedLoans, { loan: 'new' }, { consistentRead: true, select: ['due'] });
    expect(itemOf(get, await client.send(new GetCommand(get)))).toEqual({ due: 2 });
    const del = toDeleteItemInput(
      typedLoans,
      { loan: 'new' },
      { condition: { due: { lte: 2 } }, returnValues: 'ALL_OLD' },
    );
    expect(itemOf(del, await client.send(new DeleteCommand(del)))).toEqual({ loan: 'new', due: 2 });
    expect(itemOf(get, await client.send(new GetCommand(get)))).toBeUndefined();
  });

  test('update: every section, within maps and lists', async () => {
    const start = toPutItemInput(loans, {
      loan: 'u',
      due: 1,
      reader: 'q',
      tags: new Set(['a', 'b']),
      label: { x: 1, in: { list: [1, 2] }, gone: 1 },
      stamps: [1],
    });
    await client.send(new PutCommand(start));
    const update = toUpdateItemInput(
      loans,
      { loan: 'u' },
      {
        set: { state: 'back' },
        setIfAbsent: { reader: 'not this', gone: 5 },
        add: { due: 2, tags: new Set(['c']) },
        append: { stamps: [2, 3] },
        at: { label: { set: { y: 2, 7: 'seven' }, remove: ['gone'], at: { in: { append: { list: [3] } } } } },
      },
      { returnValues: 'ALL_NEW', condition: { due: 1 } },
    );
    expect(itemOf(update, await client.send(new UpdateCommand(update)))).toEqual({
      loan: 'u',
      due: 3,
      reader: 'q',
      state: 'back',
      gone: 5,
      tags: new Set(['a', 'b', 'c']),
      stamps: [1, 2, 3],
      label: { x: 1, y: 2, 7: 'seven', in: { list: [1, 2, 3] } },
    });
    const again = toUpdateItemInput(
      loans,
      { loan: 'u' },
      {
        remove: ['due', 'gone', 'label'],
        delete: { tags: new Set(['a', 'b']) },
        at: { stamps: { set: { 0: 'first' }, remove: [1] } },
      },
      { returnValues: 'ALL_NEW' },
    );
    expect(itemOf(again, await client.send(new UpdateCommand(again)))).toEqual({
      loan: 'u',
      reader: 'q',
      state: 'back',
      tags: new Set(['c']),
      stamps: ['first', 3],
    });
    const made = toUpdateItemInput(
      loans,
      { loan: 'made' },
      { append: { stamps: ['a'] }, add: { due: 1 } },
      { returnValues: 'ALL_NEW' },
    );
    expect(itemOf(made, await client.send(new UpdateCommand(made)))).toEqual({ loan: 'made', stamps: ['a'], due: 1 });
    const touched = toUpdateItemInput(loans, { loan: 'touched' }, {}, { returnValues: 'ALL_NEW' });
    expect(itemOf(touched, await client.send(new UpdateCommand(touched)))).toEqual({ loan: 'touched' });
  });

  test('batches and transactions', async () => {
    const keys = Array.from({ length: 130 }, (_, page) => ({ book: 'batch', page }));
    const writes = toBatchWriteItemInputs(pages, { put: keys.map((key) => ({ ...key, text: `${key.page}` })) });
    expect(writes).toHaveLength(6);
    await sendBatches((input) => client.send(new BatchWriteCommand(input)), writes);
    const gets = toBatchGetItemInputs(pages, keys, { select: ['page'], consistentRead: true });
    expect(gets).toHaveLength(2);
    const found = await sendBatches((input) => client.send(new BatchGetCommand(input)), gets);
    expect(found.map(({ page }) => page).sort((a, b) => a - b)).toEqual(keys.map(({ page }) => page));
    expect(itemsOf(gets[1], await client.send(new BatchGetCommand(gets[1])))).toHaveLength(30);

    const write = toTransactWriteItemsInput([
      { put: toPutItemInput(loans, { loan: 't', due: 1 }) },
      { update: toUpdateItemInput(pages, { book: 'batch', page: 1 }, { set: { text: 'changed' } }) },
      { delete: toDeleteItemInput(pages, { book: 'batch', page: 2 }, { condition: { text: '2' } }) },
      { conditionCheck: toConditionCheck(pages, { book: 'batch', page: 3 }, { text: { exists: true } }) },
    ]);
    await client.send(new TransactWriteCommand(write));
    const read = toTransactGetItemsInput([
      toGetItemInput(loans, { loan: 't' }, { consistentRead: true }),
      toGetItemInput(pages, { book: 'batch', page: 1 }, { select: ['text'] }),
      toGetItemInput(pages, { book: 'batch', page: 2 }),
    ]);
    // dynoxide adds the key to what a transaction selects.
    expect(itemsOf(read, await client.send(new TransactGetCommand(read)))).toMatchObject([
      { loan: 't', due: 1 },
      { text: 'changed' },
      undefined,
    ] as object[]);
  });

  test('bigints come back as they went', async () => {
    const put = toPutItemInput(loans, { loan: 'big', due: 2n ** 60n });
    await client.send(new PutCommand(put));
    const get = toGetItemInput(loans, { loan: 'big' });
    expect(itemOf(get, await client.send(new GetCommand(get)))?.due).toBe(2n ** 60n);
  });

  test('the plain client takes what marshallInput makes', async () => {
    const item = { loan: 'plain', due: 1, tags: new Set(['a']), label: { Key: 'k' } };
    await context
      .client()
      .send(new PutItemCommand(marshallInput(toPutItemInput(loans, item, { condition: { loan: { exists: false } } }))));
    const { Item } = await context
      .client()
      .send(new GetItemCommand(marshallInput(toGetItemInput(loans, { loan: 'plain' }))));
    expect(unmarshall(Item ?? {})).toEqual(item);
  });
});

describeEngine('dynoxide', (context) => {
  test('vectors: the nearest, by partition and inline filter', async () => {
    const client = await documentsOf(context, texts);
    const put = [
      { id: '1', lang: 'it', kind: 'a', meaning: [1, 0] },
      { id: '2', lang: 'it', kind: 'b', meaning: [0, 1] },
      { id: '3', lang: 'en', kind: 'a', meaning: [1, 0] },
    ];
    await sendBatches((input) => client.send(new BatchWriteCommand(input)), toBatchWriteItemInputs(texts, { put }));
    const search = async (key: { lang: string; kind?: string }) => {
      const input = toSearchVectorsInput(texts, { indexName: 'like', searchVector: [1, 0.1], topK: 2, key });
      return itemsOf(input, await client.send(new SearchVectorsCommand(input))).map(({ id }) => id);
    };
    expect(await search({ lang: 'it' })).toEqual(['1', '2']);
    expect(await search({ lang: 'it', kind: 'b' })).toEqual(['2']);
  });
});
