import { show } from '../../schema/index.js';
import {
  attributeDefinitions,
  contributorInsights,
  keySchema,
  localSecondaryIndexes,
  pointInTimeRecovery,
  present,
  projection,
  resourcePolicy,
  stream,
  type TableValue,
  tags,
  timeToLive,
  toSchema,
  vectorIndexes,
  warmThroughput,
} from './readTable.js';
import { isObject, type Path, readShape, type TemplateReader, type Value } from './shapes.js';
import { withUnmanaged } from './unmanagedCapacityMetadata.js';

const autoScaling = {
  MinCapacity: 'number',
  MaxCapacity: 'number',
  SeedCapacity: 'number',
  TargetTrackingScalingPolicyConfiguration: 'data',
} as const;
const reads = {
  ReadProvisionedThroughputSettings: { ReadCapacityUnits: 'number', ReadCapacityAutoScalingSettings: autoScaling },
  ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 'number' },
} as const;
const throughput = {
  ...reads,
  WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: autoScaling },
  WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 'number' },
  WarmThroughput: warmThroughput,
} as const;

const globalTableShape = {
  TableName: 'text',
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: 'text',
  ...throughput,
  LocalSecondaryIndexes: localSecondaryIndexes,
  GlobalSecondaryIndexes: [{ IndexName: 'text', KeySchema: keySchema, Projection: projection, ...throughput }],
  VectorIndexes: vectorIndexes,
  TimeToLiveSpecification: timeToLive,
  StreamSpecification: stream,
  SSESpecification: { SSEEnabled: 'flag', SSEType: 'text' },
} as const;

const replicaShape = {
  ...reads,
  GlobalSecondaryIndexes: [{ IndexName: 'text', ...reads, ContributorInsightsSpecification: contributorInsights }],
  SSESpecification: { KMSMasterKeyId: 'text' },
  TableClass: 'text',
  DeletionProtectionEnabled: 'flag',
  PointInTimeRecoverySpecification: pointInTimeRecovery,
  ContributorInsightsSpecification: contributorInsights,
  ResourcePolicy: resourcePolicy,
  Tags: tags,
} as const;

/**
 * Reads an `AWS::DynamoDB::GlobalTable` as the table of one Region: of the stack's own where a replica says so, as those of CDK do,
 * otherwise of the first replica. Other replicas are reported.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function readGlobalTable(reader: TemplateReader, path: Path, properties: unknown): object {
  const { Replicas, ...others } = isObject(properties) ? properties : {};
  const table = readShape(reader, path, others, globalTableShape) ?? {};
  const at = Array.isArray(Replicas) ? chooseReplica(reader, [...path, 'Replicas'], Replicas) : undefined;
  if (at === undefined)
    reader.report('cloudformation-type', [...path, 'Replicas'], "needs a list with the stack's own Region");
  const place = [...path, 'Replicas', at ?? 0];
  const { Region: _, ...settings } = at === undefined ? {} : (Replicas as { [member: string]: unknown }[])[at];
  const replica = readShape(reader, place, settings, replicaShape) ?? {};
  const { SSESpecification: encryption, GlobalSecondaryIndexes: indexes, ...shared } = table;
  const {
    SSESpecification: replicaKey,
    GlobalSecondaryIndexes: replicaIndexes,
    ...own
  } = withoutUnknown(reader, place, replica);
  const keyIsKnown = !reader.unknown.has([...place, 'SSESpecification']);
  for (const { at: index, value } of replicaIndexes ?? []) {
    if (!indexes?.some((entry) => entry.value.IndexName === value.IndexName)) {
      reader.report(
        'not-representable',
        [...place, 'GlobalSecondaryIndexes', index],
        `the table has no index ${show(value.IndexName)}`,
      );
    }
  }
  const schema = toSchema(reader, path, {
    ...withoutThroughput(shared),
    ...withoutThroughput(own),
    ...toCapacity(reader, path, table, place, replica),
    ...(keyIsKnown && (encryption || replicaKey) && { SSESpecification: { ...encryption, ...replicaKey } }),
    ...(indexes && {
      GlobalSecondaryIndexes: indexes.map(({ at: index, value }) => {
        const inReplica = replicaIndexes?.find((entry) => entry.value.IndexName === value.IndexName);
        return {
          at: index,
          value: {
            ...withoutThroughput(value),
            ...toCapacity(
              reader,
              [...path, 'GlobalSecondaryIndexes', index],
              value,
              [...place, 'GlobalSecondaryIndexes', inReplica?.at ?? 0],
              inReplica?.value ?? {},
            ),
            ...present({ ContributorInsightsSpecification: inReplica?.value.ContributorInsightsSpecification }),
          },
        };
      }),
    }),
  });
  return withUnmanaged(schema, {
    table: isScaled(table, replica),
    indexes: (indexes ?? []).flatMap(({ value }) => {
      const inReplica = replicaIndexes?.find((entry) => entry.value.IndexName === value.IndexName);
      return value.IndexName !== undefined && isScaled(value, inReplica?.value ?? {}) ? [value.IndexName] : [];
    }),
  });
}

/** A setting of several parts is left out whole when one of them is known at deployment only. A list is left out by its parts. */
function withoutUnknown<T extends object>(reader: TemplateReader, path: Path, value: T): T {
  const entries = Object.entries(value).map(([name, entry]) => {
    if (name !== 'GlobalSecondaryIndexes') {
      return [name, !Array.isArray(entry) && reader.unknown.has([...path, name]) ? undefined : entry];
    }
    const indexes = entry as readonly { readonly at: number; readonly value: object }[];
    return [
      name,
      indexes.map(({ at, value: index }) => ({ at, value: withoutUnknown(reader, [...path, name, at], index) })),
    ];
  });
  return present(Object.fromEntries(entries) as T);
}

function chooseReplica(reader: TemplateReader, path: Path, replicas: readonly unknown[]): number | undefined {
  const usable = replicas.flatMap((replica, at) => (isObject(replica) ? [at] : []));
  const own = usable.find((at) => {
    const { Region } = replicas[at] as { Region?: unknown };
    return isObject(Region) && Region.Ref === 'AWS::Region';
  });
  const chosen = own ?? usable[0];
  replicas.forEach((_, at) => {
    if (at !== chosen) reader.report('not-representable', [...path, at], 'a table schema is the table of one Region');
  });
  return chosen;
}

type Throughput = Value<typeof throughput>;

function withoutThroughput<T extends Throughput>(value: T): Omit<T, Exclude<keyof Throughput, 'WarmThroughput'>> {
  const {
    ReadProvisionedThroughputSettings: _reads,
    ReadOnDemandThroughputSettings: _maxReads,
    WriteProvisionedThroughputSettings: _writes,
    WriteOnDemandThroughputSettings: _maxWrites,
    ...others
  } = value;
  return others;
}

/** Reads stand in the replica, or for all replicas beside the writes. */
function toCapacity(
  reader: TemplateReader,
  path: Path,
  shared: Throughput,
  replicaPath: Path,
  replica: Value<typeof reads>,
): Pick<TableValue, 'ProvisionedThroughput' | 'OnDemandThroughput'> {
  const ownReads = replica.ReadProvisionedThroughputSettings;
  const readUnits = ownReads ?? shared.ReadProvisionedThroughputSettings;
  const readsPath = [...(ownReads ? replicaPath : path), 'ReadProvisionedThroughputSettings'];
  const writes = shared.WriteProvisionedThroughputSettings;
  const read =
    readUnits?.ReadCapacityUnits ??
    scaled(reader, [...readsPath, 'ReadCapacityAutoScalingSettings'], readUnits?.ReadCapacityAutoScalingSettings);
  const write = scaled(
    reader,
    [...path, 'WriteProvisionedThroughputSettings', 'WriteCapacityAutoScalingSettings'],
    writes?.WriteCapacityAutoScalingSettings,
  );
  const ceilings = present({
    MaxReadRequestUnits: (replica.ReadOnDemandThroughputSettings ?? shared.ReadOnDemandThroughputSettings)
      ?.MaxReadRequestUnits,
    MaxWriteRequestUnits: shared.WriteOnDemandThroughputSettings?.MaxWriteRequestUnits,
  });
  return {
    ...((readUnits || writes) && {
      ProvisionedThroughput: present({ ReadCapacityUnits: read, WriteCapacityUnits: write }),
    }),
    ...(Object.keys(ceilings).length && { OnDemandThroughput: ceilings }),
  };
}

function isScaled(shared: Throughput, replica: Value<typeof reads>): boolean {
  const ownReads = replica.ReadProvisionedThroughputSettings ?? shared.ReadProvisionedThroughputSettings;
  return Boolean(
    shared.WriteProvisionedThroughputSettings?.WriteCapacityAutoScalingSettings ??
      ownReads?.ReadCapacityAutoScalingSettings,
  );
}

/** A schema has the capacity with which auto scaling starts. */
function scaled(
  reader: TemplateReader,
  path: Path,
  settings: Value<typeof autoScaling> | undefined,
): number | undefined {
  if (!settings) return undefined;
  const units = settings.SeedCapacity ?? settings.MinCapacity;
  reader.report(
    'not-representable',
    path,
    `a table schema has no auto scaling; read as ${units} units, which something else moves`,
  );
  return units;
}
