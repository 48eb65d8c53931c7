import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { defineTable, toCreateTableInput } from '../../src/index.js';
import { availableEngines, type SetupOptions, setupLocalDynamoDB } from '../../src/local/index.js';
import { isListening } from './listening.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', expires: 'N' },
  partitionKey: 'id',
  timeToLive: 'expires',
  deletionProtection: true,
});
const plain = { ...orders, tableName: 'plain', timeToLive: undefined, deletionProtection: undefined };
const options = { tables: [orders, plain], seed: { orders: [{ id: 'seed' }] } };

let before: NodeJS.ProcessEnv;
const clients: DynamoDBClient[] = [];
beforeEach(() => {
  before = { ...process.env };
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

/** The client of code that knows nothing of tests. */
function plainClient(): DynamoDBClient {
  // Said here, as a client looks at the variable when it is used first, and by then these tests are in another worker.
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string });
  clients.push(client);
  return client;
}

/** What a test file finds in the worker of that number: the client of its code, and the hook that runs before each test. */
function inWorker(number: number, given: SetupOptions<typeof orders | typeof plain>) {
  process.env.VITEST_POOL_ID = String(number);
  let hook = async () => {};
  setupLocalDynamoDB({
    ...given,
    beforeEach: (work) => {
      hook = work;
    },
  });
  return { client: plainClient(), endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string, hook: () => hook() };
}

async function ids(client: DynamoDBClient, TableName = 'orders'): Promise<(string | undefined)[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map(({ id }) => id.S).sort();
}

const put = (client: DynamoDBClient, id: string, TableName = 'orders') =>
  client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));

test.each(availableEngines())('%s: each worker has its own tables, and each test has fresh ones', async (engine) => {
  const given = { ...options, engine, isolate: 'test' } as const;
  const tearDown = await setupLocalDynamoDB(given)({ maxWorkers: 2 });
  const one = inWorker(1, given);
  const two = inWorker(2, given);
  await put(one.client, 'a');
  await put(two.client, 'b');
  expect([await ids(one.client), await ids(two.client)]).toEqual([
    ['a', 'seed'],
    ['b', 'seed'],
  ]);

  await put(one.client, 'c', 'plain');
  await one.hook();
  expect([await ids(one.client), await ids(one.client, 'plain'), await ids(two.client)]).toEqual([
    ['seed'],
    [],
    ['b', 'seed'],
  ]);

  // Tables that a test made or deleted, too.
  await two.client.send(new DeleteTableCommand({ TableName: 'plain' }));
  await two.client.send(new CreateTableCommand(toCreateTableInput({ ...plain, tableName: 'another' })));
  await two.hook();
  expect((await two.client.send(new ListTablesCommand({}))).TableNames?.sort()).toEqual(['orders', 'plain']);
  expect(await ids(two.client)).toEqual(['seed']);

  await tearDown();
  for (const { endpoint } of [one, two]) expect(await isListening(endpoint)).toBe(false);
});

test("a worker's engine starts when it is needed, and what keeps it from that is told to the test", async () => {
  const given = { ...options, isolate: 'worker' } as const;
  const tearDown = await setupLocalDynamoDB(given)({ vitest: { config: { maxWorkers: 2 } } });
  await expect(plainClient().send(new ListTablesCommand({}))).rejects.toThrow(
    /this test file does not know its own DynamoDB.*setupFilesAfterEnv \(jest\) or setupFiles \(vitest\)/,
  );
  const { client } = inWorker(2, given);
  process.env.TABLEWRIGHT_ENGINE = 'none';
  await expect(client.send(new ListTablesCommand({}))).rejects.toThrow(/unknown engine 'none'/);
  expect(() => inWorker(3, given)).toThrow('this is worker 3, and the run said that there are 2 at most');
  await tearDown();
});

test.each<[SetupOptions, string]>([
  [{ isolate: 'worker', port: 8000 }, "they can't share a port"],
  [{ isolate: 'test', dataDir: 'data' }, "they can't share a dataDir"],
  [{ isolate: 'file' as 'test' }, `isolate: "file" is not 'worker' or 'test'`],
])('what several engines can not do is an error: %j', (given, message) => {
  expect(() => setupLocalDynamoDB(given)).toThrow(message);
});
