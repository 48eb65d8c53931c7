import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { DynamoDBClient, PutResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { defineTable, type TableSchema } from '../../src/index.js';
import { freePort } from '../../src/local/freePort.js';
import {
  applyPlan,
  diffTables,
  inspectTable,
  planTable,
  planVerdict,
  provisionTables,
} from '../../src/provision/index.js';
import { project, tablewright } from '../cli/support/bin.js';

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
  let motoAt: { readonly host: string; readonly port: number };
  const clientConfig = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

  beforeAll(async () => {
    const port = await freePort();
    server = spawn(program as string, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const endpoint = `http://127.0.0.1:${port}`;
    motoAt = { host: '127.0.0.1', port };
    client = new DynamoDBClient({ ...clientConfig, endpoint });
    for (const deadline = Date.now() + 25_000; ; ) {
      if (await fetch(endpoint).catch(() => undefined)) break;
      if (Date.now() > deadline) throw new Error('moto does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

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
    const { outcome, steps, error } = await bring(changed);
    if (error) throw error;
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

  test('what moto ignores or lacks is reported within a second, though its tables have the ARNs of an account', async () => {
    const plain = defineTable({
      tableName: 'plain',
      attributes: { id: 'S', user: 'S' },
      partitionKey: 'id',
      globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user' } },
    });
    expect(await bring(plain)).toMatchObject({ outcome: 'created' });
    const settings: TableSchema = {
      ...plain,
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      encryption: 'AWS_MANAGED',
      onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 5 },
      contributorInsights: true,
      deletionProtection: true,
      streamViewType: 'NEW_IMAGE',
      streamTags: { team: 'orders' },
      streamResourcePolicy: policy('dynamodb:GetRecords'),
      kinesisStreamingDestination: { streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders' },
      globalSecondaryIndexes: {
        'gsi-user': { partitionKey: 'user', onDemandThroughput: { maxReadRequestUnits: 5 }, contributorInsights: true },
      },
    };
    const result = await bring(settings);
    expect(result).toMatchObject({ outcome: 'updated', drift: [], steps: { length: 1 } });
    expect(result.unsupported.map(({ path }) => path.join('.')).sort()).toEqual([
      'contributorInsights',
      'encryption',
      'globalSecondaryIndexes.gsi-user.contributorInsights',
      'globalSecondaryIndexes.gsi-user.onDemandThroughput',
      'kinesisStreamingDestination',
      'onDemandThroughput',
      'streamResourcePolicy',
      'streamTags',
      'tableClass',
    ]);
    expect(await bring(settings)).toMatchObject({ outcome: 'unchanged' });
  });

  test('a policy is set in the place of the one that was seen, and taken away; one set meanwhile is not overwritten by a plan', async () => {
    const bare = defineTable({ tableName: 'guarded', attributes: { id: 'S' }, partitionKey: 'id' });
    await bring(bare);
    const [first, second] = [policy('dynamodb:GetItem'), policy('dynamodb:Query')];
    const saved = await planTable(client, { ...bare, resourcePolicy: first });
    expect(saved.steps).toMatchObject([{ input: { ExpectedRevisionId: 'NO_POLICY' } }]);
    expect(await bring({ ...bare, resourcePolicy: second })).toMatchObject({ outcome: 'updated' });
    expect((await applyPlan(client, saved)).error?.message).toMatch(/^the plan is out of date/);
    await expect(client.send(new PutResourcePolicyCommand(saved.steps[0].input as never))).rejects.toMatchObject({
      name: 'PolicyNotFoundException',
    });
    expect(await bring({ ...bare, resourcePolicy: first })).toMatchObject({ outcome: 'updated' });
    const none: TableSchema = { ...bare, resourcePolicy: false };
    const { steps } = await bring(none);
    expect(steps).toMatchObject([
      { operation: 'DeleteResourcePolicy', input: { ExpectedRevisionId: expect.stringMatching(/^\d+$/) } },
    ]);
    expect(await bring(none)).toMatchObject({ outcome: 'unchanged' });
  });

  test('an index that comes later keeps the definitions of those that stand', async () => {
    const one = defineTable({
      tableName: 'several',
      attributes: { id: 'S', a: 'S', b: 'N' },
      partitionKey: 'id',
      globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } },
    });
    await bring(one);
    const two: TableSchema = {
      ...one,
      globalSecondaryIndexes: { ...one.globalSecondaryIndexes, 'gsi-b': { partitionKey: 'b' } },
    };
    expect(await bring(two)).toMatchObject({ outcome: 'updated', drift: [] });
    expect(await bring(two)).toMatchObject({ outcome: 'unchanged', drift: [] });
  });

  test('what scales is registered, changed and ended', async () => {
    const scaling = new ApplicationAutoScalingClient({ ...clientConfig, endpoint: `http://127.0.0.1:${motoAt.port}` });
    const read = { minCapacity: 5, maxCapacity: 100, targetValue: 70 };
    const night = { schedule: 'cron(0 22 ? * MON-FRI *)', timezone: 'Europe/Madrid', maxCapacity: 10 };
    const scaled = (autoScaling: object) =>
      defineTable({
        tableName: 'scaled',
        attributes: { id: 'S', user: 'S' },
        partitionKey: 'id',
        billingMode: 'PROVISIONED',
        provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5, autoScaling },
        globalSecondaryIndexes: {
          'gsi-user': {
            partitionKey: 'user',
            provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5, autoScaling: { write: read } },
          },
        },
      });
    const make = async (schema: TableSchema) => {
      const options = { timeoutMs: 20_000, autoScalingClient: scaling };
      const [{ outcome, error, steps }] = await provisionTables(client, [schema], options);
      if (error) throw error;
      return [outcome, ...steps.map(({ operation }) => operation)];
    };
    try {
      const first = scaled({ read: { ...read, scheduledActions: { night } } });
      expect(await make(first)).toEqual([
        'created',
        'CreateTable',
        'RegisterScalableTarget',
        'PutScalingPolicy',
        'PutScheduledAction',
        'RegisterScalableTarget',
        'PutScalingPolicy',
      ]);
      expect(await make(first)).toEqual(['unchanged']);
      const live = await inspectTable(client, 'scaled', { autoScalingClient: scaling });
      expect(live && diffTables(live.schema, first)).toEqual([]);
      // The command has the client where it is installed, and the endpoint is not DynamoDB's alone.
      const [{ folder, remove }, endpoint] = [
        await project({ 'tables.mjs': `export const scaled = ${JSON.stringify(first)}` }),
        `http://127.0.0.1:${motoAt.port}`,
      ];
      const env = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
      const check = ['check', '--schema', 'tables.mjs', '--json'];
      const checked = await tablewright(check, { cwd: folder, env: { ...env, AWS_ENDPOINT_URL: endpoint } });
      expect(JSON.parse(checked.stdout).tables).toMatchObject([{ verdict: 'in line', unsupported: [] }]);
      const alone = await tablewright(check, { cwd: folder, env: { ...env, AWS_ENDPOINT_URL_DYNAMODB: endpoint } });
      expect(JSON.parse(alone.stdout).tables[0].unsupported[0].kind).toBe('change-auto-scaling');
      const pulled = await tablewright(['pull', 'scaled'], {
        cwd: folder,
        env: { ...env, AWS_ENDPOINT_URL: endpoint },
      });
      expect(pulled.stdout).toContain(
        "night: { schedule: 'cron(0 22 ? * MON-FRI *)', timezone: 'Europe/Madrid', maxCapacity: 10 }",
      );
      await remove();
      const second = scaled({
        read: { ...read, targetValue: 50, scheduledActions: {} },
        write: {
          ...read,
          scaleInCooldown: 60,
          scheduledActions: { night: { ...night, startTime: '2099-01-01T00:00:00Z' } },
        },
      });
      expect(await make(second)).toEqual([
        'updated',
        'DeleteScheduledAction',
        'PutScalingPolicy',
        'RegisterScalableTarget',
        'PutScalingPolicy',
        'PutScheduledAction',
      ]);
      expect(await make(scaled({}))).toEqual(['updated', 'DeregisterScalableTarget', 'DeregisterScalableTarget']);
      // Without the client, an emulator scales nothing: that is no difference.
      expect(planVerdict(await planTable(client, second))).toBe('in line');
    } finally {
      scaling.destroy();
    }
  });

  test('an emulator on this machine is one, whoever it says it is: what it ignores costs a second', async () => {
    const proxy = createServer((asked, answer) => {
      const forwarded = request({ ...motoAt, method: asked.method, headers: asked.headers }, (reply) => {
        const { server: _, ...headers } = reply.headers;
        answer.writeHead(reply.statusCode ?? 500, headers);
        reply.pipe(answer);
      });
      asked.pipe(forwarded);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const unknown = new DynamoDBClient({ ...clientConfig, endpoint: `http://127.0.0.1:${port}` });
    try {
      const bare = defineTable({ tableName: 'ignored', attributes: { id: 'S' }, partitionKey: 'id' });
      await provisionTables(unknown, [bare]);
      const schema: TableSchema = { ...bare, tableClass: 'STANDARD_INFREQUENT_ACCESS' };
      const [result] = await provisionTables(unknown, [schema], { timeoutMs: 20_000 });
      expect(result).toMatchObject({ outcome: 'unchanged', drift: [], unsupported: [{ kind: 'change-table-class' }] });
    } finally {
      unknown.destroy();
      proxy.close();
    }
  });
});
