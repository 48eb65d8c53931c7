import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeLimitsCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import { defineTable } from '../../src/index.js';
import { planTable, quotasOf } from '../../src/provision/index.js';
import { tablewright } from '../cli/support/bin.js';
import { describeEngine } from '../support/engines.js';

const big = defineTable({
  tableName: 'events',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 50_000, writeCapacityUnits: 1 },
});

test('a plan knows what the account may have, before anything is sent', async () => {
  const raised = createSimulator({ quotas: { tableCapacityUnits: 60_000 } });
  await expect(planTable(raised.client, big)).rejects.toThrow(/50000.*\[table-capacity-quota\]/);
  const quotas = await quotasOf(raised.client, { clock: raised.clock });
  expect(quotas).toEqual({
    tableReadCapacityUnits: 60_000,
    tableWriteCapacityUnits: 60_000,
    accountReadCapacityUnits: 120_000,
    accountWriteCapacityUnits: 120_000,
  });
  const { steps } = await planTable(raised.client, big, { quotas, clock: raised.clock });
  expect(steps.map(({ operation }) => operation)).toEqual(['CreateTable']);

  const lowered = createSimulator({ quotas: { tableCapacityUnits: 10_000 } });
  const few = { ...big, provisionedThroughput: { readCapacityUnits: 20_000, writeCapacityUnits: 1 } } as const;
  await expect(planTable(lowered.client, few, { quotas: await quotasOf(lowered.client) })).rejects.toThrow(/10000/);
});

test('what is throttled is asked again, and what is refused is thrown', async () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  const clock = { now: () => 0, sleep: async () => {} };
  const answers: unknown[] = [throttled, throttled, { TableMaxReadCapacityUnits: 5 }, denied];
  const client = {
    send: async (command: unknown) => {
      expect(command).toBeInstanceOf(DescribeLimitsCommand);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as never;
  expect(await quotasOf(client, { clock })).toEqual({ tableReadCapacityUnits: 5 });
  await expect(quotasOf(client, { clock })).rejects.toBe(denied);
});

/** The command, with a configuration whose quotas have room for the table. */
async function plan(endpoint: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-quotas-'));
  try {
    const config = { tables: [big], quotas: { tableReadCapacityUnits: 60_000 } };
    await writeFile(path.join(folder, 'tablewright.config.json'), JSON.stringify(config));
    return await tablewright(['plan', '--endpoint', endpoint, '--quotas-from-account'], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describeEngine('dynamodb-local', ({ client, endpoint }) => {
  test('tells the defaults', async () => {
    const { tableReadCapacityUnits, accountReadCapacityUnits } = await quotasOf(client());
    expect([tableReadCapacityUnits, accountReadCapacityUnits]).toEqual([40_000, 80_000]);
  });

  test('count before those that the configuration declares', async () => {
    const { code, stdout } = await plan(endpoint());
    expect(code).toBe(2);
    expect(stdout).toMatch(/50000 must be .*40000/);
  });
});

describeEngine('dynoxide', ({ client, endpoint }) => {
  test('does not know the operation', async () => {
    await expect(quotasOf(client())).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  test('is planned for by what the configuration declares', async () => {
    const { code, stderr } = await plan(endpoint());
    expect(code).toBe(0);
    expect(stderr).toMatch(/note .* tells no quotas \(DescribeLimits\): they are as declared, or AWS's defaults/);
  });
});
