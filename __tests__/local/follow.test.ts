import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { defineTable, type TableSchema } from '../../src/index.js';
import { engineNames } from '../../src/local/engine.js';
import {
  describeLocalTable,
  followLocalTables,
  type RunningLocalDynamoDB,
  resetLocalTables,
  seedLocalTables,
  startLocalDynamoDB,
} from '../../src/local/index.js';
import { permissions } from '../../src/provision/index.js';
import { describeEngine } from '../support/engines.js';

type Items = Record<string, AttributeValue>[];

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', day: 'S', total: 'N', expires: 'N', gone: 'N', data: 'B' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
});
const rekeyed: TableSchema = { ...orders, partitionKey: 'customer', sortKey: 'day' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-follow-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function itemsOf(client: DynamoDBClient, TableName = 'orders'): Promise<Items> {
  return ((await client.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? []) as Items;
}

async function put(client: DynamoDBClient, ...items: Items): Promise<void> {
  for (const Item of items) await client.send(new PutItemCommand({ TableName: 'orders', Item }));
}

describeEngine(engineNames, ({ engine, client, endpoint }) => {
  const local = (): RunningLocalDynamoDB => ({
    clientConfig: {
      endpoint: endpoint(),
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    dataDir: undefined,
  });
  const follow = async (schema: TableSchema, options = {}) =>
    (await followLocalTables(local(), [schema], { allow: permissions, ...options })).map(describeLocalTable);
  /** From nothing, whatever the test before left. */
  const fresh = (schema: TableSchema) => resetLocalTables(local(), [schema]);

  test('what AWS never changes makes the table anew, with the items that fit', async () => {
    const place = join(folder, engine);
    await fresh(orders);
    const ana = { customer: { S: 'ana' }, day: { S: '1' } };
    const data = {
      data: { B: new Uint8Array([0, 255]) },
      more: { M: { list: { L: [{ SS: ['a', 'b'] }, { NULL: true }] } } },
    };
    await put(
      client(),
      { id: { S: '1' }, ...ana, ...data },
      { id: { S: '2' }, customer: { S: 'bob' }, day: { S: '1' } },
      { id: { S: '3' }, customer: { S: 'ana' } },
    );

    const [line] = await follow(rekeyed, { folder: place });

    expect(line).toMatch(
      /^orders: made anew, as AWS would need a new table \(key changed from id to customer, day\); /,
    );
    expect(line).toMatch(/; 2 items kept, 1 that does not fit is in .*left.orders-1\.json \(.+\)$/);
    expect((await itemsOf(client())).find(({ id }) => id.S === '1')).toEqual({ id: { S: '1' }, ...ana, ...data });
    expect(JSON.parse(readFileSync(join(place, 'left', 'orders-1.json'), 'utf8'))).toEqual({
      orders: [{ id: { S: '3' }, customer: { S: 'ana' } }],
    });
    expect(readdirSync(join(place, 'kept'))).toEqual([]);

    // Two items that get one key: one stays, and the other is not lost.
    await put(client(), { id: { S: '4' }, customer: { S: 'ana' }, day: { S: '2' } });
    const [again] = await follow({ ...orders, partitionKey: 'customer' }, { folder: place });
    expect(again).toMatch(
      /2 items kept, 1 that does not fit is in .*orders-2\.json \(another item has the same key\)$/,
    );
    const left = JSON.parse(readFileSync(join(place, 'left', 'orders-2.json'), 'utf8')).orders as Items;
    expect([...(await itemsOf(client())), ...left].map(({ id }) => id.S).sort()).toEqual(['1', '2', '4']);
  });

  // It takes half a second for each table that comes or goes, and adds nothing to what the others show.
  if (engine === 'dynalite') return;

  test('a local index comes and goes, and nothing of it needs a folder', async () => {
    const indexed: TableSchema = {
      ...orders,
      partitionKey: 'customer',
      sortKey: 'day',
      localSecondaryIndexes: { 'lsi-total': { sortKey: 'total' } },
    };
    await fresh(rekeyed);
    await put(client(), { id: { S: '1' }, customer: { S: 'ana' }, day: { S: '1' }, total: { N: '3' } });
    expect(await follow(indexed)).toEqual([
      'orders: made anew, as AWS would need a new table (local index lsi-total added); 1 item kept',
    ]);
    expect(await follow(indexed)).toEqual(['orders: unchanged']);
    expect(await follow(rekeyed)).toEqual([
      'orders: made anew, as AWS would need a new table (local index lsi-total removed); 1 item kept',
    ]);
  });

  test('what may not be taken away is not taken away by the way', async () => {
    const { globalSecondaryIndexes: _, ...none } = { ...orders, partitionKey: 'customer' } as const;
    await fresh(orders);
    const [result] = await followLocalTables(local(), [none]);
    expect(result).toMatchObject({ outcome: 'drifted' });
    expect(result.anew).toBeUndefined();
  });

  test('TTL moves at once, and the other changes are told in words', async () => {
    const expiring = { ...orders, timeToLive: 'expires' } as const;
    await fresh(expiring);
    expect(await follow({ ...orders, timeToLive: 'gone' })).toEqual([
      'orders: time to live moved from expires to gone',
    ]);
    const { TimeToLiveDescription } = await client().send(new DescribeTimeToLiveCommand({ TableName: 'orders' }));
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'gone' });
    const other: TableSchema = {
      ...orders,
      globalSecondaryIndexes: { 'gsi-day': { partitionKey: 'day' } },
      streamViewType: 'NEW_IMAGE',
    };
    expect(await follow(other)).toEqual([
      expect.stringMatching(
        /^orders: (?=.*index gsi-day added)(?=.*index gsi-customer removed)(?=.*time to live switched off)(?=.*stream switched on \(NEW_IMAGE\))/,
      ),
    ]);
  });

  test('a reset throws all away, and a seed is put once', async () => {
    const other = { ...orders, tableName: 'other' };
    const seed = { orders: [{ id: '1', customer: 'ana', data: new Uint8Array([1]) }, { id: '2' }] };
    await followLocalTables(local(), [other]);
    await fresh(orders);
    await put(client(), { id: { S: '2' }, total: { N: '7' } });
    expect(await seedLocalTables(local(), [orders], seed)).toEqual({ orders: { added: 1, there: 1 } });
    expect(await seedLocalTables(local(), [orders], seed)).toEqual({ orders: { added: 0, there: 2 } });
    expect(await itemsOf(client())).toHaveLength(2);
    expect(await itemsOf(client())).toContainEqual({ id: { S: '2' }, total: { N: '7' } });

    const { removed, tables } = await resetLocalTables(local(), [{ ...orders, deletionProtection: true }]);
    expect(removed).toEqual(['orders']);
    expect(tables.map(describeLocalTable)).toEqual(['orders: created']);
    expect(await itemsOf(client())).toEqual([]);

    await followLocalTables(local(), [other]);
    expect(await resetLocalTables(local(), [orders], { keepOthers: true })).toMatchObject({ removed: ['orders'] });
    expect(await itemsOf(client(), 'other')).toEqual([]);
  });

  test('items that a killed run left in their file are put back by the next, with newer ones left alone', async () => {
    const place = join(folder, `${engine}-killed`);
    await fresh(orders);
    await put(client(), { id: { S: '1' } }, { id: { S: '2' }, total: { N: '2' } });
    mkdirSync(join(place, 'kept'), { recursive: true });
    const kept = [{ id: { S: '1' } }, { id: { S: '2' } }, { id: { S: '3' } }];
    writeFileSync(join(place, 'kept', 'orders.json'), JSON.stringify({ orders: kept }));
    const [line] = await follow(orders, { folder: place });
    expect(line).toMatch(/^orders: unchanged; 2 items kept, 1 that does not fit is in .*orders-1\.json/);
    expect((await itemsOf(client())).map(({ id }) => id.S).sort()).toEqual(['1', '2', '3']);
    expect(readdirSync(join(place, 'kept'))).toEqual([]);

    writeFileSync(join(place, 'kept', 'orders.json'), '{');
    const [result] = await followLocalTables(local(), [orders], { folder: place });
    expect(result.error?.message).toMatch(/orders\.json does not hold the items of orders any more/);
  });
});

describe('a seed', () => {
  test('starts tables with items, in either spelling', async () => {
    const local = await startLocalDynamoDB({
      tables: [orders],
      seed: { orders: [{ id: '1', total: 3, data: new Uint8Array([1]) }] },
    });
    expect(local.tables.map(describeLocalTable)).toEqual(['orders: created; 1 item seeded']);
    const json = JSON.parse(`{ "orders": [
      { "id": { "S": "2" }, "total": { "N": "12345678901234567890" }, "data": { "B": "AQ==" } },
      { "PutRequest": { "Item": { "id": { "S": "3" } } } },
      { "id": "4", "data": "AQ==", "list": [1, "a", null, { "a": true }] }
    ] }`);
    expect(await seedLocalTables(local, [orders], json)).toEqual({ orders: { added: 3, there: 0 } });
    await local.stop();
  });

  test.each<[unknown, string]>([
    [{ order: [] }, 'seed: no table is named order. Did you mean orders?'],
    [{ orders: {} }, 'seed: orders must have a list of items'],
    [
      { orders: [{ id: '1' }, { customer: 'ana' }] },
      "seed: orders, item 2: id is missing, and is the table's partition key",
    ],
    [{ orders: [{ id: '' }] }, 'seed: orders, item 1: id is empty, and a key must not be'],
    [{ orders: [{ id: 1 }] }, 'seed: orders, item 1: id is a number, and the schema declares a string (S)'],
    [
      { orders: [{ id: '1', total: '3' }] },
      'seed: orders, item 1: total is a string, and the schema declares a number (N)',
    ],
    [
      { orders: [{ id: { S: '1' }, total: { S: '3' } }] },
      'item 1: total is a string (S), and the schema declares a number (N)',
    ],
    [{ orders: [{ id: { S: '1' }, total: 3 }] }, 'item 1: total is not an attribute value like {"S": "text"}'],
    [{ orders: [{ id: '1' }, { id: '1' }] }, 'seed: orders, item 2: it has the same key as item 1'],
    [
      { orders: [{ id: '1', customer: '' }] },
      'item 1: customer is empty, and is a key of the index gsi-customer: leave it out',
    ],
    [{ orders: [{ id: 'x'.repeat(2049) }] }, 'item 1: id has 2049 bytes, and this key may have 2048'],
    [
      { orders: [{ id: '1', more: [() => 1] }] },
      "item 1: more[0] is a value of the type function, which DynamoDB can't hold",
    ],
    [{ orders: ['1'] }, 'seed: orders, item 1: it is not an object'],
  ])('that does not fit is an error before anything starts: %#', async (seed, message) => {
    await expect(startLocalDynamoDB({ tables: orders, seed: seed as object, port: -1 })).rejects.toThrow(message);
  });
});
