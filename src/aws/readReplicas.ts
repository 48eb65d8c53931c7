import type { ReplicaDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import {
  own,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  type ReplicaProvisionedThroughput,
} from '../schema/index.js';
import { type Live, readInsights, regionalSettings } from './readRegional.js';
import { readAutoScaling } from './readScaling.js';

/** The Region of the answer, which is that of the ARN; some emulators have none. */
export function ownRegion({ TableArn }: TableDescription): string | undefined {
  return TableArn?.split(':')[3];
}

/**
 * Whether the replicas of the table are such as a schema has: each follows the others with a delay, has settings of its own, and is of the
 * same account. A table without replicas is such a table too.
 */
export function hasHeldReplicas(table: TableDescription): boolean {
  const { GlobalTableVersion: version = current, MultiRegionConsistency: consistency = 'EVENTUAL' } = table;
  const mode = table.GlobalTableSettingsReplicationMode ?? 'DISABLED';
  return version === current && consistency === 'EVENTUAL' && mode !== 'ENABLED';
}

/** The version that all new global tables have. */
const current = '2019.11.21';

/** A replica, while it is read. */
interface LiveReplica {
  readonly replica: ReplicaDescription;
  /** The table of the answer, which is in another Region. */
  readonly live: Live;
  /** What the calls of the replica's Region answered, if they were made. */
  readonly there: Live | undefined;
}

const members: { readonly [P in keyof Required<Replica>]: (replica: LiveReplica) => unknown } = {
  tableClass: ({ replica, there }) =>
    replica.ReplicaTableClassSummary?.TableClass ?? (there && regionalSettings.tableClass(there)),
  deletionProtection: ({ there }) => there && regionalSettings.deletionProtection(there),
  pointInTimeRecovery: ({ there }) => there && regionalSettings.pointInTimeRecovery(there),
  contributorInsights: ({ there }) => there && regionalSettings.contributorInsights(there),
  tags: ({ there }) => there && regionalSettings.tags(there),
  encryption: ({ replica: { KMSMasterKeyId: key }, live, there }) => {
    if (there) return regionalSettings.encryption(there);
    if (key === undefined) return undefined;
    return live.extras.kmsKeyManager === 'AWS' ? 'AWS_MANAGED' : { kmsMasterKeyId: key };
  },
  kinesisStreamingDestination: ({ there }) => there && regionalSettings.kinesisStreamingDestination(there),
  resourcePolicy: ({ there }) => there && regionalSettings.resourcePolicy(there),
  provisionedThroughput: (of) => readUnits(of, of.replica, of.there?.table),
  onDemandThroughput: (of) => readCeiling(of, of.replica),
  globalSecondaryIndexes: (of) =>
    Object.fromEntries(
      (of.live.table.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => [
        IndexName,
        readEach(indexMembers, of, IndexName),
      ]),
    ),
};

const indexMembers: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: (replica: LiveReplica, indexName: string) => unknown;
} = {
  provisionedThroughput: (of, name) => {
    const isIt = ({ IndexName }: { IndexName?: string }) => IndexName === name;
    const { replica, there } = of;
    return readUnits(
      of,
      replica.GlobalSecondaryIndexes?.find(isIt),
      there?.table.GlobalSecondaryIndexes?.find(isIt),
      name,
    );
  },
  onDemandThroughput: (of, name) =>
    readCeiling(
      of,
      of.replica.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name),
    ),
  contributorInsights: ({ there }, name) => there && readInsights(there.extras, name),
};

type Overriding = Pick<ReplicaDescription, 'ProvisionedThroughputOverride' | 'OnDemandThroughputOverride'>;

/** What the replica overrides, and what scales its reads there; `undefined`: it has the units of the table. */
function readUnits(
  { live, there }: LiveReplica,
  of: Overriding | undefined,
  ofRegion: Pick<TableDescription, 'ProvisionedThroughput'> | undefined,
  indexName?: string,
): ReplicaProvisionedThroughput | undefined {
  const override = of?.ProvisionedThroughputOverride?.ReadCapacityUnits;
  const { scaling } = there?.extras ?? {};
  const autoScaling = scaling && readAutoScaling(scaling, ['read'], live.table.TableName as string, indexName);
  const isScaled = autoScaling !== undefined && Object.keys(autoScaling).length > 0;
  if (!live.provisioned || (override === undefined && !isScaled)) return undefined;
  const units = override ?? ofRegion?.ProvisionedThroughput?.ReadCapacityUnits;
  return { readCapacityUnits: units as number, ...(autoScaling !== undefined && { autoScaling }) };
}

function readCeiling({ live }: LiveReplica, of: Overriding | undefined): Replica['onDemandThroughput'] {
  const { MaxReadRequestUnits: ceiling = -1 } = of?.OnDemandThroughputOverride ?? {};
  return live.provisioned || ceiling === -1 ? undefined : { maxReadRequestUnits: ceiling };
}

function readEach<Args extends unknown[]>(
  readers: { readonly [name: string]: (...args: Args) => unknown },
  ...args: Args
) {
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(...args)]));
}

/** The replicas in other Regions, but those that are being removed. `undefined`: they are not such as a schema has. */
export function readReplicas(live: Live): { [region: string]: Replica } | undefined {
  const { table, extras } = live;
  if (!hasHeldReplicas(table)) return undefined;
  const replicas = (table.Replicas ?? []).filter(
    ({ RegionName, ReplicaStatus }) => RegionName !== ownRegion(table) && ReplicaStatus !== 'DELETING',
  );
  return Object.fromEntries(
    replicas.map((replica) => {
      const answers = own(extras.replicas, replica.RegionName as string);
      const there: Live | undefined = answers && {
        ...live,
        table: answers.table,
        // Keys are of one kind in all Regions.
        extras: { ...(extras.kmsKeyManager && { kmsKeyManager: extras.kmsKeyManager }), ...answers.extras },
      };
      return [replica.RegionName, readEach(members, { replica, live, there })];
    }),
  );
}
