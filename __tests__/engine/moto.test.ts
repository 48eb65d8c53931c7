import { type ChildProcess, spawn } from 'node:child_process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { defineTable, type TableSchema } from '../../src/index.js';
import { freePort } from '../../src/local/freePort.js';
import { diffTables, inspectTable, provisionTables } from '../../src/provision/index.js';

/**
 * moto's server (https://docs.getmoto.org) implements what the other engines lack: point-in-time recovery, resource policies,
 * encryption. `TABLEWRIGHT_MOTO` is the path of its program; CI brings it.
 */
const program = process.env.TABLEWRIGHT_MOTO;

const table = defineTable({
  tableName: 'documents',
  attributes: { id: 'S', at: 'N', user: 'S', expires: 'N' },
  partitionKey: 'id',
  sortKey: 'at',
  localSecondaryIndexes: { 'lsi-user': { sortKey: 'user', projection: 'KEYS_ONLY' } },
  globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', projection: { include: ['expires'] } } },
  timeToLive: 'expires',
  streamViewType: 'NEW_IMAGE',
  deletionProtection: true,
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  tags: { team: 'a', stage: 'test' },
  resourcePolicy: policy('dynamodb:GetItem'),
});

function policy(Action: string) {
  const Principal = { AWS: 'arn:aws:iam::123456789012:root' };
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, Resource: '*' }] };
}

(program ? describe : describe.skip)(program ? 'moto' : 'moto (skipped: TABLEWRIGHT_MOTO names no moto_server)', () => {
  let server: ChildProcess;
  let client: DynamoDBClient;

  beforeAll(async () => {
    const port = await freePort();
    server = spawn(program as string, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const endpoint = `http://127.0.0.1:${port}`;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
    for (const deadline = Date.now() + 25_000; ; ) {
      if (await fetch(endpoint).catch(() => undefined)) break;
      if (Date.now() > deadline) throw new Error('moto does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, 30_000);

  afterAll(() => {
    client?.destroy();
    server?.kill();
  });

  const bring = async (schema: TableSchema) => (await provisionTables(client, [schema], { timeoutMs: 20_000 }))[0];

  test('a table with every protection is made, found in line, and follows its schema', async () => {
    expect(await bring(table)).toMatchObject({ outcome: 'created', drift: [], unsupported: [] });
    expect(await bring(table)).toMatchObject({ outcome: 'unchanged' });

    const changed: TableSchema = {
      ...table,
      pointInTimeRecovery: true,
      tags: { team: 'b' },
      resourcePolicy: policy('dynamodb:PutItem'),
      deletionProtection: false,
    };
    const { outcome, steps } = await bring(changed);
    expect(outcome).toBe('updated');
    expect(steps.map(({ operation }) => operation).sort()).toEqual([
      'PutResourcePolicy',
      'TagResource',
      'UntagResource',
      'UpdateContinuousBackups',
      'UpdateTable',
    ]);
    const live = await inspectTable(client, 'documents', { schema: changed });
    expect(live && diffTables(live.schema, changed)).toEqual([]);
  });
});
