import {
  type GlobalSecondaryIndex,
  own,
  type Path,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  type TableIssue,
  type TableSchema,
} from '../schema/index.js';
import { describeReadCapacity, issuesOfReadCapacity } from './capacity.js';
import { type CdkExpression, type Entries, list, literal, object } from './expression.js';
import { describeInsights, optional, regionalSettings } from './regionalSettings.js';

/** Where a setting of a replica stands: the table, and the replica's Region. */
interface Place {
  readonly schema: TableSchema;
  readonly region: string;
}

const regional =
  (setting: keyof typeof regionalSettings) =>
  (replica: Replica, { schema, region }: Place): Entries =>
    regionalSettings[setting](replica, `${schema.tableName}-${region}`);

/** The props of a replica that a setting of it makes. */
const ofReplica: { readonly [P in keyof Required<Replica>]: (replica: Replica, place: Place) => Entries } = {
  provisionedThroughput: ({ provisionedThroughput: capacity }) => ({
    readCapacity: capacity && describeReadCapacity(capacity),
  }),
  onDemandThroughput: ({ onDemandThroughput: ceiling }) => ({
    maxReadRequestUnits: optional(ceiling?.maxReadRequestUnits),
  }),
  globalSecondaryIndexes: ({ globalSecondaryIndexes: indexes }, { schema }) => ({
    globalSecondaryIndexOptions:
      indexes &&
      object(
        Object.fromEntries(
          Object.entries(indexes).map(([name, index]) => [name, describeIndex(index, indexOf(schema, name))]),
        ),
      ),
  }),
  // The table's names the key of each Region.
  encryption: () => ({}),
  tableClass: regional('tableClass'),
  deletionProtection: regional('deletionProtection'),
  pointInTimeRecovery: regional('pointInTimeRecovery'),
  contributorInsights: regional('contributorInsights'),
  kinesisStreamingDestination: regional('kinesisStreamingDestination'),
  resourcePolicy: regional('resourcePolicy'),
  tags: regional('tags'),
};

/** The props of an index of a replica. Where TableV2 gets any, it takes the capacity from nowhere else. */
const ofIndex: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: (
    index: ReplicaGlobalSecondaryIndex,
    ofTable: GlobalSecondaryIndex | undefined,
  ) => Entries;
} = {
  provisionedThroughput: ({ provisionedThroughput }, ofTable) => {
    const capacity = provisionedThroughput ?? ofTable?.provisionedThroughput;
    return { readCapacity: capacity && describeReadCapacity(capacity) };
  },
  onDemandThroughput: ({ onDemandThroughput }, ofTable) => ({
    maxReadRequestUnits: optional(
      onDemandThroughput?.maxReadRequestUnits ?? ofTable?.onDemandThroughput?.maxReadRequestUnits,
    ),
  }),
  contributorInsights: ({ contributorInsights }) => ({
    contributorInsightsSpecification: describeInsights(contributorInsights),
  }),
};

function describeIndex(index: ReplicaGlobalSecondaryIndex, ofTable: GlobalSecondaryIndex | undefined): CdkExpression {
  return object(Object.assign({}, ...Object.values(ofIndex).map((describe) => describe(index, ofTable))));
}

function indexOf(schema: TableSchema, name: string): GlobalSecondaryIndex | undefined {
  return own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, name);
}

/** The prop `replicas`; none are the absence of it. */
export function describeReplicas(schema: TableSchema): CdkExpression | undefined {
  const each = Object.entries(schema.replicas ?? {});
  if (!each.length) return undefined;
  return list(
    each.map(([region, replica]) =>
      object(
        Object.assign(
          { region: literal(region) },
          ...Object.values(ofReplica).map((describe) => describe(replica, { schema, region })),
        ),
      ),
    ),
  );
}

/** What a replica that leaves it out is given of the table's. */
const inherited = ['tableClass', 'deletionProtection', 'pointInTimeRecovery', 'contributorInsights'] as const;

/** What TableV2 can't say of a table's replicas. */
export function issuesOfReplicas(schema: TableSchema): TableIssue[] {
  return Object.entries(schema.replicas ?? {}).flatMap(([region, replica]) => {
    const path = ['replicas', region];
    const { provisionedThroughput, globalSecondaryIndexes: indexes = {}, encryption } = replica;
    return [
      ...inherited.flatMap((setting) =>
        schema[setting] !== undefined && replica[setting] === undefined ? [inheritance([...path, setting])] : [],
      ),
      // Not so where a feature flag of CDK says otherwise, which props don't know.
      ...(schema.resourcePolicy && !replica.resourcePolicy ? [inheritance([...path, 'resourcePolicy'])] : []),
      ...(provisionedThroughput ? issuesOfReadCapacity(provisionedThroughput, [...path, 'provisionedThroughput']) : []),
      ...(typeof encryption === 'object' && !/^arn:[^:]+:kms:[^:]+:[^:]+:key\//.test(encryption.kmsMasterKeyId)
        ? [keyIssue(encryption.kmsMasterKeyId, [...path, 'encryption', 'kmsMasterKeyId'])]
        : []),
      ...Object.keys(schema.globalSecondaryIndexes ?? {}).flatMap((name) => {
        const index = own<ReplicaGlobalSecondaryIndex>(indexes, name) ?? {};
        const ofIndex = [...path, 'globalSecondaryIndexes', name];
        return [
          ...(schema.contributorInsights !== undefined && index.contributorInsights === undefined
            ? [inheritance([...ofIndex, 'contributorInsights'])]
            : []),
          ...(index.provisionedThroughput
            ? issuesOfReadCapacity(index.provisionedThroughput, [...ofIndex, 'provisionedThroughput'])
            : []),
        ];
      }),
    ];
  });
}

function inheritance(path: Path): TableIssue {
  return {
    rule: 'cdk-replica',
    path,
    message: 'TableV2 gives a replica that leaves it out what the table has; say what this one has',
  };
}

function keyIssue(key: string, path: Path): TableIssue {
  return {
    rule: 'cdk-key-id',
    path,
    message: `${JSON.stringify(key)} is not the ARN of a key, by which TableV2 names the keys of replicas`,
  };
}
