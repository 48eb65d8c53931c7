import {
  DeleteResourcePolicyCommand,
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateContributorInsightsCommand,
} from '@aws-sdk/client-dynamodb';
import { createSimulator, noDurations, type Simulator } from '../../simulator/index.js';
import { create, gsi, minute, onDemandTable, outcome, second, strings, withTable } from './helpers.js';

const arn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders';

describe('point-in-time recovery', () => {
  const set = (sim: Simulator, PointInTimeRecoveryEnabled: boolean, RecoveryPeriodInDays?: number) =>
    outcome(
      sim.client.send(
        new UpdateContinuousBackupsCommand({
          TableName: 'orders',
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled, RecoveryPeriodInDays },
        }),
      ),
    );
  const get = async (sim: Simulator) =>
    (await sim.client.send(new DescribeContinuousBackupsCommand({ TableName: 'orders' }))).ContinuousBackupsDescription;

  test('a fresh table refuses it for a while', async () => {
    const sim = createSimulator({ staleReads: 0, durations: { continuousBackupsAvailable: [minute, minute] } });
    await create(sim, onDemandTable());
    const refused =
      'ContinuousBackupsUnavailableException: Backups are being enabled for the table: orders. Please retry later';
    expect(await set(sim, true)).toBe(refused);
    await sim.clock.sleep(30 * second);
    expect(sim.tables.get('orders')?.status).toBe('ACTIVE');
    expect(await set(sim, true)).toBe(refused);
    expect(await get(sim)).toMatchObject({ ContinuousBackupsStatus: 'DISABLED' });
    await sim.clock.sleep(minute);
    expect(await set(sim, true)).toBe('ok');
    expect(await get(sim)).toMatchObject({ ContinuousBackupsStatus: 'ENABLED' });
  });

  test('has 35 days unless it is told otherwise, and tells them only while enabled', async () => {
    const sim = withTable();
    expect(await get(sim)).toEqual({
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    });
    await set(sim, true);
    expect((await get(sim))?.PointInTimeRecoveryDescription).toMatchObject({ RecoveryPeriodInDays: 35 });
    await set(sim, true, 7);
    expect((await get(sim))?.PointInTimeRecoveryDescription).toMatchObject({ RecoveryPeriodInDays: 7 });
    expect(await set(sim, true, 36)).toMatch(/^ValidationException/);
    expect(await set(sim, false, 7)).toMatch(/^ValidationException/);
    expect(await set(sim, false)).toBe('ok');
  });

  test('of a missing table is TableNotFoundException', async () => {
    expect(await set(createSimulator(), true)).toBe('TableNotFoundException: Table not found: orders');
    expect(await outcome(get(createSimulator()))).toBe('TableNotFoundException: Table not found: orders');
  });
});

describe('contributor insights', () => {
  const set = (sim: Simulator, more: object) =>
    sim.client.send(
      new UpdateContributorInsightsCommand({ TableName: 'orders', ContributorInsightsAction: 'ENABLE', ...more }),
    );
  const get = (sim: Simulator, more: object = {}) =>
    sim.client.send(new DescribeContributorInsightsCommand({ TableName: 'orders', ...more }));

  test('of a table and of its index are apart, and take a while', async () => {
    const sim = withTable(
      onDemandTable({ AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] }),
    );
    expect(await get(sim)).toMatchObject({ TableName: 'orders', ContributorInsightsStatus: 'DISABLED' });
    expect(await get(sim)).not.toHaveProperty('ContributorInsightsMode');
    expect(await set(sim, { IndexName: 'user' })).toMatchObject({ ContributorInsightsStatus: 'ENABLING' });
    await sim.idle();
    expect(await get(sim, { IndexName: 'user' })).toMatchObject({
      ContributorInsightsStatus: 'ENABLED',
      ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
    });
    expect(await get(sim)).toMatchObject({ ContributorInsightsStatus: 'DISABLED' });
    await set(sim, { IndexName: 'user', ContributorInsightsMode: 'THROTTLED_KEYS' });
    await sim.idle();
    expect(await get(sim, { IndexName: 'user' })).toMatchObject({ ContributorInsightsMode: 'THROTTLED_KEYS' });
    await set(sim, { IndexName: 'user', ContributorInsightsAction: 'DISABLE' });
    await sim.idle();
    expect(await get(sim, { IndexName: 'user' })).toMatchObject({ ContributorInsightsStatus: 'DISABLED' });
  });

  test('rejects a mode to disable, and an index that is not there', async () => {
    const sim = withTable();
    const disable = { ContributorInsightsAction: 'DISABLE', ContributorInsightsMode: 'THROTTLED_KEYS' };
    expect(await outcome(set(sim, disable))).toMatch(/^ValidationException/);
    expect(await outcome(set(sim, { IndexName: 'nowhere' }))).toMatch(/^ResourceNotFoundException/);
    expect(await outcome(get(sim, { IndexName: 'nowhere' }))).toMatch(/^ResourceNotFoundException/);
  });
});

describe('tags', () => {
  const tag = (sim: Simulator, ...keys: string[]) =>
    outcome(
      sim.client.send(
        new TagResourceCommand({ ResourceArn: arn, Tags: keys.map((Key) => ({ Key, Value: `v ${Key}` })) }),
      ),
    );
  const untag = (sim: Simulator, ...TagKeys: string[]) =>
    outcome(sim.client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys })));
  const list = async (sim: Simulator) => {
    const keys: (string | undefined)[] = [];
    let pages = 0;
    for (let NextToken: string | undefined, more = true; more; pages++) {
      const page = await sim.client.send(new ListTagsOfResourceCommand({ ResourceArn: arn, NextToken }));
      keys.push(...(page.Tags ?? []).map(({ Key }) => Key));
      NextToken = page.NextToken;
      more = NextToken !== undefined;
    }
    return { keys, pages };
  };
  const atOnce = { durations: noDurations, quotas: { operationsPerSecond: {} } };

  test('come in pages', async () => {
    const sim = withTable(onDemandTable(), atOnce);
    const keys = Array.from({ length: 25 }, (_, i) => `key-${i}`);
    expect(await tag(sim, ...keys)).toBe('ok');
    expect(await list(sim)).toEqual({ keys, pages: 3 });
    expect(await untag(sim, 'key-3', 'nowhere')).toBe('ok');
    expect((await list(sim)).keys).toHaveLength(24);
  });

  test('are 50 at most, once each, and not AWS’s own', async () => {
    const sim = withTable(onDemandTable({ Tags: [{ Key: 'team', Value: 'a' }] }), atOnce);
    expect(await tag(sim, ...Array.from({ length: 50 }, (_, i) => `key-${i}`))).toMatch(/exceeds the limit of 50/);
    expect(await tag(sim, 'team', 'team')).toMatch(/^ValidationException: .*Duplicate tag keys/);
    expect(await tag(sim, 'aws:team')).toMatch(/^ValidationException: .*reserved/);
    expect(await tag(sim)).toMatch(/^ValidationException/);
    expect(await untag(sim)).toMatch(/^ValidationException/);
    expect((await list(sim)).keys).toEqual(['team']);
  });

  test('are read as they were for a while', async () => {
    const sim = withTable(onDemandTable(), { staleReads: 1, durations: { tagsVisible: [5 * second, 5 * second] } });
    await tag(sim, 'team');
    expect((await list(sim)).keys).toEqual([]);
    await sim.clock.sleep(5 * second);
    expect((await list(sim)).keys).toEqual(['team']);
  });

  test('need an ARN, of a table that is no longer CREATING', async () => {
    const sim = createSimulator({ staleReads: 0 });
    expect(await tag(sim, 'team')).toMatch(/^ResourceNotFoundException/);
    await create(sim, onDemandTable());
    expect(await tag(sim, 'team')).toMatch(/^ResourceInUseException/);
    const byName = sim.client.send(new ListTagsOfResourceCommand({ ResourceArn: 'orders' }));
    expect(await outcome(byName)).toMatch(/^ValidationException/);
  });
});

describe('resource policy', () => {
  const policy = (Sid: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid, Effect: 'Deny' }] });
  const put = (sim: Simulator, Policy: string, ExpectedRevisionId?: string) =>
    sim.client.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy, ExpectedRevisionId }));
  const get = (sim: Simulator, ResourceArn = arn) => sim.client.send(new GetResourcePolicyCommand({ ResourceArn }));
  const remove = (sim: Simulator) => sim.client.send(new DeleteResourcePolicyCommand({ ResourceArn: arn }));

  test('is put, read and deleted; a change is refused while the last one settles', async () => {
    const sim = withTable();
    expect(await outcome(get(sim))).toMatch(/^PolicyNotFoundException/);
    expect(await outcome(remove(sim))).toBe('ok');
    const { RevisionId } = await put(sim, policy('one'));
    expect(await get(sim)).toMatchObject({ Policy: policy('one'), RevisionId });
    expect(await outcome(put(sim, policy('two')))).toMatch(
      /^ResourceInUseException: .*pending previous resource-based policy/,
    );
    expect((await put(sim, `${policy('one')} `)).RevisionId).toBe(RevisionId);
    await sim.clock.sleep(15 * second);
    expect((await put(sim, policy('two'))).RevisionId).not.toBe(RevisionId);
    await sim.clock.sleep(15 * second);
    expect(await outcome(remove(sim))).toBe('ok');
    expect(await outcome(get(sim))).toMatch(/^PolicyNotFoundException/);
  });

  test('compares revisions', async () => {
    const sim = withTable(onDemandTable(), { durations: noDurations });
    expect(await outcome(put(sim, policy('one'), '1'))).toMatch(/^PolicyNotFoundException/);
    const { RevisionId } = await put(sim, policy('one'), 'NO_POLICY');
    expect(await outcome(put(sim, policy('two'), 'NO_POLICY'))).toMatch(/^PolicyNotFoundException/);
    expect(await outcome(put(sim, policy('two'), RevisionId))).toBe('ok');
  });

  test('is JSON, up to 20 KB, of a table or its stream', async () => {
    const sim = withTable();
    expect(await outcome(put(sim, '{'))).toMatch(/^ValidationException/);
    expect(await outcome(put(sim, policy('x'.repeat(21_000))))).toMatch(/^ValidationException/);
    expect(await outcome(get(sim, `${arn}/stream/nowhere`))).toMatch(/^ResourceNotFoundException/);
  });
});
