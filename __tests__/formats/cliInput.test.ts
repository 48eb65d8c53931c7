import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { type CliInput, targets, toCliInput } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  fromCreateTableInput,
  sessionTableSchema,
  type TableSchema,
  toAutoScalingInputs,
  toCreateReplicaInputs,
  toCreateTableInput,
  toEnableKinesisStreamingDestinationInput,
  toUpdateContinuousBackupsInput,
  toUpdateContributorInsightsInputs,
  toUpdateTimeToLiveInput,
  withTableName,
} from '../../src/index.js';
import { inspectTable, planTable } from '../../src/provision/index.js';
import { engineSpaces, type TableSpace, validTable } from '../support/arbitraryTable.js';
import { describeEngine } from '../support/engines.js';
import { runs } from '../support/generated.js';
import { replicatedTable, scaledTable } from './scaledTable.js';

test('a table is created, waited for, and given its TTL', () => {
  const { files, commands } = toCliInput(sessionTableSchema, { region: 'eu-central-1' });
  expect(commands).toEqual([
    'aws dynamodb create-table --cli-input-json file://create-table-sentinel-sessions.json --region eu-central-1',
    'aws dynamodb wait table-exists --table-name sentinel-sessions --region eu-central-1',
    'aws dynamodb update-time-to-live --cli-input-json file://update-time-to-live-sentinel-sessions.json --region eu-central-1',
  ]);
  expect(JSON.parse(files['update-time-to-live-sentinel-sessions.json'])).toEqual({
    TableName: 'sentinel-sessions',
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  });
  expect(Object.keys(files)).toHaveLength(2);
});

test('settings that CreateTable does not carry get calls of their own, and unmanaged ones none', () => {
  const { commands } = toCliInput({
    ...approvalTableSchema,
    timeToLive: undefined,
    pointInTimeRecovery: false,
    contributorInsights: true,
    resourcePolicy: { Version: '2012-10-17', Statement: [] },
    tags: { team: 'x' },
    globalSecondaryIndexes: { 'gsi-status': { partitionKey: 'status', contributorInsights: true } },
  } as unknown as TableSchema);
  expect(commands.map((command) => command.split(' ')[2])).toEqual([
    'create-table',
    'wait',
    'update-continuous-backups',
    'update-contributor-insights',
    'update-contributor-insights',
  ]);
  const bare: TableSchema = { tableName: 'bare', attributes: { id: 'S' }, partitionKey: 'id' };
  expect(toCliInput(bare).commands).toHaveLength(2);
});

test('capacity that something else moves is where the table starts, and the script says so', () => {
  const capacity = { readCapacityUnits: 5, writeCapacityUnits: 6, autoScaling: 'UNMANAGED' } as const;
  const schema: TableSchema = {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput: capacity,
    globalSecondaryIndexes: { 'by-id': { partitionKey: 'id', provisionedThroughput: capacity } },
  };
  const { files, notes } = toCliInput(schema);
  expect(JSON.parse(files['create-table-orders.json'])).toMatchObject({
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
  });
  expect(notes).toEqual([
    'orders: the capacity is where it starts; what scales it is not made here.',
    'orders/index/by-id: the capacity is where it starts; what scales it is not made here.',
  ]);
  expect(targets.cli.makeFiles?.(schema)['create-tables.sh'].split('\n')).toContain(`# ${notes[0]}`);
  expect(targets.cli.make(schema).split('\n')).toContain(`# ${notes[1]}`);
  expect(toCliInput(sessionTableSchema).notes).toEqual([]);
});

test('scaling, Kinesis, the stream and replicas get their commands, in the Region that each is for', () => {
  const night = { schedule: 'at(2027-01-31T22:00:00)', startTime: '2027-01-01T00:00:00Z', minCapacity: 1 };
  const { read, write } = scaledTable.provisionedThroughput.autoScaling;
  const { files, commands, notes } = toCliInput(
    {
      ...replicatedTable,
      streamTags: { team: 'x' },
      provisionedThroughput: {
        ...scaledTable.provisionedThroughput,
        autoScaling: { read: { ...read, scheduledActions: { night } }, write },
      },
    } as TableSchema,
    { region: 'eu-west-1' },
  );
  const short = commands.map((command) =>
    command
      .replace(/ --cli-input-json file:\/\/\S+/, '')
      .replace(/^aws (dynamodb )?/, '')
      .replace(
        / --resource-arn "\$\(aws dynamodb describe-table --table-name orders --query Table\.(\w+) .*--region (\S+)\)"/,
        ' of $1 in $2',
      )
      .replace(' --table-name orders', '')
      .replace(/ --region/, ' @'),
  );
  const scale = (...rest: string[]) => ['register-scalable-target', 'put-scaling-policy', ...rest];
  const scaling = [...scale('put-scheduled-action'), ...scale(), ...scale()];
  const aas = (names: string[], region: string) => names.map((name) => `application-autoscaling ${name} @ ${region}`);
  expect(short).toEqual([
    'create-table @ eu-west-1',
    'wait table-exists @ eu-west-1',
    'update-contributor-insights @ eu-west-1',
    'update-contributor-insights @ eu-west-1',
    ...aas(scaling, 'eu-west-1'),
    'put-resource-policy of LatestStreamArn in eu-west-1 @ eu-west-1',
    'tag-resource of LatestStreamArn in eu-west-1 @ eu-west-1',
    'enable-kinesis-streaming-destination @ eu-west-1',
    'update-table @ eu-west-1',
    'wait table-exists @ eu-west-1',
    'wait table-exists @ us-east-1',
    'update-continuous-backups @ us-east-1',
    'update-contributor-insights @ us-east-1',
    'tag-resource of TableArn in us-east-1 @ us-east-1',
    'put-resource-policy of TableArn in us-east-1 @ us-east-1',
    'enable-kinesis-streaming-destination @ us-east-1',
    ...aas(scale(), 'us-east-1'),
    'update-contributor-insights @ us-east-1',
    'update-table @ eu-west-1',
    'wait table-exists @ eu-west-1',
    'wait table-exists @ eu-central-1',
    'update-table @ eu-central-1',
    'wait table-exists @ eu-central-1',
    'update-contributor-insights @ eu-central-1',
    'update-contributor-insights @ eu-central-1',
  ]);
  expect(JSON.parse(files['put-scheduled-action-orders.json'])).toMatchObject({
    ResourceId: 'table/orders',
    ScheduledActionName: 'night',
    Schedule: night.schedule,
    StartTime: '2027-01-01T00:00:00.000Z',
    ScalableTargetAction: { MinCapacity: 1 },
  });
  expect(JSON.parse(files['register-scalable-target-us-east-1-orders.json'])).toMatchObject({
    ResourceId: 'table/orders/index/by-user',
    MinCapacity: 10,
  });
  expect(notes).toEqual([]);
  const none = { ...scaledTable, streamTags: {}, streamResourcePolicy: false, kinesisStreamingDestination: false };
  const plain = toCliInput({ ...none, replicas: {} } as TableSchema).commands.map((command) => command.split(' ')[2]);
  expect(plain.slice(2)).toEqual([...scale(), ...scale(), ...scale()]);
  const unmanaged = { 'us-east-1': { provisionedThroughput: { readCapacityUnits: 1, autoScaling: 'UNMANAGED' } } };
  expect(
    toCliInput({ ...scaledTable, streamViewType: 'NEW_AND_OLD_IMAGES', replicas: unmanaged } as TableSchema).notes,
  ).toEqual(['orders in us-east-1: the capacity is where it starts; what scales it is not made here.']);
});

test('any schema: the create file reads back into it, in ASCII; each command has its file, each file its command', () => {
  fc.assert(
    fc.property(fc.uniqueArray(validTable(), { selector: ({ tableName }) => tableName, maxLength: 3 }), (schemas) => {
      const { files, commands } = toCliInput(schemas);
      const used = commands.flatMap((command) => [...command.matchAll(/file:\/\/(\S+)/g)].map(([, name]) => name));
      expect(used.sort()).toEqual(Object.keys(files).sort());
      expect(new Set(used.map((name) => name.toLowerCase())).size).toBe(used.length);
      expect(used.every((name) => name.length < 255 && /^[a-z][a-zA-Z0-9._-]*\.json$/.test(name))).toBe(true);
      const creates = Object.entries(files).filter(([name]) => name.startsWith('create-table-'));
      for (const [, content] of creates) expect(content).toMatch(/^[\n -~]*\n$/);
      expect(creates.map(([, content]) => toCreateTableInput(fromCreateTableInput(JSON.parse(content))))).toEqual(
        schemas.map((schema) => toCreateTableInput(fromCreateTableInput(toCreateTableInput(schema)))),
      );
      expect(creates.map(([, content]) => JSON.parse(content))).toEqual(schemas.map((s) => toCreateTableInput(s)));
    }),
    runs(100),
  );
});

test('names that differ in case only, or are as long as a name may be, get files of their own', () => {
  const names = ['Orders', 'orders', 'o'.repeat(255), `${'o'.repeat(254)}p`];
  const { files } = toCliInput(names.map((name) => withTableName(sessionTableSchema, name)) as TableSchema[]);
  const lower = Object.keys(files).map((name) => name.toLowerCase());
  expect(new Set(lower).size).toBe(8);
  expect(lower.every((name) => name.length <= 255)).toBe(true);
});

test('options are quoted for the shell, and what starts with a dash is not an option', () => {
  const words = (command: string): string[] =>
    execFileSync('sh', ['-c', `aws() { for word; do printf '%s\\0' "$word"; done; }; ${command}`])
      .toString()
      .split('\0')
      .slice(0, -1);
  fc.assert(
    fc.property(
      fc.constantFrom("it's mine", '$(rm -rf x)', '`id`', '-x', '--', 'a;b', '\\', '"', '*', '~', '!', '#', '$HOME'),
      fc.constantFrom('...', '---', '-x-', 'orders'),
      (profile, tableName) => {
        const [, wait] = toCliInput(withTableName(sessionTableSchema, tableName), { profile }).commands;
        const expected = [
          'dynamodb wait table-exists'.split(' '),
          tableName.startsWith('-') ? [`--table-name=${tableName}`] : ['--table-name', tableName],
          profile.startsWith('-') ? [`--profile=${profile}`] : ['--profile', profile],
        ].flat();
        expect(words(wait)).toEqual(expected);
      },
    ),
    runs(40),
  );
});

test.each([['a\nb'], [''], ['\0']])('an option that is not one line is an error: %j', (region) => {
  expect(() => toCliInput(sessionTableSchema, { region })).toThrow(/--region .* must be one line/);
});

// --- With the AWS CLI ------------------------------------------------------------------------------------------------

/** Nothing of this machine's configuration, and no look-up of credentials. */
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};

/** The members that the AWS CLI here knows of what the calls take; an older one knows fewer. `undefined` without the CLI. */
function knownMembers(): ReadonlySet<string> | undefined {
  const skeletons = ['create-table', 'update-continuous-backups', 'update-contributor-insights'].map(
    (operation) => `aws dynamodb ${operation} --generate-cli-skeleton`,
  );
  const { status, stdout } = spawnSync('sh', ['-c', skeletons.join(' && ')], { env });
  if (status !== 0) return undefined;
  return new Set([...stdout.toString().matchAll(/"(\w+)":/g)].map(([, member]) => member));
}

/** The member of CreateTable for each setting. */
const memberOf = {
  streamViewType: 'StreamSpecification',
  encryption: 'SSESpecification',
  tableClass: 'TableClass',
  deletionProtection: 'DeletionProtectionEnabled',
  tags: 'Tags',
  resourcePolicy: 'ResourcePolicy',
  onDemandThroughput: 'OnDemandThroughput',
  warmThroughput: 'WarmThroughput',
} as const;

const members = knownMembers();
const lacking = 'there is no AWS CLI (`aws`) on the PATH';

/** As `describeEngine`: skipped where the AWS CLI is missing, failing where TABLEWRIGHT_REQUIRE_AWS_CLI asks for it. */
function describeWithCli(tests: (known: ReadonlySet<string>) => void): void {
  if (members) describe('with the AWS CLI', () => tests(members));
  else if (process.env.TABLEWRIGHT_REQUIRE_AWS_CLI) {
    test('the AWS CLI is there, as TABLEWRIGHT_REQUIRE_AWS_CLI asks', () => {
      throw new Error(lacking);
    });
  } else describe.skip(`with the AWS CLI (skipped: ${lacking})`, () => tests(new Set()));
}

describeWithCli((known) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tablewright-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run({ files, commands }: CliInput): Promise<void> {
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
    const script = ['set -e', ...commands, ''].join('\n');
    await promisify(execFile)('sh', ['-c', script], { cwd: folder, env });
  }

  /** What a server gets that answers as AWS would, so far as a command reads the answer. */
  async function receivedFrom(schema: TableSchema) {
    const received: { operation: string | undefined; region: string | undefined; input: object }[] = [];
    const server = createServer(async (request, response) => {
      const operation = String(request.headers['x-amz-target']).split('.')[1];
      const [, region] = /Credential=\w+\/\d+\/([\w-]+)\//.exec(String(request.headers.authorization)) ?? [];
      received.push({ operation, region, input: (await json(request)) as object });
      const arn = `arn:aws:dynamodb:${region}:111122223333:table/${schema.tableName}`;
      const Table = { TableStatus: 'ACTIVE', TableArn: arn, LatestStreamArn: `${arn}/stream/now` };
      response.end(JSON.stringify(operation === 'DescribeTable' ? { Table } : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await run(toCliInput(schema, { endpointUrl, region: 'us-east-1' }));
    } finally {
      server.close();
    }
    return received;
  }

  test('it tells Application Auto Scaling, the stream and replicas what the SDK would', async () => {
    const { read } = scaledTable.provisionedThroughput.autoScaling;
    const night = { schedule: 'rate(1 day)', timezone: 'Europe/Madrid', maxCapacity: 9 };
    const autoScaling = { read: { ...read, scaleInCooldown: 3, scheduledActions: { night } } };
    const schema = {
      ...scaledTable,
      globalSecondaryIndexes: {},
      provisionedThroughput: { ...scaledTable.provisionedThroughput, autoScaling },
      streamViewType: 'NEW_AND_OLD_IMAGES',
      streamTags: { team: 'x' },
      replicas: { 'eu-west-1': { tags: { team: 'y' } } },
    } as TableSchema;
    const sent = (await receivedFrom(schema)).filter(({ operation }) => operation !== 'DescribeTable');
    const [{ target, policy, scheduledActions }] = toAutoScalingInputs(schema);
    const [addReplica] = toCreateReplicaInputs(schema);
    const arn = (region: string) => `arn:aws:dynamodb:${region}:111122223333:table/orders`;
    expect(sent.map(({ operation, region, input }) => [operation, region, input])).toEqual([
      ['CreateTable', 'us-east-1', toCreateTableInput(schema)],
      ['RegisterScalableTarget', 'us-east-1', target],
      ['PutScalingPolicy', 'us-east-1', policy],
      ['PutScheduledAction', 'us-east-1', scheduledActions[0]],
      [
        'PutResourcePolicy',
        'us-east-1',
        { ResourceArn: `${arn('us-east-1')}/stream/now`, Policy: JSON.stringify(scaledTable.streamResourcePolicy) },
      ],
      [
        'TagResource',
        'us-east-1',
        { ResourceArn: `${arn('us-east-1')}/stream/now`, Tags: [{ Key: 'team', Value: 'x' }] },
      ],
      ['EnableKinesisStreamingDestination', 'us-east-1', toEnableKinesisStreamingDestinationInput(schema)],
      ['UpdateTable', 'us-east-1', addReplica],
      ['TagResource', 'eu-west-1', { ResourceArn: arn('eu-west-1'), Tags: [{ Key: 'team', Value: 'y' }] }],
    ]);
  });

  test('it sends what the SDK would, also for what no emulator has', async () => {
    const contributorInsights = known.has('ContributorInsightsMode') ? { mode: 'THROTTLED_KEYS' } : false;
    const schema = {
      ...breakGlassTableSchema,
      attributes: { ...breakGlassTableSchema.attributes, "é'🙂\n": 'S' },
      globalSecondaryIndexes: { 'by-odd': { partitionKey: "é'🙂\n", contributorInsights } },
      encryption: { kmsMasterKeyId: 'alias/orders' },
      pointInTimeRecovery: known.has('RecoveryPeriodInDays') ? { recoveryPeriodInDays: 7 } : true,
      tags: { team: 'é' },
      ...(known.has('ResourcePolicy') && { resourcePolicy: { Version: '2012-10-17', Statement: [] } }),
    } as unknown as TableSchema;
    const received = await receivedFrom(schema);
    expect(received.map(({ operation, input }) => [operation, input])).toEqual([
      ['CreateTable', toCreateTableInput(schema)],
      ['DescribeTable', { TableName: schema.tableName }],
      ['UpdateTimeToLive', toUpdateTimeToLiveInput(schema)],
      ['UpdateContinuousBackups', toUpdateContinuousBackupsInput(schema)],
      ...toUpdateContributorInsightsInputs(schema).map((input) => ['UpdateContributorInsights', input]),
    ]);
  });

  describeEngine(['dynoxide', 'dynamodb-local'], ({ engine, client, endpoint }) => {
    let tables = 0;
    const space: TableSpace = {
      ...engineSpaces[engine],
      ...(known.has('VectorIndexes') ? {} : { maxVectorIndexes: 0 }),
      maxGlobalSecondaryIndexes: 4,
      settings: Object.entries(memberOf).flatMap(([setting, member]) =>
        known.has(member) ? [setting as keyof typeof memberOf] : [],
      ),
    };

    async function expectMade(schema: TableSchema) {
      await run(toCliInput(schema, { endpointUrl: endpoint(), region: 'us-east-1' }));
      const live = await inspectTable(client(), schema.tableName, { schema });
      expect(live).toMatchObject({ status: 'ACTIVE', schema: { tableName: schema.tableName } });
      expect(live?.schema.timeToLive).toBe(schema.timeToLive);
      // What the engine does not show is told as unsupported.
      expect(await planTable(client(), schema)).toMatchObject({ steps: [], drift: [] });
    }

    test('the commands make the table that the schema says', async () => {
      await expectMade(sessionTableSchema);
    });

    // Each command takes half a second: CI alone draws tables.
    if (engine === 'dynoxide' && process.env.MIGRATIONS) {
      test('and any other', async () => {
        await fc.assert(
          fc.asyncProperty(validTable(space), (schema) =>
            expectMade(withTableName(schema, `${schema.tableName.slice(0, 200)}-${++tables}`)),
          ),
          { numRuns: 3, endOnFailure: true },
        );
      });
    }
  });
});
