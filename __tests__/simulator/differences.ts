import type { EngineName } from '../../src/local/engine.js';
import type { TableState } from '../support/simulator/index.js';
import type { Step } from './steps.js';

/** Where an engine answers otherwise than the simulator, which follows AWS. */
export interface Difference {
  readonly engine: EngineName;
  readonly name: string;
  readonly reason: string;
  /** Whether it shows when this is done to this table; `undefined`: there is none. */
  readonly applies: (step: Step, table: TableState | undefined) => boolean;
  /** Makes the simulated table what the engine's has become. Without it the step is left out of comparisons. */
  readonly imitate?: (table: TableState, step: Step, before: TableState) => void;
  /** The last step shows it. When it no longer does, a test fails and the entry goes. */
  readonly example: readonly Step[];
}

type CreateInput = Extract<Step, { kind: 'create' }>['input'];
type UpdateInput = Extract<Step, { kind: 'update' }>['input'];

/** A difference in UpdateTable of a table that there is. */
function inUpdate(test: (input: UpdateInput, table: TableState) => boolean): Difference['applies'] {
  return (step, table) => step.kind === 'update' && table !== undefined && test(step.input, table);
}

const isOnDemand = ({ billingMode }: TableState) => billingMode === 'PAY_PER_REQUEST';
const modeAfter = ({ BillingMode }: UpdateInput, { billingMode }: TableState) => BillingMode ?? billingMode;
const updatesOf = ({ GlobalSecondaryIndexUpdates = [] }: UpdateInput) =>
  GlobalSecondaryIndexUpdates.flatMap(({ Update }) => Update ?? []);
const createsOf = ({ GlobalSecondaryIndexUpdates = [] }: UpdateInput) =>
  GlobalSecondaryIndexUpdates.flatMap(({ Create }) => Create ?? []);
const deletesOf = ({ GlobalSecondaryIndexUpdates = [] }: UpdateInput) =>
  GlobalSecondaryIndexUpdates.flatMap(({ Delete }) => Delete ?? []);
const unitsOf = (table: TableState, name: string | undefined) =>
  table.globalIndexes.find((index) => index.name === name)?.capacity.provisioned;

const two = { ReadCapacityUnits: 2, WriteCapacityUnits: 2 };
const three = { ReadCapacityUnits: 3, WriteCapacityUnits: 3 };
const all = { ProjectionType: 'ALL' as const };
const hash = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' as const }];
const define = (AttributeName: string, AttributeType: 'S' | 'B' = 'S') => ({ AttributeName, AttributeType });
const index = { IndexName: 'index-1', KeySchema: hash('aaa'), Projection: all };

function create(more: Partial<CreateInput> = {}): Step {
  return {
    kind: 'create',
    input: { AttributeDefinitions: [define('id')], KeySchema: hash('id'), BillingMode: 'PAY_PER_REQUEST', ...more },
  };
}

function update(input: UpdateInput): Step {
  return { kind: 'update', input };
}

const onDemand = create();
const provisioned = create({ BillingMode: 'PROVISIONED', ProvisionedThroughput: two });
const onDemandWithIndex = create({
  AttributeDefinitions: [define('id'), define('aaa')],
  GlobalSecondaryIndexes: [index],
});
const provisionedWithIndex = create({
  AttributeDefinitions: [define('id'), define('aaa')],
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: two,
  GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput: two }],
});

function addIndex(
  ProvisionedThroughput?: typeof two,
  AttributeDefinitions: UpdateInput['AttributeDefinitions'] = [define('aaa')],
) {
  return update({
    AttributeDefinitions,
    GlobalSecondaryIndexUpdates: [{ Create: { ...index, ...(ProvisionedThroughput && { ProvisionedThroughput }) } }],
  });
}

const setIndex = (ProvisionedThroughput: typeof two) =>
  update({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'index-1', ProvisionedThroughput } }] });
const setTimeToLive = (attributeName: string, enabled: boolean): Step => ({
  kind: 'timeToLive',
  attributeName,
  enabled,
});

type Entry = Omit<Difference, 'engine'>;

const capacityOfIndexesOnDemand: Entry = {
  name: 'capacity of indexes of an on-demand table',
  reason: 'It takes an Update of it.',
  applies: inUpdate(
    (input, table) =>
      modeAfter(input, table) === 'PAY_PER_REQUEST' && updatesOf(input).some((one) => one.ProvisionedThroughput),
  ),
  example: [onDemandWithIndex, setIndex(three)],
};

const capacityOfNewIndexOnDemand: Entry = {
  name: 'capacity of an index that is added to an on-demand table',
  reason: 'It takes it.',
  applies: inUpdate((input, table) => isOnDemand(table) && createsOf(input).some((one) => one.ProvisionedThroughput)),
  example: [onDemand, addIndex(two)],
};

const flipWithoutIndexes: Entry = {
  name: 'from on demand to provisioned',
  reason: 'It does not ask for the capacity of each index.',
  applies: inUpdate(
    (input, table) =>
      isOnDemand(table) &&
      input.BillingMode === 'PROVISIONED' &&
      table.globalIndexes.some(({ name }) => updatesOf(input).every((one) => one.IndexName !== name)),
  ),
  example: [onDemandWithIndex, update({ BillingMode: 'PROVISIONED', ProvisionedThroughput: two })],
};

const dynoxide: readonly Entry[] = [
  {
    name: 'a wrong request for a missing table',
    reason: 'It has two faults, and which one is told is not recorded on AWS.',
    applies: (step, table) => step.kind === 'update' && table === undefined,
    example: [addIndex(undefined, [])],
  },
  {
    name: 'streams',
    reason: 'It takes the enabling of an enabled stream, the switch of its view, and the disabling of none.',
    applies: inUpdate(
      ({ StreamSpecification: stream }, { streamViewType }) =>
        stream !== undefined && stream.StreamEnabled === (streamViewType !== undefined),
    ),
    example: [onDemand, update({ StreamSpecification: { StreamEnabled: false } })],
  },
  {
    name: 'a stream and capacity in one call',
    reason: 'It takes both.',
    applies: inUpdate(
      ({ StreamSpecification, ProvisionedThroughput }) =>
        StreamSpecification !== undefined && ProvisionedThroughput !== undefined,
    ),
    example: [
      provisioned,
      update({
        ProvisionedThroughput: three,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      }),
    ],
  },
  {
    name: 'capacity of an index that UpdateTable adds',
    reason: 'It takes it or its absence, and shows 0.',
    applies: inUpdate((input, table) => !isOnDemand(table) && createsOf(input).length > 0),
    imitate(table, step) {
      if (step.kind !== 'update') return;
      for (const { IndexName } of createsOf(step.input)) {
        Object.assign(unitsOf(table, IndexName) ?? {}, { read: 0, write: 0 });
      }
    },
    example: [provisioned, addIndex(two)],
  },
  {
    name: 'no capacity of an index that is added to a provisioned table',
    reason: 'It takes that.',
    applies: inUpdate(
      (input, table) => !isOnDemand(table) && createsOf(input).some((one) => !one.ProvisionedThroughput),
    ),
    example: [provisioned, addIndex()],
  },
  {
    name: 'capacity of an index that UpdateTable changes',
    reason: 'It takes the change, and does not make it.',
    applies: inUpdate((input, table) => modeAfter(input, table) === 'PROVISIONED' && updatesOf(input).length > 0),
    imitate(table, _step, before) {
      for (const one of table.globalIndexes) {
        one.capacity.provisioned = unitsOf(before, one.name) ?? one.capacity.provisioned;
      }
    },
    example: [provisionedWithIndex, setIndex(three)],
  },
  {
    name: 'the same capacity of an index',
    reason: 'It takes it.',
    applies: inUpdate((input, table) =>
      updatesOf(input).some(({ IndexName, ProvisionedThroughput: asked }) => {
        const units = unitsOf(table, IndexName);
        return units?.read === asked?.ReadCapacityUnits && units?.write === asked?.WriteCapacityUnits;
      }),
    ),
    example: [provisionedWithIndex, setIndex(two)],
  },
  capacityOfIndexesOnDemand,
  capacityOfNewIndexOnDemand,
  flipWithoutIndexes,
  {
    name: 'several index actions in one call',
    reason: 'It takes them all.',
    applies: inUpdate((input) => createsOf(input).length + deletesOf(input).length > 1),
    example: [
      onDemandWithIndex,
      update({
        AttributeDefinitions: [define('bbb')],
        GlobalSecondaryIndexUpdates: [
          { Create: { ...index, IndexName: 'index-2', KeySchema: hash('bbb') } },
          { Delete: { IndexName: 'index-1' } },
        ],
      }),
    ],
  },
  {
    name: 'TTL',
    reason: 'It takes what is so already, and any name to disable.',
    applies: (step, table) => {
      if (step.kind !== 'timeToLive' || table === undefined) return false;
      const { status, attributeName } = table.timeToLive;
      return step.enabled === (status === 'ENABLED') || (!step.enabled && attributeName !== step.attributeName);
    },
    example: [onDemand, setTimeToLive('ttl', true), setTimeToLive('expires', false)],
  },
];

const dynamodbLocal: readonly Entry[] = [
  {
    name: 'a wrong request for a missing table',
    reason: 'It has two faults, and which one is told is not recorded on AWS.',
    applies: (step, table) => step.kind === 'update' && table === undefined,
    example: [update({})],
  },
  {
    name: 'deletion protection',
    reason: 'Every UpdateTable that does not name it switches it off.',
    applies: inUpdate(
      ({ DeletionProtectionEnabled }, { deletionProtection }) =>
        deletionProtection && DeletionProtectionEnabled === undefined,
    ),
    imitate(table) {
      table.deletionProtection = false;
    },
    example: [
      create({ DeletionProtectionEnabled: true }),
      update({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }),
    ],
  },
  {
    name: 'capacity of an on-demand table',
    reason: 'It takes and ignores it.',
    applies: inUpdate(
      (input, table) => input.ProvisionedThroughput !== undefined && modeAfter(input, table) === 'PAY_PER_REQUEST',
    ),
    example: [onDemand, update({ ProvisionedThroughput: two })],
  },
  {
    name: 'billing mode PROVISIONED without capacity',
    reason: 'It takes it for a table that is provisioned.',
    applies: inUpdate(
      ({ BillingMode, ProvisionedThroughput }, table) =>
        BillingMode === 'PROVISIONED' && !ProvisionedThroughput && !isOnDemand(table),
    ),
    example: [provisioned, update({ BillingMode: 'PROVISIONED' })],
  },
  capacityOfIndexesOnDemand,
  capacityOfNewIndexOnDemand,
  flipWithoutIndexes,
  {
    name: 'no capacity of an index that is added to a provisioned table',
    reason: 'It fails with InternalFailure.',
    applies: inUpdate(
      (input, table) => !isOnDemand(table) && createsOf(input).some((one) => !one.ProvisionedThroughput),
    ),
    example: [provisioned, addIndex()],
  },
  {
    name: 'definitions for an index that is added',
    reason: 'It takes those of the table for what the request leaves out, and rejects another type.',
    applies: inUpdate(({ AttributeDefinitions = [], ...input }, table) =>
      createsOf(input).some(({ KeySchema = [] }) =>
        KeySchema.some(({ AttributeName = '' }) => {
          const type = table.attributes.get(AttributeName);
          const definition = AttributeDefinitions.find((one) => one.AttributeName === AttributeName);
          return type !== undefined && definition?.AttributeType !== type;
        }),
      ),
    ),
    example: [
      create({
        AttributeDefinitions: [define('id'), define('aaa')],
        GlobalSecondaryIndexes: [{ ...index, IndexName: 'index-2' }],
      }),
      addIndex(undefined, [define('aaa', 'B')]),
    ],
  },
  {
    name: 'unused definitions',
    reason: 'It counts definitions and key elements, and an attribute that is HASH here and RANGE there counts twice.',
    applies: (step) =>
      step.kind === 'create' &&
      (step.input.AttributeDefinitions ?? []).some(({ AttributeName }) => AttributeName === 'unused'),
    example: [
      create({
        AttributeDefinitions: [define('id'), define('aaa'), define('unused')],
        KeySchema: [...hash('id'), { AttributeName: 'aaa', KeyType: 'RANGE' }],
        GlobalSecondaryIndexes: [index],
      }),
    ],
  },
];

/** Where Dynoxide 1.2.1 and DynamoDB Local 1.25.1 differ from AWS in the changes of a table. */
export const differences: readonly Difference[] = [
  ...dynoxide.map((entry) => ({ engine: 'dynoxide' as const, ...entry })),
  ...dynamodbLocal.map((entry) => ({ engine: 'dynamodb-local' as const, ...entry })),
];
