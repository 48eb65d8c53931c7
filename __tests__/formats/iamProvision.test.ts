import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createSimulator } from '../../simulator/index.js';
import { type IamPolicy, toIamPolicy } from '../../src/formats/index.js';
import type { TableSchema } from '../../src/index.js';
import { inspectTable, permissions, provisionTables } from '../../src/provision/index.js';
import { migration } from '../support/migration.js';

const account = '123456789012';
const region = 'eu-central-1';
const policyFor = (schema: TableSchema) =>
  toIamPolicy(schema, { access: 'provision', account, region, maxCharacters: Number.POSITIVE_INFINITY });

/** Everything that a schema can have unmanaged is managed. */
const fullSchema: TableSchema = {
  tableName: 'orders',
  attributes: { id: 'S', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'by-expiry': { partitionKey: 'expires', contributorInsights: true } },
  timeToLive: 'expires',
  pointInTimeRecovery: true,
  contributorInsights: { mode: 'THROTTLED_KEYS' },
  resourcePolicy: { Version: '2012-10-17', Statement: [] },
  tags: { team: 'orders' },
};

const operationsOf = ({ Statement }: IamPolicy) =>
  Statement.flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('dynamodb:'))
    .map((action) => action.slice('dynamodb:'.length))
    .sort();

/** The ARNs that the call must be allowed on: that of an index, besides its table's, if it names one. */
function resourcesOf(input: object): string[] {
  const { TableName, IndexName, ResourceArn } = input as Record<string, string | undefined>;
  const table = ResourceArn ?? `arn:aws:dynamodb:${region}:${account}:table/${TableName}`;
  return [table, ...(IndexName === undefined ? [] : [`${table}/index/${IndexName}`])];
}

function isAllowed({ Statement }: IamPolicy, operation: string, input: object): boolean {
  return resourcesOf(input).every((arn) =>
    Statement.some(({ Action, Resource }) => Action.includes(`dynamodb:${operation}`) && Resource.includes(arn)),
  );
}

test('the operations that src/provision imports are those of the policy of a schema that manages everything', () => {
  const folders = ['provision', 'migrate', 'aws'].map((folder) => path.resolve(__dirname, '../../src', folder));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
  const used = new Set(sources.flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name)));
  // Of the account, for those who ask for its quotas; no schema does.
  used.delete('DescribeLimits');
  expect([...used].sort()).toEqual(operationsOf(policyFor(fullSchema)));
});

test('over any migrations, nothing is called that the policy lacks, and all that it has is called', async () => {
  const granted = new Set<string>();
  const called = new Set<string>();
  const watched = async (sim: ReturnType<typeof createSimulator>, schema: TableSchema) => {
    const policy = policyFor(schema);
    for (const operation of operationsOf(policy)) granted.add(operation);
    const before = sim.calls.length;
    const [{ error }] = await provisionTables(sim.client, [schema], {
      allow: permissions,
      clock: sim.outsideClock,
      random: () => 0.5,
      timeoutMs: 100 * 3_600_000,
    });
    if (error) throw error;
    await inspectTable(sim.client, schema.tableName, { schema, clock: sim.outsideClock });
    for (const { operation, input } of sim.calls.slice(before)) {
      called.add(operation);
      if (!isAllowed(policy, operation, input as object)) {
        throw new Error(`${operation} ${JSON.stringify(input)} is not allowed by ${JSON.stringify(policy)}`);
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(
      migration({ maxGlobalSecondaryIndexes: 3, maxVectorIndexes: 1, maxLocalSecondaryIndexes: 1 }),
      fc.nat(),
      async ({ from, to }, seed) => {
        const sim = createSimulator({ seed, region, accountId: account });
        await watched(sim, from);
        await sim.idle();
        await sim.outsideClock.sleep(2 * 3_600_000);
        await watched(sim, to);
      },
    ),
    { numRuns: 150 },
  );
  expect([...called].sort()).toEqual([...granted].sort());
});

/** The least that a schema can say, and what each setting adds to it. */
const least: TableSchema = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };
const leastOperations = operationsOf(policyFor(least));

test.each<[string, Partial<TableSchema>, string[]]>([
  ['pointInTimeRecovery', { pointInTimeRecovery: false }, ['UpdateContinuousBackups']],
  ['resourcePolicy', { resourcePolicy: {} }, ['GetResourcePolicy', 'PutResourcePolicy']],
  ['tags', { tags: { team: 'x' } }, ['TagResource', 'UntagResource']],
  ['tags without a tag', { tags: {} }, ['UntagResource']],
  ['contributorInsights', { contributorInsights: false }, ['DescribeContributorInsights', 'UpdateContributorInsights']],
  ['timeToLive', { attributes: { id: 'S', ttl: 'N' }, timeToLive: 'ttl' }, []],
  ['deletionProtection', { deletionProtection: true }, []],
])('%s adds the calls that set it, and no others', (_, settings, more) => {
  const policy = policyFor({ ...least, ...settings } as TableSchema);
  expect(operationsOf(policy)).toEqual([...leastOperations, ...more].sort());
});

test('no policy allows a table to be deleted', () => {
  expect(operationsOf(policyFor(fullSchema)).filter((operation) => /^Delete/.test(operation))).toEqual([]);
});

test('whoever enables contributor insights may make the role that DynamoDB needs for it', () => {
  const role = policyFor(fullSchema).Statement.find(({ Action }) => Action.includes('iam:CreateServiceLinkedRole'));
  expect(role).toMatchObject({
    Resource: [
      `arn:aws:iam::${account}:role/aws-service-role/contributorinsights.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBCloudWatchContributorInsights`,
    ],
    Condition: { StringLike: { 'iam:AWSServiceName': 'contributorinsights.dynamodb.amazonaws.com' } },
  });
  const off = policyFor({ ...least, contributorInsights: false });
  expect(JSON.stringify(off)).not.toContain('iam:');
});
