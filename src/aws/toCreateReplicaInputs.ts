import type { CreateReplicationGroupMemberAction, UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
  cannotCarry,
  defined,
  type NotCarried,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';

/**
 * The inputs of `UpdateTableCommand` that add the schema's replicas, one for each Region, in the order of the schema: CreateTable does not
 * carry them. DynamoDB takes one at a time, and each only when the table and the replicas before it are active. Returns a new array, empty
 * for a schema without replicas.
 *
 * What a replica has of its own besides its key, class and capacity (tags, protection, recovery, a policy and so on) is set by calls in its
 * Region, once it is there.
 *
 * @example
 * ```ts
 * for (const input of toCreateReplicaInputs(orders)) await client.send(new UpdateTableCommand(input));
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateReplicationGroupMemberAction.html
 */
export function toCreateReplicaInputs(schema: TableSchema, options?: ValidateOptions): UpdateTableCommandInput[] {
  assertValidTable(schema, options);
  return Object.entries(schema.replicas ?? {}).map(([region, replica]) => ({
    TableName: schema.tableName,
    ReplicaUpdates: [{ Create: toReplicaAction(region, replica) }],
  }));
}

type Action = Partial<CreateReplicationGroupMemberAction>;
type IndexAction = Omit<NonNullable<CreateReplicationGroupMemberAction['GlobalSecondaryIndexes']>[number], 'IndexName'>;

const inItsRegion = /* @__PURE__ */ cannotCarry('a call in the Region of the replica sets it');

const members: {
  readonly [P in keyof Required<Replica>]: ((value: NonNullable<Replica[P]>) => Action) | NotCarried;
} = {
  tableClass: (TableClassOverride) => ({ TableClassOverride }),
  deletionProtection: inItsRegion,
  pointInTimeRecovery: inItsRegion,
  contributorInsights: inItsRegion,
  tags: inItsRegion,
  // AWS's own keys are not named: the replica has the table's kind.
  encryption: (encryption) => (typeof encryption === 'object' ? { KMSMasterKeyId: encryption.kmsMasterKeyId } : {}),
  kinesisStreamingDestination: inItsRegion,
  resourcePolicy: inItsRegion,
  provisionedThroughput: ({ readCapacityUnits: ReadCapacityUnits }) => ({
    ProvisionedThroughputOverride: { ReadCapacityUnits },
  }),
  onDemandThroughput: ({ maxReadRequestUnits: MaxReadRequestUnits }) =>
    MaxReadRequestUnits === undefined ? {} : { OnDemandThroughputOverride: { MaxReadRequestUnits } },
  globalSecondaryIndexes: (indexes) => {
    const overrides = Object.entries(indexes).flatMap(([IndexName, index]) => {
      const override = put(indexMembers, index);
      return Object.keys(override).length ? [{ IndexName, ...override }] : [];
    });
    return overrides.length ? { GlobalSecondaryIndexes: overrides } : {};
  },
};

const indexMembers: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]:
    | ((value: NonNullable<ReplicaGlobalSecondaryIndex[P]>) => IndexAction)
    | NotCarried;
} = {
  provisionedThroughput: ({ readCapacityUnits: ReadCapacityUnits }) => ({
    ProvisionedThroughputOverride: { ReadCapacityUnits },
  }),
  onDemandThroughput: ({ maxReadRequestUnits: MaxReadRequestUnits }) =>
    MaxReadRequestUnits === undefined ? {} : { OnDemandThroughputOverride: { MaxReadRequestUnits } },
  contributorInsights: inItsRegion,
};

/** What `Create` and `Update` of `ReplicaUpdates` take of a replica. */
export function toReplicaAction(RegionName: string, replica: Replica): CreateReplicationGroupMemberAction {
  return { RegionName, ...put(members, replica) };
}

function put<Of extends object>(
  parts: { readonly [P in keyof Of]-?: ((value: NonNullable<Of[P]>) => object) | NotCarried },
  of: Of,
): object {
  const actions = Object.entries(parts).map(([member, part]) => {
    const value = of[member as keyof Of];
    return typeof part === 'function' && value !== undefined ? part(value) : {};
  });
  return defined(Object.assign({}, ...actions));
}
