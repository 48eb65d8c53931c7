import { CreateTableCommand, DescribeTableCommand, TagResourceCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import { gsi, minute, onDemandTable, outcome, second, strings, withTable } from './helpers.js';

function count(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of outcomes) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

const table = (i: number) => onDemandTable({ TableName: `table-${i}` });
const indexed = (i: number) => ({
  ...table(i),
  AttributeDefinitions: strings('id', 'user'),
  GlobalSecondaryIndexes: [gsi('user')],
});

test('500 tables change at a time', async () => {
  const sim = createSimulator();
  const creates = () =>
    Promise.all(Array.from({ length: 600 }, (_, i) => outcome(sim.client.send(new CreateTableCommand(table(i))))));
  const tooMany =
    'LimitExceededException: Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously';
  expect(count(await creates())).toEqual({ ok: 500, [tooMany]: 100 });
  expect(sim.peaks.simultaneousOperations).toBe(500);
  await sim.clock.sleep(minute);
  expect(count(await creates())).toMatchObject({ ok: 100 });
  expect(sim.violations).toEqual([]);
});

test('250 of them when they are created with indexes', async () => {
  const sim = createSimulator();
  const creates = Array.from({ length: 300 }, (_, i) => outcome(sim.client.send(new CreateTableCommand(indexed(i)))));
  const tooMany =
    'LimitExceededException: Subscriber limit exceeded: You have exceeded the maximum number of indexed tables that can be created simultaneously';
  expect(count(await Promise.all(creates))).toEqual({ ok: 250, [tooMany]: 50 });
  expect(sim.peaks.simultaneousIndexedCreates).toBe(250);
});

test('an account has so many tables', async () => {
  const sim = createSimulator({ quotas: { tables: 2 } });
  for (let i = 0; i < 2; i++) sim.putTable(table(i));
  expect(await outcome(sim.client.send(new CreateTableCommand(table(2))))).toBe(
    'LimitExceededException: Subscriber limit exceeded: There is a limit of 2 tables per subscriber',
  );
});

test('2,500 requests pass in a second', async () => {
  const sim = withTable();
  const describes = () =>
    Promise.all(
      Array.from({ length: 3_000 }, () => outcome(sim.client.send(new DescribeTableCommand({ TableName: 'orders' })))),
    );
  const first = count(await describes());
  expect(first['ThrottlingException: Rate exceeded']).toBeGreaterThan(450);
  await sim.clock.sleep(second);
  expect(count(await describes()).ok).toBeGreaterThanOrEqual(2_500);
});

test('and fewer of some operations', async () => {
  const sim = withTable();
  const tag = () =>
    outcome(
      sim.client.send(
        new TagResourceCommand({
          ResourceArn: sim.tables.get('orders')?.arn,
          Tags: [{ Key: 'team', Value: 'a' }],
        }),
      ),
    );
  const tags = await Promise.all(Array.from({ length: 20 }, tag));
  expect(count(tags)).toEqual({ ok: 5, 'ThrottlingException: Rate exceeded': 15 });
  await sim.clock.sleep(second);
  expect(await tag()).toBe('ok');
});
