import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  approvalTableSchema,
  defineTable,
  sessionTableSchema,
  type TableSchema,
  withTableName,
} from '../../src/index.js';
import { engineNames } from '../../src/local/engine.js';
import { availableEngines } from '../../src/local/engines.js';
import { freePort } from '../../src/local/freePort.js';
import { setupLocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { describeEngine } from '../support/engines.js';
import { isListening } from './listening.js';

/** A table of which every engine lacks something. */
const rich = defineTable({
  tableName: 'rich',
  attributes: { id: 'S', expires: 'N' },
  partitionKey: 'id',
  timeToLive: 'expires',
  streamViewType: 'NEW_IMAGE',
  deletionProtection: true,
  encryption: 'AWS_MANAGED',
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  pointInTimeRecovery: true,
  tags: { team: 'orders' },
});

describeEngine(engineNames, ({ engine }) => {
  test('has the tables, with their indexes, when it is started', async () => {
    const local = await startLocalDynamoDB({ engine, tables: [sessionTableSchema, approvalTableSchema] });
    const client = new DynamoDBClient(local.clientConfig);
    for (const { tableName, globalSecondaryIndexes } of [sessionTableSchema, approvalTableSchema]) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      expect(Table?.TableStatus).toBe('ACTIVE');
      expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(
        Object.keys(globalSecondaryIndexes).sort(),
      );
    }
    expect(local.tables.map(({ tableName, outcome }) => [tableName, outcome])).toEqual([
      ['sentinel-sessions', 'created'],
      ['sentinel-requests', 'created'],
    ]);
    client.destroy();
    await local.stop();
  });

  test('says what of a table it does not implement, and makes the rest', async () => {
    const local = await startLocalDynamoDB({ engine, tables: rich });
    expect(local.unsupported.every(({ tableName }) => tableName === 'rich')).toBe(true);
    expect(local.unsupported.map(({ kind }) => kind).sort()).toEqual(
      {
        dynoxide: ['extend-recovery'],
        'dynamodb-local': ['change-encryption', 'change-table-class', 'change-tags', 'extend-recovery'],
        dynalite: [
          'change-deletion-protection',
          'change-encryption',
          'change-table-class',
          'enable-stream',
          'enable-time-to-live',
          'extend-recovery',
        ],
      }[engine],
    );
    if (engine !== 'dynalite') {
      const client = new DynamoDBClient(local.clientConfig);
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'rich' }));
      expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
      client.destroy();
    }
    await local.stop();
  });
});

const [engine] = availableEngines();

describe('tables that can not be made', () => {
  test('end the engine, and are an error that says which and why', async () => {
    const error = await failure([sessionTableSchema, sessionTableSchema]);
    expect(error.message).toMatch(/^The tables can't be made on (dynoxide|DynamoDB Local|dynalite):\n/);
    expect(error.message).toMatch(/\n- sentinel-sessions: two schemas are named sentinel-sessions/);
  });

  test('are an error before an engine is started when their schema is not valid', async () => {
    const error = await failure({ ...sessionTableSchema, partitionKey: 'nobody' } as unknown as TableSchema);
    expect(error.name).toBe('TableSchemaError');
    expect(error.message).toContain('nobody');
  });

  async function failure(tables: TableSchema | TableSchema[]): Promise<Error> {
    const port = await freePort();
    const error = await startLocalDynamoDB({ tables, port }).catch((error: Error) => error);
    expect(error).toBeInstanceOf(Error);
    expect(await isListening(`http://127.0.0.1:${port}`)).toBe(false);
    return error as Error;
  }
});

describe('the variables', () => {
  test('are those that the SDK reads', async () => {
    const local = await startLocalDynamoDB({ engine, tables: sessionTableSchema });
    await withVariables(local.env, async () => {
      const client = new DynamoDBClient({});
      const { Table } = await client.send(new DescribeTableCommand({ TableName: 'sentinel-sessions' }));
      expect(Table?.TableStatus).toBe('ACTIVE');
      client.destroy();
    });
    await local.stop();
  });
});

describe('the set-up of a test run', () => {
  test('sets the variables, and puts them back when it is torn down', async () => {
    await withVariables({ AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL_DYNAMODB: undefined }, async () => {
      const tearDown = await setupLocalDynamoDB({ engine, tables: withTableName(sessionTableSchema, 'sessions') })();
      const client = new DynamoDBClient({});
      expect((await client.send(new DescribeTableCommand({ TableName: 'sessions' }))).Table?.ItemCount).toBe(0);
      client.destroy();
      const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB as string;

      await tearDown();
      await tearDown();

      expect(await isListening(endpoint)).toBe(false);
      expect(process.env.AWS_ENDPOINT_URL_DYNAMODB).toBeUndefined();
      expect(process.env.AWS_REGION).toBe('eu-north-1');
    });
  });

  test('runs again in watch mode, and leaves one engine', async () => {
    await withVariables({}, async () => {
      const setup = setupLocalDynamoDB({ engine });
      await setup();
      const first = process.env.AWS_ENDPOINT_URL_DYNAMODB as string;
      const tearDown = await setup();
      expect(await isListening(first)).toBe(false);
      expect(await isListening(process.env.AWS_ENDPOINT_URL_DYNAMODB as string)).toBe(true);
      await tearDown();
    });
  });

  test('tells on stderr what the engine does not implement', async () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await withVariables({}, async () => (await setupLocalDynamoDB({ engine: 'dynalite', tables: rich })())());
    const text = written.mock.calls.join('');
    written.mockRestore();
    expect(text).toMatch(/^dynalite does not implement .*\btimeToLive \(1 table\).*: left out\.\n$/);
  });
});

async function withVariables(variables: object, run: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  try {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
