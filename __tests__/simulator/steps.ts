import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  type TableDescription,
  type TimeToLiveDescription,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';

/** One call of a sequence; the table's name comes with the run. */
export type Step =
  | { readonly kind: 'create'; readonly input: Omit<CreateTableCommandInput, 'TableName'> }
  | { readonly kind: 'update'; readonly input: Omit<UpdateTableCommandInput, 'TableName'> }
  | { readonly kind: 'delete' }
  | { readonly kind: 'timeToLive'; readonly attributeName: string; readonly enabled: boolean };

type Client = Pick<DynamoDBClient, 'send'>;

/** `ok`, or the name of the error. */
export async function perform(client: Client, TableName: string, step: Step): Promise<string> {
  try {
    switch (step.kind) {
      case 'create':
        await client.send(new CreateTableCommand({ TableName, ...step.input }));
        break;
      case 'update':
        await client.send(new UpdateTableCommand({ TableName, ...step.input }));
        break;
      case 'delete':
        await client.send(new DeleteTableCommand({ TableName }));
        break;
      case 'timeToLive': {
        const { attributeName, enabled } = step;
        const TimeToLiveSpecification = { AttributeName: attributeName, Enabled: enabled };
        await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
        break;
      }
      default:
        return step satisfies never;
    }
    return 'ok';
  } catch (error) {
    if (error instanceof DynamoDBServiceException && error.name !== 'Error') return error.name;
    throw error;
  }
}

/** Looks, 20 ms apart, after which an engine is stuck: DynamoDB Local leaves an index in DELETING for ever, once in a great while. */
const patience = 1_000;

/** What `landed` throws for such an engine. */
export class Stuck extends Error {}

/** The table and its TTL once nothing of it is in the middle of something; `undefined` when it is gone. */
export async function landed(
  client: Client,
  TableName: string,
  sleep: (ms: number) => Promise<unknown>,
): Promise<{ table: TableDescription; timeToLive: TimeToLiveDescription | undefined } | undefined> {
  for (let look = 0; ; look++) {
    if (look > patience) throw new Stuck(`${TableName} never settles`);
    try {
      const { Table: table } = await client.send(new DescribeTableCommand({ TableName }));
      const { TimeToLiveDescription: timeToLive } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      const statuses = [table?.TableStatus, ...(table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexStatus)];
      if (table && statuses.every((status) => status === 'ACTIVE')) return { table, timeToLive };
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
    await sleep(20);
  }
}

const attributes = ['aaa', 'bbb', 'ccc'];
const indexNames = ['index-1', 'index-2', 'index-3'];

const units = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .map(([ReadCapacityUnits, WriteCapacityUnits]) => ({ ReadCapacityUnits, WriteCapacityUnits }));

/** The type of an attribute, unless a step is out to contradict. */
const typeOf = (name: string) => (name === 'ccc' ? 'N' : 'S');

function definitions(names: readonly (string | undefined)[]) {
  return [...new Set(names)].map(
    (AttributeName) => ({ AttributeName, AttributeType: typeOf(AttributeName ?? '') }) as const,
  );
}

const projection = fc.oneof(
  fc.constant({ ProjectionType: 'ALL' as const }),
  fc.constant({ ProjectionType: 'KEYS_ONLY' as const }),
  fc
    .uniqueArray(fc.constantFrom('xxx', 'yyy', 'zzz'), { minLength: 1 })
    .map((NonKeyAttributes) => ({ ProjectionType: 'INCLUDE' as const, NonKeyAttributes })),
);

const index = fc
  .record({
    IndexName: fc.constantFrom(...indexNames),
    names: fc.uniqueArray(fc.constantFrom(...attributes), { minLength: 1, maxLength: 2 }),
    Projection: projection,
  })
  .map(({ IndexName, names, Projection }) => ({
    IndexName,
    KeySchema: names.map((AttributeName, i) => ({
      AttributeName,
      KeyType: i === 0 ? ('HASH' as const) : ('RANGE' as const),
    })),
    Projection,
  }));

const stream = fc.oneof(
  fc.constant({ StreamEnabled: false }),
  fc
    .constantFrom('KEYS_ONLY' as const, 'NEW_IMAGE' as const)
    .map((StreamViewType) => ({ StreamEnabled: true, StreamViewType })),
);

const create = fc
  .record(
    {
      indexes: fc.uniqueArray(index, { selector: ({ IndexName }) => IndexName, maxLength: 2 }),
      local: fc.option(fc.constantFrom(...attributes), { nil: undefined }),
      sortKey: fc.option(fc.constantFrom(...attributes), { nil: undefined }),
      units: fc.option(units, { nil: undefined }),
      DeletionProtectionEnabled: fc.boolean(),
      StreamSpecification: stream,
      spoilt: fc.constantFrom(...Array(12).fill('no'), 'unused definition', 'missing definition', 'capacity'),
    },
    { requiredKeys: ['indexes', 'spoilt'] },
  )
  .map(({ indexes, local, sortKey, units, spoilt, ...settings }): Step => {
    const KeySchema = [
      { AttributeName: 'id', KeyType: 'HASH' as const },
      ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
    ];
    const LocalSecondaryIndexes = local && [
      {
        IndexName: 'local',
        KeySchema: [KeySchema[0], { AttributeName: local, KeyType: 'RANGE' as const }],
        Projection: { ProjectionType: 'ALL' as const },
      },
    ];
    const names = [KeySchema, ...indexes.map((one) => one.KeySchema), ...(local ? [[{ AttributeName: local }]] : [])]
      .flat()
      .map(({ AttributeName }) => AttributeName);
    if (spoilt === 'unused definition') names.push('unused');
    if (spoilt === 'missing definition') names.shift();
    const withUnits = units && spoilt !== 'capacity' ? { ProvisionedThroughput: units } : {};
    return {
      kind: 'create',
      input: {
        AttributeDefinitions: definitions(names),
        KeySchema,
        BillingMode: units ? 'PROVISIONED' : 'PAY_PER_REQUEST',
        ...withUnits,
        ...(indexes.length && { GlobalSecondaryIndexes: indexes.map((one) => ({ ...one, ...withUnits })) }),
        ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
        ...settings,
      },
    };
  });

const indexCreate = fc
  .record({
    index,
    units: fc.option(units, { nil: undefined }),
    definitions: fc.constantFrom(...Array(6).fill('complete'), 'missing', 'conflicting'),
  })
  .map(({ index, units, definitions: how }) => {
    const named = definitions(index.KeySchema.map(({ AttributeName }) => AttributeName));
    const AttributeDefinitions =
      how === 'missing'
        ? named.slice(1)
        : how === 'conflicting'
          ? named.map((definition) => ({ ...definition, AttributeType: 'B' as const }))
          : named;
    return {
      ...(AttributeDefinitions.length && { AttributeDefinitions }),
      GlobalSecondaryIndexUpdates: [{ Create: { ...index, ...(units && { ProvisionedThroughput: units }) } }],
    };
  });

const indexDelete = fc
  .constantFrom(...indexNames)
  .map((IndexName) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }));

const indexUpdates = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...indexNames), units), {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 2,
  })
  .map((updates) => ({
    GlobalSecondaryIndexUpdates: updates.map(([IndexName, ProvisionedThroughput]) => ({
      Update: { IndexName, ProvisionedThroughput },
    })),
  }));

const throughput = units.map((ProvisionedThroughput) => ({ ProvisionedThroughput }));

const update: fc.Arbitrary<Step> = fc
  .oneof(
    { weight: 4, arbitrary: indexCreate },
    { weight: 3, arbitrary: indexDelete },
    { weight: 2, arbitrary: indexUpdates },
    { weight: 3, arbitrary: throughput },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.constant({ BillingMode: 'PAY_PER_REQUEST' as const }) },
    { weight: 1, arbitrary: throughput.map((more) => ({ BillingMode: 'PAY_PER_REQUEST' as const, ...more })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.oneof(throughput, fc.constant({})), fc.oneof(fc.constant({}), indexUpdates))
        .map(([more, indexes]) => ({ BillingMode: 'PROVISIONED' as const, ...more, ...indexes })),
    },
    { weight: 3, arbitrary: stream.map((StreamSpecification) => ({ StreamSpecification })) },
    { weight: 2, arbitrary: fc.boolean().map((DeletionProtectionEnabled) => ({ DeletionProtectionEnabled })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(stream, fc.boolean(), throughput)
        .map(([StreamSpecification, DeletionProtectionEnabled, more]) => ({
          StreamSpecification,
          DeletionProtectionEnabled,
          ...more,
        })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(indexCreate, indexDelete).map(([created, deleted]) => ({
        ...created,
        GlobalSecondaryIndexUpdates: [...created.GlobalSecondaryIndexUpdates, ...deleted.GlobalSecondaryIndexUpdates],
      })),
    },
  )
  .map((input): Step => ({ kind: 'update', input }));

const timeToLive = fc
  .tuple(fc.constantFrom('ttl', 'expires'), fc.boolean())
  .map(([attributeName, enabled]): Step => ({ kind: 'timeToLive', attributeName, enabled }));

/** A table, and what is done to it. */
export const sequence: fc.Arbitrary<Step[]> = fc
  .tuple(
    create,
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: update },
        { weight: 3, arbitrary: timeToLive },
        { weight: 1, arbitrary: create },
        { weight: 1, arbitrary: fc.constant<Step>({ kind: 'delete' }) },
      ),
      { minLength: 3, maxLength: 12, size: 'max' },
    ),
  )
  .map(([first, rest]) => [first, ...rest]);
