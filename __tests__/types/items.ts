import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, QueryCommand as PlainQueryCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
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
import * as z from 'zod';
import {
  type ItemOf,
  itemOf,
  itemsOf,
  marshallInput,
  paginate,
  type QueryInput,
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
  withItemType,
} from '../../src/items/index.js';
import type { IndexName, Item, PrimaryKey, TableSchema } from '../../src/schema/index.js';
import { withTableName } from '../../src/schema/index.js';
import type { Equal } from './equal.js';
import { type Book, type Loan, library, loans, pages, type Reader, typedLoans, type Visit } from './itemTables.js';

/** Calls that must compile, and the types of what comes back. */

type ReturnOf<I> = I extends QueryInput<infer R> ? R : never;
const equal = <_Fact extends true>() => {};

/** Queries. */

export async function queries(client: DynamoDBDocumentClient) {
  const all = toQueryInput(loans, { key: { loan: '1' } });
  const [one] = itemsOf(all, await client.send(new QueryCommand(all)));
  equal<Equal<typeof one.loan, string>>();
  equal<Equal<typeof one.due, number | undefined>>();

  const byReader = toQueryInput(loans, {
    indexName: 'by-reader',
    key: { reader: 'r', due: { between: [1, 2] } },
    filter: {
      loan: { beginsWith: 'a' },
      tags: { contains: 'x', size: { gt: 2 } },
      or: [{ returned: true }, { not: { notes: { size: 0 } } }],
    },
    scanIndexForward: false,
    limit: 10,
  });
  const [late] = itemsOf(byReader, await client.send(new QueryCommand(byReader)));
  equal<Equal<typeof late.due, number>>();
  equal<Equal<typeof late.returned, boolean | undefined>>();

  const included = toQueryInput(loans, {
    indexName: 'by-scan',
    key: { branch: 'b', scan: { beginsWith: new Uint8Array(1) } },
  });
  const [scanned] = itemsOf(included, {});
  equal<Equal<keyof typeof scanned, 'loan' | 'branch' | 'scan' | 'tags'>>();

  const selected = toQueryInput(loans, { key: { loan: '1' }, select: ['due', 'loan'] });
  equal<Equal<keyof ReturnOf<typeof selected>, 'due' | 'loan'>>();

  toQueryInput(loans, { indexName: 'by-place', key: { branch: 'b', reader: 'r' } });
  toQueryInput(loans, { indexName: 'by-place', key: { branch: 'b', reader: 'r', floor: { gt: 1n } } });
  toQueryInput(loans, {
    indexName: 'by-place',
    key: { branch: 'b', reader: 'r', floor: 1, shelf: { beginsWith: 'a' } },
  });
  toQueryInput(pages, {
    indexName: 'by-chapter',
    key: { book: 'b', chapter: 'c' },
    select: ['text'],
    consistentRead: true,
  });
  toQueryInput(pages, { key: { book: 'b', page: { eq: 5 } }, select: 'COUNT' });

  // A page starts where the one before ended, or nowhere.
  const page = await client.send(new QueryCommand(all));
  toQueryInput(loans, { key: { loan: '1' }, exclusiveStartKey: page.LastEvaluatedKey });
  toQueryInput(loans, {
    indexName: 'by-reader',
    key: { reader: 'r' },
    exclusiveStartKey: { loan: '1', reader: 'r', due: 1 },
  });
  toScanInput(loans, { exclusiveStartKey: undefined });
}

/** One item. */

export async function single(client: DynamoDBDocumentClient) {
  const get = toGetItemInput(pages, { book: 'b', page: 1 }, { select: ['text'], consistentRead: true });
  const page = itemOf(get, await client.send(new GetCommand(get)));
  page?.text satisfies string | undefined;

  const put = toPutItemInput(
    loans,
    { loan: '1', due: 5n, tags: new Set(['a']), scan: Buffer.from('x'), label: { any: [1] }, fines: new Set([1]) },
    { condition: { loan: { exists: false } }, returnValues: 'ALL_OLD' },
  );
  itemOf(put, await client.send(new PutCommand(put)))?.loan satisfies string | undefined;

  const none = toDeleteItemInput(loans, { loan: '1' }, { condition: { label: { at: { deep: { at: { er: 1 } } } } } });
  itemOf(none, await client.send(new DeleteCommand(none))) satisfies undefined;

  const update = toUpdateItemInput(
    loans,
    { loan: '1' },
    {
      set: { due: 1, label: { a: 1 } },
      setIfAbsent: { reader: 'r' },
      add: { due: 1, tags: new Set(['b']), fines: new Set([2]) },
      append: { notes: ['n'] },
      remove: ['returned'],
      delete: { tags: new Set(['a']) },
      at: { label: { set: { b: 2 }, at: { c: { remove: ['d'] } } }, notes: { set: { 0: 'x' }, remove: [1] } },
    },
    { condition: { or: [{ due: { lt: 5 } }, { due: { exists: false } }] }, returnValues: 'UPDATED_NEW' },
  );
  itemOf(update, await client.send(new UpdateCommand(update)))?.due satisfies number | undefined;
  toUpdateItemInput(loans, { loan: '1' }, {});
}

/** Items that have a type. */

export function typed() {
  const input = toQueryInput(typedLoans, {
    key: { loan: '1' },
    filter: { state: 'out', payload: { at: { x: 1 } }, place: { at: { row: { gt: 3 } } } },
  });
  equal<Equal<ReturnOf<typeof input>, Loan>>();
  const [byReader] = itemsOf(toQueryInput(typedLoans, { indexName: 'by-reader', key: { reader: 'r' } }), {});
  equal<Equal<typeof byReader.reader, string>>();
  const [selected] = itemsOf(toQueryInput(typedLoans, { key: { loan: '1' }, select: ['state', 'reader'] }), {});
  equal<Equal<typeof selected, Pick<Loan, 'state' | 'reader'>>>();

  toPutItemInput(typedLoans, { loan: '1', due: 1, state: 'out', place: { branch: 'b' }, stamps: [], counts: {} });
  toUpdateItemInput(
    typedLoans,
    { loan: '1' },
    {
      set: { state: 'back', place: { branch: 'x' } },
      append: { stamps: [{ day: 1 }] },
      remove: ['reader', 'payload'],
      at: {
        place: { set: { row: 1 }, remove: ['row'], add: { row: 1 } },
        stamps: { at: { 0: { set: { clerk: 'c' }, remove: ['clerk'] } }, remove: [3] },
        counts: { add: { today: 1 }, remove: ['yesterday'] },
        payload: { set: { any: 1 } },
      },
    },
    {
      condition: {
        stamps: { at: { 0: { at: { day: { gte: 1 } } } }, size: { lt: 100 } },
        place: { eq: { branch: 'b' } },
      },
    },
  );

  // A stage of the table has the type too.
  const stage = toGetItemInput(withTableName(typedLoans, 'loans-test'), { loan: '1' });
  itemOf(stage, {})?.place.branch satisfies string | undefined;

  const zod = withItemType(loans, z.object({ loan: z.string(), reader: z.string().optional(), rating: z.number() }));
  itemOf(toGetItemInput(zod, { loan: '1' }), {})?.rating satisfies number | undefined;
}

/** What one table holds of several kinds: narrowed by keys, by prefixes, and by an index that holds some. */

export function unions() {
  const card = toGetItemInput(library, { pk: 'READER#1', sk: 'CARD' });
  itemOf(card, {})?.name satisfies string | undefined;
  const visits = toQueryInput(library, {
    key: { pk: 'READER#1', sk: { beginsWith: 'VISIT#2026' } },
    filter: { minutes: { gt: 5 } },
  });
  itemsOf(visits, {}) satisfies Visit[];
  const id = 'x' as string;
  itemsOf(toQueryInput(library, { key: { pk: `READER#${id}`, sk: { beginsWith: 'V' } } }), {}) satisfies Visit[];
  itemsOf(toQueryInput(library, { key: { pk: `READER#${id}` } }), {}) satisfies (Reader | Visit)[];
  itemOf(toGetItemInput(library, { pk: `READER#${id}`, sk: `VISIT#${id}` }), {}) satisfies Visit | undefined;
  for (const one of itemsOf(toQueryInput(library, { key: { pk: 'READER#1' } }), {})) {
    (one.sk === 'CARD' ? one.name : one.minutes) satisfies string | number;
  }
  const onDay = itemsOf(toQueryInput(library, { indexName: 'by-day', key: { day: 'd' } }), {});
  onDay satisfies (Visit | (Book & { day: string }))[];
  equal<Equal<(typeof onDay)[number]['day'], string>>();
  itemsOf(
    toQueryInput(library, { indexName: 'by-day', key: { day: 'd', pk: { beginsWith: 'BOOK#' } } }),
    {},
  ) satisfies Book[];
  toPutItemInput(library, { pk: 'BOOK#1', sk: 'BOOK', title: 't' });
  toUpdateItemInput(library, { pk: 'READER#1', sk: 'VISIT#1' }, { set: { minutes: 3 } });
}

/** Many items. */

export async function many(client: DynamoDBDocumentClient) {
  const gets = toBatchGetItemInputs(typedLoans, [{ loan: '1' }], { select: ['due'] });
  const found = await sendBatches((input) => client.send(new BatchGetCommand(input)), gets);
  equal<Equal<typeof found, Pick<Loan, 'due'>[]>>();
  for (const input of gets) itemsOf(input, await client.send(new BatchGetCommand(input)))[0].due satisfies number;
  await sendBatches(
    (input) => client.send(new BatchWriteCommand(input)),
    toBatchWriteItemInputs(loans, { put: [{ loan: '1' }], delete: [{ loan: '2' }] }),
  );
  const gotten = toTransactGetItemsInput([
    toGetItemInput(typedLoans, { loan: '1' }),
    toGetItemInput(pages, { book: 'b', page: 1 }, { select: ['text'] }),
  ]);
  const [loan, page] = itemsOf(gotten, await client.send(new TransactGetCommand(gotten)));
  equal<Equal<typeof loan, Loan | undefined>>();
  page?.text satisfies string | undefined;
  await client.send(
    new TransactWriteCommand({
      ...toTransactWriteItemsInput([
        { put: toPutItemInput(loans, { loan: '1' }) },
        { update: toUpdateItemInput(loans, { loan: '2' }, { add: { due: 1 } }) },
        { delete: toDeleteItemInput(loans, { loan: '3' }) },
        { conditionCheck: toConditionCheck(loans, { loan: '4' }, { loan: { exists: true } }) },
      ]),
      ClientRequestToken: 'once',
    }),
  );
  const scan = { ...toScanInput(typedLoans, { segment: [0, 4] }), ReturnConsumedCapacity: 'TOTAL' as const };
  for await (const one of paginate((input) => client.send(new ScanCommand(input)), scan, { items: 5 }))
    one.state satisfies 'out' | 'back';
  const near = toSearchVectorsInput(pages, {
    indexName: 'like',
    searchVector: [1, 2],
    topK: 3,
    key: { book: 'b', lang: 'it' },
  });
  itemsOf(near, await client.send(new SearchVectorsCommand(near)))[0].page satisfies number;
  toSearchVectorsInput(pages, { indexName: 'anywhere', searchVector: [1, 2], topK: 3, select: ['text'] });
}

/** The plain client. */

export async function plain(client: DynamoDBClient) {
  await client.send(new GetItemCommand(marshallInput(toGetItemInput(loans, { loan: '1' }))));
  await client.send(new PutItemCommand(marshallInput(toPutItemInput(loans, { loan: '1' }))));
  await client.send(new PlainQueryCommand(marshallInput(toQueryInput(loans, { key: { loan: '1' } }))));
}

/** Generic code: what it calls with is checked where the schema is known. */

export async function find<S extends TableSchema>(client: DynamoDBDocumentClient, schema: S, key: PrimaryKey<S>) {
  const input = toGetItemInput(schema, key, { consistentRead: true });
  return itemOf(input, await client.send(new GetCommand(input)));
}
export async function everything<S extends TableSchema>(
  client: DynamoDBDocumentClient,
  schema: S,
  indexName: IndexName<S>,
) {
  const input = toScanInput(schema, { indexName, limit: 10, filter: { [schema.partitionKey]: { exists: true } } });
  return itemsOf(input, await client.send(new ScanCommand(input)));
}
export function create<S extends TableSchema>(schema: S, item: Item<S>) {
  return toPutItemInput(schema, item, { condition: { [schema.partitionKey]: { exists: false } } });
}
export function first<S extends TableSchema>(schema: S, value: string) {
  return toQueryInput(schema, { key: { [schema.partitionKey]: value }, limit: 1 });
}
export function touch<S extends TableSchema>(schema: S, key: PrimaryKey<S>, name: string) {
  return toUpdateItemInput(
    schema,
    key,
    { add: { [name]: 1 } },
    { condition: { [name]: { exists: true } }, returnValues: 'ALL_NEW' },
  );
}
export function sweep<S extends TableSchema>(schema: S, keys: PrimaryKey<S>[]) {
  toBatchGetItemInputs(schema, keys);
  toDeleteItemInput(schema, keys[0], { returnValues: 'ALL_OLD' });
  toConditionCheck(schema, keys[0], { [schema.partitionKey]: { exists: true } });
  return toBatchWriteItemInputs(schema, { delete: keys });
}
export async function instances(client: DynamoDBDocumentClient) {
  const loan = await find(client, typedLoans, { loan: '1' });
  equal<Equal<typeof loan, Loan | undefined>>();
  const page = await find(client, pages, { book: 'b', page: 1 });
  page?.page satisfies number | undefined;
  (await everything(client, loans, 'by-reader'))[0].loan satisfies string;
  equal<Equal<ItemOf<typeof typedLoans>, Loan>>();
}
export function wide(schema: TableSchema) {
  return toQueryInput(schema, { indexName: 'any', key: { any: 1 }, filter: { any: { gt: 1 } }, select: ['any'] });
}

/** What a caller expects does not change what follows from the arguments. */

// @ts-expect-error
export const expected: QueryInput<{ loan: number }> = toQueryInput(loans, { key: { loan: '1' } });
