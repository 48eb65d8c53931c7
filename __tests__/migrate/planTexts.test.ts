import { defineTable, type TableSchema } from '../../src/index.js';
import { makePlan } from '../../src/migrate/index.js';
import { formatPlan, type Permission, permissions } from '../../src/provision/index.js';

const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const table = {
  tableName: 'orders',
  attributes: { id: 'S', user: 'S', created: 'S', email: 'S', at: 'N', vector: 'L' },
  partitionKey: 'id',
};
const units = (readCapacityUnits: number, writeCapacityUnits = readCapacityUnits) => ({
  provisionedThroughput: { readCapacityUnits, writeCapacityUnits },
});
const provisioned = { ...table, billingMode: 'PROVISIONED' };
const embedding = { vectorAttribute: 'vector', dimensions: 1024, distanceFunction: 'COSINE' };

function planFrom(live: object | undefined, desired: object, allow: readonly Permission[] = permissions, more = {}) {
  const base = live && { schema: live as TableSchema, arn, unsupported: [], itemCount: 5, sizeBytes: 9, ...more };
  return makePlan(base, defineTable(desired as never) as unknown as TableSchema, { allow });
}

function textFrom(...args: Parameters<typeof planFrom>): string {
  return formatPlan(planFrom(...args));
}

const withIndexes = (globalSecondaryIndexes: object, more = {}) => ({ ...table, globalSecondaryIndexes, ...more });

/** Twenty indexes, the most that a table can have. */
const full = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`gsi-x${i}`, { partitionKey: 'user' }]));

test('one of a thing is one: a unit, a day, a byte, an item', () => {
  const created = textFrom(undefined, {
    ...provisioned,
    ...units(1),
    pointInTimeRecovery: { recoveryPeriodInDays: 1 },
  });
  expect(created).toMatch(/read capacity: 1 unit\n.*write capacity: 1 unit\n.*recovery: 1 day\n/);
  const desired = withIndexes({ 'gsi-user': { partitionKey: 'user', onDemandThroughput: { maxReadRequestUnits: 1 } } });
  const added = textFrom(table, desired, [], { itemCount: 1, sizeBytes: 1 });
  expect(added).toContain('1 item (1 byte) to index');
  expect(added).toContain('most reads: 1 unit per second\n');
});

test.each([
  [999, '999 bytes'],
  [1000, '1.0 KB'],
  [999_999, '1.0 MB'],
  [5_400_000_000_000, '5.4 TB'],
  [7_200_000_000_000_000, '7,200.0 TB'],
])('%d bytes are %s', (sizeBytes, words) => {
  const desired = withIndexes({ 'gsi-user': { partitionKey: 'user' } });
  expect(textFrom(table, desired, [], { sizeBytes })).toContain(`5 items (${words}) to index`);
});

test('of warm throughput only what is raised is shown', () => {
  const warm = (warmThroughput: object) => ({ ...table, warmThroughput });
  const live = warm({ readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 });
  for (const more of [{}, { writeUnitsPerSecond: 4_000 }]) {
    const text = textFrom(live, warm({ readUnitsPerSecond: 15_000, ...more }));
    expect(text).toContain('warm reads: 13,000 units per second -> 15,000 units per second\n');
    expect(text).not.toContain('warm writes');
  }
});

test('a table that goes on demand shows the capacity that goes, of its indexes too', () => {
  const live = {
    ...provisioned,
    ...units(40_000),
    globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', ...units(7) } },
  };
  const text = textFrom(live, withIndexes({ 'gsi-user': { partitionKey: 'user' } }));
  expect(text).toContain('~   billing: provisioned -> on demand\n-   read capacity: 40,000 units -> (none)\n');
  expect(text).toContain('-   write capacity of gsi-user: 7 units -> (none)\n');
});

test('of a policy what differs is shown: elements of a statement, statements that come and go', () => {
  const statement = (Sid: string, ...Action: string[]) => ({
    Sid,
    Effect: 'Allow',
    Principal: '*',
    Action,
    Resource: '*',
  });
  const live = Array.from({ length: 40 }, (_, i) => statement(`S${i}`, 'dynamodb:GetItem', 'dynamodb:Query'));
  const policy = (...Statement: object[]) => ({ ...table, resourcePolicy: { Version: '2012-10-17', Statement } });
  const changed = [
    ...live.slice(2),
    statement('S1', 'dynamodb:DeleteItem', 'dynamodb:Query'),
    statement('New', 'dynamodb:Scan'),
  ];
  const text = textFrom(policy(...live), policy(...changed));
  expect(text).toContain(
    '~   resource policy, statement S1, Action: ["dynamodb:GetItem","dynamodb:Query"] -> ["dynamodb:DeleteItem","dynamodb:Query"]\n',
  );
  expect(text).toMatch(/^\+ {3}resource policy, statement New: \(none\) -> \{.*Scan.*\}$/m);
  expect(text).toMatch(/^- {3}resource policy, statement S0 of before: \{.*\} -> \(none\)$/m);
  expect(text.match(/resource policy, /g)).toHaveLength(3);
});

test('of statements without names those that nothing is equal to are compared', () => {
  const statement = (Action: string) => ({ Effect: 'Allow', Principal: '*', Action, Resource: '*' });
  const policy = (...actions: string[]) => ({
    ...table,
    resourcePolicy: { Version: '2012-10-17', Statement: actions.map(statement) },
  });
  const text = textFrom(
    policy('dynamodb:Scan', 'dynamodb:Query'),
    policy('dynamodb:query', 'dynamodb:PutItem', 'dynamodb:GetItem'),
  );
  expect(text).toContain('~   resource policy, statement 2, Action: "dynamodb:Scan" -> "dynamodb:PutItem"\n');
  expect(text).toMatch(/^\+ {3}resource policy, statement 3: /m);
  expect(text).not.toContain('statement 1');
});

test('of a long list of attributes what comes and what goes has a line, whatever their order', () => {
  const included = (...names: string[]) => ({ partitionKey: 'user', projection: { include: names } });
  const names = Array.from({ length: 99 }, (_, i) => `attribute-${i}`);
  const text = textFrom(
    withIndexes({ 'gsi-user': included('old', ...names) }),
    withIndexes({ 'gsi-user': included(...[...names].reverse(), 'new') }),
  );
  expect(text).toMatch(/^~ {5}projection: keys and attribute-0, .*, old -> keys and attribute-0, .*, new$/m);
  expect(text).toContain('-       without old\n+       with new\n');
});

test('an index that is built again is told once, whatever goes before what', () => {
  const live = withIndexes({ 'gsi-a': { partitionKey: 'user' }, 'gsi-b': { partitionKey: 'user', sortKey: 'at' } });
  const plan = planFrom(live, { ...live, attributes: { ...table.attributes, user: 'N' } });
  for (const text of [formatPlan(plan), formatPlan(JSON.parse(JSON.stringify(plan)))]) {
    expect(text.match(/global index gsi-b: to remove and build again/g)).toHaveLength(1);
    expect(text).toContain('it is removed before gsi-a is built: while it uses user as S, no index can use that as N');
    expect(text).toContain('1 to change; 2 indexes rebuilt; 4 calls\n');
  }
});

test('of an index that is left as it is, what is changed is not shown as left', () => {
  const index = (partitionKey: string, capacity: number) => ({
    ...provisioned,
    ...units(1),
    globalSecondaryIndexes: { 'gsi-user': { partitionKey, ...units(capacity) } },
  });
  const text = textFrom(index('user', 1), index('email', 10), []);
  expect(text).toContain('~     read capacity: 1 unit -> 10 units\n');
  expect(text).toContain('!       partition key: user (S) -> email (S)\n');
  expect(text.match(/read capacity/g)).toHaveLength(1);
});

test('of an index that is left as it is, a setting that its rebuilding would lose is shown', () => {
  const index = (partitionKey: string, warmThroughput: object) =>
    withIndexes({ 'gsi-user': { partitionKey, warmThroughput } });
  const live = index('user', { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 5_000 });
  const text = textFrom(live, index('email', { readUnitsPerSecond: 13_000 }), []);
  expect(text).toContain('~     warm reads: 12,000 units per second -> 13,000 units per second\n');
  expect(text).toContain('!       warm writes: 5,000 units per second -> (none)\n');
  expect(text.match(/warm reads/g)).toHaveLength(1);
});

test('a table with another key: no permission helps, and each difference says why it is left', () => {
  const text = textFrom(
    withIndexes({ 'gsi-user': { partitionKey: 'user' } }),
    { ...table, partitionKey: 'email', tags: { a: 'b' } },
    [],
  );
  expect(text).not.toContain('allow');
  expect(text.match(/nothing of a table with another key is changed/g)).toHaveLength(2);
});

test('the way out gives each successor a name that no index has, of any kind', () => {
  const live = {
    ...withIndexes({ gsi: { partitionKey: 'user' }, 'gsi-2': { partitionKey: 'email' } }),
    sortKey: 'created',
    localSecondaryIndexes: { 'gsi-3': { sortKey: 'email' } },
  };
  const text = textFrom(
    live,
    { ...live, ...withIndexes({ gsi: { partitionKey: 'at' }, 'gsi-2': { partitionKey: 'at' } }) },
    [],
  );
  expect(text).toContain('add it as gsi-4 beside gsi as it is, move the readers of gsi to gsi-4, then remove gsi\n');
  expect(text).toContain('add it as gsi-5 beside gsi-2 as it is');
});

test('the way out says when there is no room beside, or a type in the way', () => {
  const noRoom = textFrom(withIndexes(full), withIndexes({ ...full, 'gsi-x3': { partitionKey: 'email' } }), []);
  expect(noRoom).toContain('once there is room for it (a table has 20 at most, unless the quota is raised)');
  const live = withIndexes({ 'gsi-user': { partitionKey: 'user' } });
  const typed = textFrom(live, { ...live, attributes: { ...table.attributes, user: 'N' } }, []);
  expect(typed).toContain('No index can stand beside it: while it uses user as S, no index can use that as N');
  expect(typed).not.toContain('add it as');
});

test('vector indexes of one attribute get other dimensions one after the other has gone', () => {
  const vectors = (vectorIndexes: object) => ({ ...table, vectorIndexes });
  const wider = { ...embedding, dimensions: 2048 };
  const [live, desired] = [vectors({ 'vec-a': embedding }), vectors({ 'vec-a': wider, 'vec-b': wider })];
  const { steps } = planFrom(live, desired);
  expect(steps.map(({ until }) => until)).toEqual(['index-gone', 'index-active', 'index-active']);
  expect(planFrom(live, desired, []).steps).toEqual([]);
  expect(textFrom(live, desired, [])).toContain(
    'waits for vec-a: while it uses vector as L of 1,024 dimensions, no index can use that as L of 2,048 dimensions',
  );
});

test('an index stays until the one that is to have its keys is built, when that has another key now', () => {
  const live = withIndexes({ 'gsi-a': { partitionKey: 'user' }, 'gsi-b': { partitionKey: 'email' } });
  const desired = withIndexes({ 'gsi-b': { partitionKey: 'user' } });
  expect(planFrom(live, desired, ['remove-index']).steps).toEqual([]);
  expect(textFrom(live, desired, ['remove-index'])).toContain('waits for gsi-b, which is to take its place');
  const calls = planFrom(live, desired).steps.map(({ until, changes }) => `${until} ${changes[0].path[1]}`);
  expect(calls).toEqual(['index-gone gsi-b', 'index-active gsi-b', 'index-gone gsi-a']);
  expect(textFrom(live, desired)).toContain('gsi-b is to have its keys and projection');
});

test('an index that comes as another one was says so', () => {
  const live = withIndexes({ 'gsi-a': { partitionKey: 'user' } });
  const text = textFrom(live, withIndexes({ 'gsi-a': { partitionKey: 'email' }, 'gsi-b': { partitionKey: 'user' } }));
  expect(text).toContain('it is as gsi-a was: move the readers of gsi-a to it before gsi-a is built again');
  expect(text).toMatch(/1\. UpdateTable builds gsi-b.*\n.*2\. UpdateTable removes gsi-a/);
});

test('calls say what they switch, and what they take away', () => {
  const stream = (streamViewType: unknown) => ({ ...table, streamViewType });
  expect(textFrom(stream('NEW_IMAGE'), stream('KEYS_ONLY'))).toMatch(/1\. .* the stream off.*\n.*2\. .* the stream on/);
  expect(textFrom({ ...table, timeToLive: 'at' }, table)).toContain('UpdateTimeToLive switches time to live off\n');
  const text = textFrom({ ...table, tags: { z: '1', a: '2' } }, { ...table, tags: {} });
  expect(text).toContain('-   tag a: 2 -> (none)\n-   tag z: 1 -> (none)\n');
  expect(text).toContain('UntagResource removes tags\n');
});

test('what changes of one index stands under one heading', () => {
  const index = (more: object) => withIndexes({ 'gsi-user': { partitionKey: 'user', ...more } });
  const text = textFrom(
    index({}),
    index({ contributorInsights: true, onDemandThroughput: { maxReadRequestUnits: 9 } }),
  );
  expect(text.match(/global index gsi-user\n/g)).toHaveLength(1);
});

test('a table of which a part could not be read, or that takes no change, is not told to be in line', () => {
  for (const more of [{ unread: ['TagResource'] }, { stuck: true, notes: ['the table is ARCHIVED'] }]) {
    const plan = planFrom(table, table, [], more);
    expect(formatPlan(plan)).toContain('! orders: not known to be in line\n');
    expect(formatPlan(plan)).toMatch(/\n1 not known; 0 calls\n$/);
    expect(formatPlan(plan, { format: 'markdown' })).toContain('| not known |');
  }
});

test('the order in which AWS lists things makes no difference', () => {
  const reversed = (record: object) => Object.fromEntries(Object.entries(record).reverse());
  const live = {
    ...withIndexes({
      'gsi-a': { partitionKey: 'user' },
      'gsi-b': { partitionKey: 'user' },
      'gsi-c': { partitionKey: 'email' },
    }),
    tags: { a: '1', b: '2', c: '3' },
  };
  const other = { ...live, globalSecondaryIndexes: reversed(live.globalSecondaryIndexes), tags: reversed(live.tags) };
  const typed = withIndexes(
    { new: { partitionKey: 'user' } },
    { attributes: { ...table.attributes, user: 'N' }, tags: { d: '4' } },
  );
  const flipped = { ...provisioned, ...units(5) };
  for (const desired of [typed, flipped]) {
    for (const allow of [permissions, []]) {
      expect(textFrom(other, desired, allow)).toBe(textFrom(live, desired, allow));
    }
  }
});

test('nothing of the place or of notes makes a line of its own, or a mention', () => {
  const options = { profile: 'x\n+ evil: to create', stage: '@octocat www.example.com' };
  const plan = planFrom(table, table, [], { notes: ['one\ntwo'] });
  const text = formatPlan(plan, options);
  expect(text.split('\n').slice(0, 4)).toEqual([
    'Where: account 123456789012, eu-west-1, profile x\\n+ evil: to create, stage @octocat www.example.com',
    '',
    'In line: orders',
    'Note on orders: one\\ntwo.',
  ]);
  const page = formatPlan(plan, { ...options, format: 'markdown' });
  expect(page).toMatch(/^\*\*Where:\*\* <code>[^\n@]*<\/code>\n/);
  expect(page).not.toContain('www.');
});
