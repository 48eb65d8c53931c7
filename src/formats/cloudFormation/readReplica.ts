import {
  defined,
  isProperties,
  own,
  type Path,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  show,
  type TableSchema,
} from '../../schema/index.js';
import type { ReplicaInTemplate } from './chooseReplicas.js';
import { ownReads, type ReadsInTemplate, readReads, withoutThroughput } from './readGlobalCapacity.js';
import { readSettings, withoutUnknown } from './readTable.js';
import { readShape, type TemplateReader, type Value } from './shapes.js';
import { type globalTableShape, replicaShape } from './tableShapes.js';

export type GlobalTableValue = Value<typeof globalTableShape>;
type ReplicaValue = Value<typeof replicaShape>;
type ReplicaIndex = NonNullable<ReplicaValue['GlobalSecondaryIndexes']>[number];

/** What a replica is read with: its table, as that was read, and the reads that the table and its indexes have in their own Region. */
export interface TableOfReplica {
  readonly path: Path;
  readonly value: GlobalTableValue;
  readonly schema: TableSchema;
  readonly reads: ReadsInTemplate;
  readonly indexReads: ReadonlyMap<string, ReadsInTemplate>;
}

interface Source {
  readonly reader: TemplateReader;
  readonly path: Path;
  readonly value: ReplicaValue;
  readonly table: TableOfReplica;
  /** What a table would have of these settings. */
  readonly settings: TableSchema;
  /** The reads that differ from the table's. */
  readonly reads: Pick<Replica, 'provisionedThroughput' | 'onDemandThroughput'>;
}

const ofReplica: { readonly [P in keyof Required<Replica>]: (replica: Source) => unknown } = {
  tableClass: ({ settings }) => settings.tableClass,
  deletionProtection: ({ settings }) => settings.deletionProtection,
  pointInTimeRecovery: ({ settings }) => settings.pointInTimeRecovery,
  contributorInsights: ({ settings }) => settings.contributorInsights,
  tags: ({ settings }) => settings.tags,
  encryption: readKey,
  kinesisStreamingDestination: ({ settings }) => settings.kinesisStreamingDestination,
  resourcePolicy: ({ settings }) => settings.resourcePolicy,
  provisionedThroughput: ({ reads }) => reads.provisionedThroughput,
  onDemandThroughput: ({ reads }) => reads.onDemandThroughput,
  globalSecondaryIndexes: readIndexes,
};

/** A replica in another Region than the stack's. */
export function readReplica(reader: TemplateReader, given: ReplicaInTemplate, table: TableOfReplica): Replica {
  const { Region: _, ...properties } = given.properties;
  const { path } = given;
  const value = withoutUnknown(reader, path, readShape(reader, path, properties, replicaShape, given.at) ?? {});
  const { GlobalSecondaryIndexes, SSESpecification, ReplicaStreamSpecification, ...settings } = value;
  if (ReplicaStreamSpecification) {
    const what = "a table schema has no place for the policy and the tags of a replica's stream";
    reader.report('not-representable', [...path, 'ReplicaStreamSpecification'], what);
  }
  const reads = readReads(reader, table.path, table.value, path, value);
  const source: Source = {
    reader,
    path,
    value,
    table,
    settings: readSettings(reader, path, withoutThroughput(settings)),
    reads: onlyOfMode(reader, path, table.schema, ownReads(reads, table.reads)),
  };
  return defined(Object.fromEntries(Object.entries(ofReplica).map(([name, read]) => [name, read(source)])));
}

/** What goes with another billing mode than the table was read with. */
function onlyOfMode(reader: TemplateReader, path: Path, { billingMode }: TableSchema, reads: Source['reads']) {
  if (!reads.provisionedThroughput || billingMode === 'PROVISIONED') return reads;
  const rule = 'provisioned-throughput-needs-provisioned';
  reader.report(rule, [...path, 'ReadProvisionedThroughputSettings'], 'is left out: the table was read as on demand');
  const { provisionedThroughput: _, ...others } = reads;
  return others;
}

/** Keys go together: where that of the table is not known, or is AWS's, a replica has none of its own. */
function readKey({ reader, path, value: { SSESpecification: key }, table: { schema } }: Source): unknown {
  if (key?.KMSMasterKeyId === undefined) return undefined;
  if (isProperties(schema.encryption)) return { kmsMasterKeyId: key.KMSMasterKeyId };
  const what = "is left out: the table's own key is not known, and replicas have keys where their table has one";
  reader.report('not-representable', [...path, 'SSESpecification'], what);
  return undefined;
}

const ofIndex: { readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: (index: Source) => unknown } = {
  provisionedThroughput: ({ reads }) => reads.provisionedThroughput,
  onDemandThroughput: ({ reads }) => reads.onDemandThroughput,
  contributorInsights: ({ settings }) => settings.contributorInsights,
};

function readIndexes(replica: Source): object | undefined {
  const { reader, table } = replica;
  const { GlobalSecondaryIndexes: indexes } = table.value;
  const inReplica = indexesOfReplica(reader, replica.path, indexes, replica.value.GlobalSecondaryIndexes);
  const entries = (indexes ?? []).flatMap((index): [string, object][] => {
    const { IndexName = '' } = index;
    const ofTable = table.indexReads.get(IndexName);
    // An index that was left out is left out here.
    if (!ofTable || !own<object>(table.schema.globalSecondaryIndexes, IndexName)) return [];
    const { value = {}, path } = own(inReplica, IndexName) ?? { path: replica.path };
    const known = withoutUnknown(reader, path, value);
    const reads = readReads(reader, [...table.path, 'GlobalSecondaryIndexes'], index, path, value);
    const source: Source = {
      ...replica,
      settings: readSettings(
        reader,
        path,
        defined({ ContributorInsightsSpecification: known.ContributorInsightsSpecification }),
      ),
      reads: onlyOfMode(reader, path, table.schema, ownReads(reads, ofTable)),
    };
    const differs = defined(Object.fromEntries(Object.entries(ofIndex).map(([name, read]) => [name, read(source)])));
    return Object.keys(differs).length ? [[IndexName, differs]] : [];
  });
  return entries.length ? Object.fromEntries(entries) : undefined;
}

/** What the replica says of the table's indexes, by name, and where. */
export function indexesOfReplica(
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
