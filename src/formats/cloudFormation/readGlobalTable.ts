import { defined, own, type Path, properties, show, type TableSchema } from '../../schema/index.js';
import { chooseReplicas } from './chooseReplicas.js';
import { type CapacityInTemplate, readCapacityOf, withoutThroughput } from './readGlobalCapacity.js';
import { type GlobalTableValue, indexesOfReplica, readReplica } from './readReplica.js';
import { withScaling } from './readScaling.js';
import { toSchema, withoutUnknown } from './readTable.js';
import { readShape, type TemplateReader } from './shapes.js';
import { globalTableShape, replicaShape } from './tableShapes.js';

/**
 * Reads an `AWS::DynamoDB::GlobalTable` as the table of one Region, with its replicas in others: of the stack's own where a replica says
 * so, as those of CDK do, otherwise of the first replica.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function readGlobalTable(
  reader: TemplateReader,
  path: Path,
  given: unknown,
  metadata: { readonly [name: string]: unknown } = {},
): TableSchema {
  const { Replicas, ...ofTable } = properties(given);
  const table = readShape(reader, path, ofTable, globalTableShape) ?? {};
  const { own: chosen, others } = chooseReplicas(
    reader,
    [...path, 'Replicas'],
    Replicas,
    metadata['aws:cdk:path'] !== undefined,
  );
  if (!others?.length) {
    reader.report(
      'not-representable',
      [...path.slice(0, -1), 'Type'],
      "a table schema does not say that it is an AWS::DynamoDB::GlobalTable, and CloudFormation replaces a table whose type changes; write it as one again, with resourceType: 'AWS::DynamoDB::GlobalTable', or --resource-type",
    );
  }
  reportModes(reader, path, table);
  const place = chosen?.path ?? [...path, 'Replicas', 0];
  const { Region: _, ...settings } = chosen?.properties ?? {};
  const replica = readShape(reader, place, settings, replicaShape, chosen?.at) ?? {};
  const { SSESpecification: encryption, GlobalSecondaryIndexes: indexes, MultiRegionConsistency, ...shared } = table;
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
  const capacity = readCapacityOf(reader, path, table, place, replica);
  const byIndex = new Map<string, CapacityInTemplate>();
  const schema = toSchema(reader, path, {
    ...withoutThroughput(shared),
    ...withoutThroughput(ownSettings),
    ...capacity.properties,
    ...defined({
      StreamSpecification: shared.StreamSpecification && { ...shared.StreamSpecification, ...ofStream },
      SSESpecification: keyIsKnown && (encryption || key) ? { ...encryption, ...key } : undefined,
      GlobalSecondaryIndexes: indexes?.map((index, i) => {
        const { IndexName = '' } = index;
        const { value = {}, path: replicaPath } = own(inReplica, IndexName) ?? { path: place };
        const { ContributorInsightsSpecification } = withoutUnknown(reader, replicaPath, value);
        const ofIndex = readCapacityOf(reader, [...path, 'GlobalSecondaryIndexes', i], index, replicaPath, value);
        byIndex.set(IndexName, ofIndex);
        return { ...withoutThroughput(index), ...ofIndex.properties, ...defined({ ContributorInsightsSpecification }) };
      }),
    }),
  });
  const scaled = withScaling(schema, {
    table: capacity.scaling,
    indexes: new Map([...byIndex].flatMap(([name, { scaling }]) => (scaling ? [[name, scaling]] : []))),
  });
  const indexReads = new Map([...byIndex].map(([name, { reads }]) => [name, reads]));
  const isStrong = table.MultiRegionConsistency === 'STRONG' && schema.streamViewType !== 'NEW_AND_OLD_IMAGES';
  if (isStrong && others?.length) {
    const what = 'are left out: in a schema they need a stream of NEW_AND_OLD_IMAGES, which these do without';
    reader.report('not-representable', [...path, 'Replicas'], what);
  }
  const replicas = (isStrong ? [] : (others ?? [])).map((other) => {
    const read = readReplica(reader, other, { path, value: table, schema, reads: capacity.reads, indexReads });
    return [other.region, read] as const;
  });
  const twice = replicas.find(([region], i) => replicas.findIndex(([one]) => one === region) !== i);
  if (twice) {
    reader.report('cloudformation-type', [...path, 'Replicas'], `has ${show(twice[0])} twice; the last counts`);
  }
  return replicas.length ? ({ ...scaled, replicas: Object.fromEntries(replicas) } as TableSchema) : scaled;
}

/** What a table with replicas can be, beside what a schema says. */
function reportModes(reader: TemplateReader, path: Path, { MultiRegionConsistency: mode }: GlobalTableValue): void {
  if (mode === undefined || mode === 'EVENTUAL') return;
  const what = `a table schema does not say ${show(mode)}: its replicas are consistent in the end (EVENTUAL)`;
  reader.report('not-representable', [...path, 'MultiRegionConsistency'], what);
}
