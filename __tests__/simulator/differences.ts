import type { TableState } from '../../simulator/index.js';
import type { EngineName } from '../../src/local/engine.js';
import type { Step } from './steps.js';

interface Named {
  readonly engine: EngineName;
  readonly name: string;
  readonly reason: string;
  /** The last step shows it. When it no longer does, a test fails and the entry goes. */
  readonly example: readonly Step[];
}

/** What is done to which table; `undefined`: there is none. */
type Case = (step: Step, table: TableState | undefined) => boolean;

/** The two end differently: the step is left out of comparisons. */
interface LeftOut extends Named {
  readonly kind: 'left out';
  readonly applies: Case;
}

/** The engine does more than is asked: the simulated table is changed likewise. */
interface Imitated extends Named {
  readonly kind: 'imitated';
  readonly applies: Case;
  readonly imitate: (table: TableState) => void;
}

/** The engine doesn't tell: it is not compared. */
interface Hidden extends Named {
  readonly kind: 'hidden';
  readonly hides: 'units of indexes';
}

/** Where an engine answers otherwise than the simulator, which follows AWS. */
export type Difference = LeftOut | Imitated | Hidden;

type CreateInput = Extract<Step, { kind: 'create' }>['input'];
type UpdateInput = Extract<Step, { kind: 'update' }>['input'];

/** A difference in UpdateTable of a table that there is. */
function inUpdate(test: (input: UpdateInput, table: TableState) => boolean): Case {
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

type Entry = Omit<LeftOut, 'engine'> | Omit<Imitated, 'engine'> | Omit<Hidden, 'engine'>;

const capacityOfIndexesOnDemand: Entry = {
  kind: 'left out',
  name: 'capacity of indexes of an on-demand table',
  reason: 'It takes an Update of it.',
  applies: inUpdate(
    (input, table) =>
      modeAfter(input, table) === 'PAY_PER_REQUEST' && updatesOf(input).some((one) => one.ProvisionedThroughput),
  ),
  example: [onDemandWithIndex, setIndex(three)],
};

const capacityOfNewIndexOnDemand: Entry = {
  kind: 'left out',
  name: 'capacity of an index that is added to an on-demand table',
  reason: 'It takes it.',
  applies: inUpdate((input, table) => isOnDemand(table) && createsOf(input).some((one) => one.ProvisionedThroughput)),
  example: [onDemand, addIndex(two)],
};

const flipWithoutIndexes: Entry = {
  kind: 'left out',
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
    kind: 'left out',
    name: 'a wrong request for a missing table',
    reason: 'It has two faults, and which one is told is not recorded on AWS.',
    applies: (step, table) => step.kind === 'update' && table === undefined,
    example: [addIndex(undefined, [])],
  },
  {
    kind: 'left out',
    name: 'streams',
    reason: 'It takes the enabling of an enabled stream, the switch of its view, and the disabling of none.',
    applies: inUpdate(
      ({ StreamSpecification: stream }, { streamViewType }) =>
        stream !== undefined && stream.StreamEnabled === (streamViewType !== undefined),
    ),
    example: [onDemand, update({ StreamSpecification: { StreamEnabled: false } })],
  },
  {
    kind: 'left out',
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
    kind: 'hidden',
    name: 'capacity of indexes in UpdateTable',
    reason: 'It ignores it: an index that is added shows 0, and one that is changed what it was made with.',
    hides: 'units of indexes',
    example: [provisioned, addIndex(two)],
  },
  {
    kind: 'left out',
    name: 'no capacity of an index that is added to a provisioned table',
    reason: 'It takes that.',
    applies: inUpdate(
      (input, table) => !isOnDemand(table) && createsOf(input).some((one) => !one.ProvisionedThroughput),
    ),
    example: [provisioned, addIndex()],
  },
  {
    kind: 'left out',
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
    kind: 'left out',
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
    kind: 'left out',
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
    kind: 'left out',
    name: 'a wrong request for a missing table',
    reason: 'It has two faults, and which one is told is not recorded on AWS.',
    applies: (step, table) => step.kind === 'update' && table === undefined,
    example: [update({})],
  },
  {
    kind: 'imitated',
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
    kind: 'left out',
    name: 'capacity of an on-demand table',
    reason: 'It takes and ignores it.',
    applies: inUpdate(
      (input, table) => input.ProvisionedThroughput !== undefined && modeAfter(input, table) === 'PAY_PER_REQUEST',
    ),
    example: [onDemand, update({ ProvisionedThroughput: two })],
  },
  {
    kind: 'left out',
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
    kind: 'left out',
    name: 'no capacity of an index that is added to a provisioned table',
    reason: 'It fails with InternalFailure.',
    applies: inUpdate(
      (input, table) => !isOnDemand(table) && createsOf(input).some((one) => !one.ProvisionedThroughput),
    ),
    example: [provisioned, addIndex()],
  },
  {
    kind: 'left out',
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
    kind: 'left out',
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
