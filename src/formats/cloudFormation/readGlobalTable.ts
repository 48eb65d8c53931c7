import { defined, isProperties, own, type Path, properties, show, type TableSchema } from '../../schema/index.js';
import { resolve } from './intrinsics.js';
import { withScaling } from './readScaling.js';
import { toSchema, withoutUnknown } from './readTable.js';
import { type At, below } from './scope.js';
import { readShape, type TemplateReader, type Value } from './shapes.js';
import {
  type autoScaling,
  type globalCapacity,
  globalTableShape,
  type readCapacity,
  replicaShape,
  type TableValue,
} from './tableShapes.js';

/**
 * Reads an `AWS::DynamoDB::GlobalTable` as the table of one Region: of the stack's own where a replica says so, as those of CDK do,
 * otherwise of the first replica. Other replicas are reported.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function readGlobalTable(reader: TemplateReader, path: Path, given: unknown): TableSchema {
  const { Replicas, ...others } = properties(given);
  reader.report(
    'not-representable',
    [...path.slice(0, -1), 'Type'],
    "a table schema does not say that it is an AWS::DynamoDB::GlobalTable, and CloudFormation replaces a table whose type changes; write it as one again, with resourceType: 'AWS::DynamoDB::GlobalTable', or --resource-type",
  );
  const table = readShape(reader, path, others, globalTableShape) ?? {};
  const chosen = chooseReplica(reader, [...path, 'Replicas'], Replicas);
  if (!chosen) reader.report('cloudformation-type', [...path, 'Replicas'], "needs a list with the stack's own Region");
  const place = [...path, 'Replicas', chosen?.index ?? 0];
  const { Region: _, ...settings } = chosen?.properties ?? {};
  const replica = readShape(reader, place, settings, replicaShape, chosen?.at) ?? {};
  const { SSESpecification: encryption, GlobalSecondaryIndexes: indexes, ...shared } = table;
  const {
    SSESpecification: key,
    GlobalSecondaryIndexes: ofReplica,
    ReplicaStreamSpecification: ofStream,
    ...ownSettings
  } = withoutUnknown(reader, place, replica);
  if (ofStream && !shared.StreamSpecification) {
    reader.report(
      'not-representable',
      [...place, 'ReplicaStreamSpecification'],
      'is left out: the table has no stream',
    );
  }
  const keyIsKnown = !reader.unknown.has([...place, 'SSESpecification']);
  const inReplica = indexesOfReplica(reader, place, indexes, ofReplica);
  const schema = toSchema(reader, path, {
    ...withoutThroughput(shared),
    ...withoutThroughput(ownSettings),
    ...toCapacity(reader, path, table, place, replica),
    ...defined({
      StreamSpecification: shared.StreamSpecification && { ...shared.StreamSpecification, ...ofStream },
      SSESpecification: keyIsKnown && (encryption || key) ? { ...encryption, ...key } : undefined,
      GlobalSecondaryIndexes: indexes?.map((index, i) => {
        const { value = {}, path: replicaPath } = own(inReplica, index.IndexName ?? '') ?? { path: place };
        const { ContributorInsightsSpecification } = withoutUnknown(reader, replicaPath, value);
        return {
          ...withoutThroughput(index),
          ...toCapacity(reader, [...path, 'GlobalSecondaryIndexes', i], index, replicaPath, value),
          ...defined({ ContributorInsightsSpecification }),
        };
      }),
    }),
  });
  return withScaling(schema, {
    table: isScaled(table, replica) ? 'UNMANAGED' : undefined,
    indexes: new Map(
      (indexes ?? []).flatMap((index) => {
        const { IndexName = '' } = index;
        return isScaled(index, own(inReplica, IndexName)?.value ?? {}) ? [[IndexName, 'UNMANAGED']] : [];
      }),
    ),
  });
}

type ReplicaIndex = NonNullable<Value<typeof replicaShape>['GlobalSecondaryIndexes']>[number];

/** What the replica says of the table's indexes, by name, and where. */
function indexesOfReplica(
  reader: TemplateReader,
  place: Path,
  indexes: readonly { IndexName?: string }[] = [],
  ofReplica: readonly ReplicaIndex[] = [],
): { readonly [name: string]: { readonly path: Path; readonly value: ReplicaIndex } } {
  const entries = ofReplica.flatMap((value, i) => {
    const path = [...place, 'GlobalSecondaryIndexes', i];
    const { IndexName: name } = value;
    if (name !== undefined && indexes.some(({ IndexName }) => IndexName === name)) return [[name, { path, value }]];
    reader.report('not-representable', path, `the table has no index ${show(name)}`);
    return [];
  });
  // Of two of one name, the first is read.
  return Object.fromEntries(entries.reverse());
}

interface Replica {
  readonly index: number;
  readonly at: At;
  readonly properties: { readonly [name: string]: unknown };
}

function chooseReplica(reader: TemplateReader, path: Path, given: unknown): Replica | undefined {
  const { scope } = reader;
  const list = resolve(scope, given, path);
  if (list.kind !== 'value' || !Array.isArray(list.value)) return undefined;
  const replicas: Replica[] = [];
  for (const [index, entry] of list.value.entries()) {
    const found = resolve(scope, entry, below(list.at, index));
    if (found.kind === 'absent') continue;
    if (found.kind === 'value' && isProperties(found.value)) {
      replicas.push({ index, at: found.at, properties: found.value });
    } else
      reader.report('cloudformation-type', [...path, index], 'is not a replica that is known here, and is left out');
  }
  const own = replicas.find(({ properties: { Region } }) => {
    if (isProperties(Region) && Region.Ref === 'AWS::Region') return true;
    const region = resolve(scope, Region, undefined);
    return region.kind === 'value' && region.value === scope.parameters.get('AWS::Region')?.value;
  });
  const chosen = own ?? replicas[0];
  for (const { index } of replicas) {
    if (index !== chosen?.index) {
      reader.report('not-representable', [...path, index], 'a table schema is the table of one Region');
    }
  }
  return chosen;
}

type Throughput = Value<typeof globalCapacity>;

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
  replica: Value<typeof readCapacity>,
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
  const ceilings = defined({
    MaxReadRequestUnits: (replica.ReadOnDemandThroughputSettings ?? shared.ReadOnDemandThroughputSettings)
      ?.MaxReadRequestUnits,
    MaxWriteRequestUnits: shared.WriteOnDemandThroughputSettings?.MaxWriteRequestUnits,
  });
  return defined({
    ProvisionedThroughput:
      readUnits || writes ? defined({ ReadCapacityUnits: read, WriteCapacityUnits: write }) : undefined,
    OnDemandThroughput: Object.keys(ceilings).length ? ceilings : undefined,
  });
}

function isScaled(shared: Throughput, replica: Value<typeof readCapacity>): boolean {
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
    `a table schema has no auto scaling; read as ${units} ${units === 1 ? 'unit' : 'units'}, which something else moves`,
  );
  return units;
}
