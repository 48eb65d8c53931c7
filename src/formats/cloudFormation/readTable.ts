import {
  oneOrTuple,
  readAttributeWords,
  readEncryptionWords,
  readIndexNames,
  readInsightsWords,
  readKeyWords,
  readMembers,
  readProjectionWords,
  readRecoveryWords,
  readSearchWords,
  readTagWords,
  readTimeToLiveWords,
  type Say,
} from '../../aws/index.js';
import {
  type AttributeType,
  defined,
  type IndexSettingName,
  type KinesisStreamingDestination,
  type Path,
  type Projection,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';
import { readShape, type TemplateReader } from './shapes.js';
import { type GlobalIndexValue, type TableValue, tableShape } from './tableShapes.js';

/** Reads an `AWS::DynamoDB::Table` into what should be a schema; `validateTable` says whether it is. */
export function readTable(reader: TemplateReader, path: Path, properties: unknown): TableSchema {
  return toSchema(reader, path, readShape(reader, path, properties, tableShape) ?? {});
}

/** A table or a global index while it is read. Its properties of several parts are there only if all parts are known. */
interface Source<Properties> {
  readonly properties: Properties;
  readonly reader: TemplateReader;
  readonly path: Path;
  /** `undefined`: known at deployment only. */
  readonly billingMode: string | undefined;
  readonly attributes: Map<string, AttributeType>;
}

const ofTable: { readonly [P in SettingName]: (table: Source<TableValue>) => unknown } = {
  streamResourcePolicy: ({ properties: { StreamSpecification: of } }) => of?.ResourcePolicy?.PolicyDocument,
  streamTags: ({ properties: { StreamSpecification: of }, ...at }) =>
    of?.Tags && readTagWords(of.Tags.map(toTagWords), sayAt(at, 'StreamSpecification')),
  kinesisStreamingDestination: ({ properties: { KinesisStreamSpecification: of } }) => of && readKinesis(of),
  // Only a global table has them, which is read as such.
  replicas: () => undefined,
  billingMode: ({ billingMode }) => billingMode,
  provisionedThroughput: readProvisionedThroughput,
  onDemandThroughput: readOnDemandThroughput,
  warmThroughput: readWarmThroughput,
  timeToLive: ({ properties: { TimeToLiveSpecification: of }, attributes }) =>
    readTimeToLiveWords(of?.Enabled ?? of !== undefined, of?.AttributeName, attributes),
  streamViewType: ({ properties: { StreamSpecification: of } }) => of?.StreamViewType,
  encryption: ({ properties: { SSESpecification: of }, ...at }) =>
    readEncryptionWords(of?.SSEEnabled, of?.SSEType, of?.KMSMasterKeyId, sayAt(at, 'SSESpecification')),
  tableClass: ({ properties: { TableClass } }) => TableClass,
  deletionProtection: ({ properties: { DeletionProtectionEnabled } }) => DeletionProtectionEnabled,
  pointInTimeRecovery: readRecovery,
  contributorInsights: readInsights,
  resourcePolicy: ({ properties: { ResourcePolicy: of } }) => of?.PolicyDocument,
  tags: readTags,
};

const ofIndex: { readonly [P in IndexSettingName]: (index: Source<GlobalIndexValue>) => unknown } = {
  provisionedThroughput: readProvisionedThroughput,
  onDemandThroughput: readOnDemandThroughput,
  warmThroughput: readWarmThroughput,
  contributorInsights: readInsights,
};

/** The properties that say something as a whole only: without a part that is not known, the others would mean another thing. */
const wholes = [
  'ProvisionedThroughput',
  'OnDemandThroughput',
  'WarmThroughput',
  'TimeToLiveSpecification',
  'KinesisStreamSpecification',
  'SSESpecification',
  'PointInTimeRecoverySpecification',
  'ContributorInsightsSpecification',
  'ResourcePolicy',
];

/** The properties without those of which a part is known at deployment only. */
export function withoutUnknown<T extends object>(reader: TemplateReader, path: Path, properties: T): T {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !wholes.includes(name) || !reader.unknown.has([...path, name]))
      .map(([name, value]) => [name, streams.includes(name) ? knownMembers(reader, [...path, name], value) : value]),
  ) as T;
}

/** Each of what they have says something by itself. */
const streams = ['StreamSpecification', 'ReplicaStreamSpecification'];

function knownMembers(reader: TemplateReader, path: Path, members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !reader.unknown.has([...path, name])));
}

/** The schema that such properties mean. What can't be right is reported under `path`. */
export function toSchema(reader: TemplateReader, path: Path, properties: TableValue): TableSchema {
  const definitions = properties.AttributeDefinitions ?? [];
  const attributes = readAttributeWords(
    definitions.map(({ AttributeName: name, AttributeType: type }) => ({ name, type })),
    sayAt({ reader, path }, 'AttributeDefinitions'),
  );
  const table = {
    properties: withoutUnknown(reader, path, properties),
    reader,
    path,
    attributes,
    billingMode: undefined,
  };
  const key = readKey(table, 'table-key', properties.KeySchema);
  const billingMode = readBillingMode(table, properties);
  const local = indexesOf(table, 'LocalSecondaryIndexes', properties.LocalSecondaryIndexes, (index, at) => {
    const { hash, range } = readKey(at, 'lsi-key', index.KeySchema);
    if (key.hash.length && (hash.length !== 1 || hash[0] !== key.hash[0])) {
      sayAt(at, 'KeySchema')('lsi-key', [], `its HASH must be the table's, ${JSON.stringify(key.hash[0])}`);
    }
    return { sortKey: oneOrTuple(range), projection: readProjection(at, index.Projection) };
  });
  const global = indexesOf(table, 'GlobalSecondaryIndexes', properties.GlobalSecondaryIndexes, (index, at) => {
    const { hash, range } = readKey(at, 'gsi-key', index.KeySchema);
    const source = { ...at, properties: withoutUnknown(reader, at.path, index), billingMode, attributes };
    return {
      partitionKey: oneOrTuple(hash),
      sortKey: oneOrTuple(range),
      projection: readProjection(at, index.Projection),
      ...readEach(ofIndex, source),
    };
  });
  const vector = indexesOf(table, 'VectorIndexes', properties.VectorIndexes, (index, at) => {
    const vectorAttribute = index.VectorAttribute?.AttributeName;
    // AttributeDefinitions does not hold it: it is a list.
    if (vectorAttribute !== undefined && !attributes.has(vectorAttribute)) attributes.set(vectorAttribute, 'L');
    const search = (index.SearchSchema ?? []).map(({ AttributeName: name, SearchSchemaElementType: type }) => ({
      name,
      type,
    }));
    return {
      vectorAttribute,
      dimensions: index.Dimensions,
      distanceFunction: index.DistanceFunction,
      ...readSearchWords(search, sayAt(at, 'SearchSchema')),
      projection: readProjection(at, index.Projection),
    };
  });
  const settings = readEach(ofTable, { ...table, billingMode });
  return {
    tableName: properties.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    sortKey: oneOrTuple(key.range),
    localSecondaryIndexes: local,
    globalSecondaryIndexes: global,
    vectorIndexes: vector,
    ...settings,
  } as TableSchema;
}

/** `undefined`: it is known at deployment only, or the numbers are that a provisioned table needs. */
function readBillingMode({ reader, path }: Where, properties: TableValue): string | undefined {
  const say = (property: string, message: string) => sayAt({ reader, path }, property)('billing-mode', [], message);
  if (reader.unknown.has([...path, 'BillingMode'])) {
    say('BillingMode', 'is known at deployment only; it is read as PAY_PER_REQUEST');
    return undefined;
  }
  // CloudFormation's default, as the API's.
  const { BillingMode = 'PROVISIONED' } = properties;
  if (BillingMode !== 'PROVISIONED') return BillingMode;
  // One that was left out is a hole in the list.
  const indexes = Object.keys(properties.GlobalSecondaryIndexes ?? []).map(Number);
  const hasNumbers = ({ ProvisionedThroughput: of }: Pick<TableValue, 'ProvisionedThroughput'>) =>
    of?.ReadCapacityUnits !== undefined && of.WriteCapacityUnits !== undefined;
  // Of what scales, it is enough to know where it starts.
  const places = [
    ...(hasNumbers(properties) ? [] : [[]]),
    ...indexes.flatMap((i) =>
      hasNumbers(properties.GlobalSecondaryIndexes?.[i] ?? {}) ? [] : [['GlobalSecondaryIndexes', i]],
    ),
  ];
  const unknown = places
    .flatMap((place) => capacityProperties.map((property) => [...place, property]))
    .find((place) => reader.unknown.has([...path, ...place]));
  if (!unknown) return BillingMode;
  say(
    'BillingMode',
    `is PROVISIONED, but ${unknown.join('.')} is known at deployment only; it is read as PAY_PER_REQUEST`,
  );
  return undefined;
}

const capacityProperties = [
  'ProvisionedThroughput',
  'ReadProvisionedThroughputSettings',
  'WriteProvisionedThroughputSettings',
];

type Where = Pick<Source<unknown>, 'reader' | 'path'>;

function sayAt({ reader, path }: Where, property: string): Say {
  return (rule, at, message) => reader.report(rule, [...path, property, ...at], message);
}

function readEach<T>(
  record: { readonly [setting: string]: (source: Source<T>) => unknown },
  source: Source<T>,
): object {
  return Object.fromEntries(Object.entries(record).map(([setting, read]) => [setting, read(source)]));
}

/** The settings that such properties mean by themselves, as those of a replica. */
export function readSettings(reader: TemplateReader, path: Path, properties: TableValue): TableSchema {
  return readEach(ofTable, { properties, reader, path, billingMode: undefined, attributes: new Map() }) as TableSchema;
}

/** What makes an index the one that it is. */
const structure = ['KeySchema', 'VectorAttribute', 'SearchSchema', 'Dimensions', 'DistanceFunction'];

/** The indexes of a list by name. One whose key is known at deployment only, or a part of it, would be another: it is left out. */
function indexesOf<T extends { IndexName?: string }>(
  { reader, path }: Where,
  property: string,
  indexes: readonly T[] | undefined,
  read: (index: T, at: Where) => object,
): object | undefined {
  const named: (readonly [string, object])[] = [];
  indexes?.forEach((index, i) => {
    const at = { reader, path: [...path, property, i] };
    const unknown = structure.find((member) => reader.unknown.has([...at.path, member]));
    if (unknown !== undefined) {
      reader.report('cloudformation-intrinsic', at.path, `is left out: its ${unknown} is known at deployment only`);
    } else if (index.IndexName === undefined) {
      reader.report('index-name', [...at.path, 'IndexName'], 'is needed; the index is left out');
    } else named[i] = [index.IndexName, defined(read(index, at))];
  });
  return readIndexNames(named, sayAt({ reader, path }, property));
}

/** One half of a key would be another key. */
function readKey(
  place: Where,
  rule: 'table-key' | 'gsi-key' | 'lsi-key',
  elements: readonly { AttributeName?: string; KeyType?: string }[] = [],
) {
  if (place.reader.unknown.has([...place.path, 'KeySchema'])) return { hash: [], range: [] };
  return readKeyWords(
    rule,
    elements.map(({ AttributeName: name, KeyType: type }) => ({ name, type })),
    sayAt(place, 'KeySchema'),
  );
}

function readProjection(
  place: Where,
  { ProjectionType: type, NonKeyAttributes: list }: { ProjectionType?: string; NonKeyAttributes?: string[] } = {},
): Projection | undefined {
  const say = sayAt(place, 'Projection');
  if (type === 'INCLUDE' && !list?.length && place.reader.unknown.has([...place.path, 'Projection'])) {
    say('projection', [], 'is known at deployment only; it is read as ALL');
    return undefined;
  }
  return readProjectionWords(type, list, say);
}

type CapacityProperties = Pick<TableValue, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>;

function readProvisionedThroughput({ properties, billingMode, reader, path }: Source<CapacityProperties>): unknown {
  const { ProvisionedThroughput: units } = properties;
  if (!units) return undefined;
  const { ReadCapacityUnits: reads = 0, WriteCapacityUnits: writes = 0 } = units;
  if (billingMode === 'PAY_PER_REQUEST') {
    // Templates for both billing modes say 0, as DescribeTable does.
    if (reads || writes) {
      const rule = 'provisioned-throughput-needs-provisioned';
      reader.report(rule, [...path, 'ProvisionedThroughput'], 'is left out: a table on demand has no units');
    }
    return undefined;
  }
  if (billingMode !== undefined) {
    return defined({ readCapacityUnits: units.ReadCapacityUnits, writeCapacityUnits: units.WriteCapacityUnits });
  }
  reader.report(
    'cloudformation-intrinsic',
    [...path, 'ProvisionedThroughput'],
    'is left out, because the table was read as on demand',
  );
  return undefined;
}

function readOnDemandThroughput({ properties: { OnDemandThroughput: of } }: Source<CapacityProperties>): unknown {
  return readMembers({ maxReadRequestUnits: of?.MaxReadRequestUnits, maxWriteRequestUnits: of?.MaxWriteRequestUnits });
}

function readWarmThroughput({ properties: { WarmThroughput: of } }: Source<CapacityProperties>): unknown {
  return readMembers({ readUnitsPerSecond: of?.ReadUnitsPerSecond, writeUnitsPerSecond: of?.WriteUnitsPerSecond });
}

function toTagWords({ Key: key, Value: value }: { Key?: string; Value?: string }) {
  return { key, value };
}

const ofKinesis: {
  readonly [P in keyof Required<KinesisStreamingDestination>]: (
    stream: NonNullable<TableValue['KinesisStreamSpecification']>,
  ) => unknown;
} = {
  streamArn: ({ StreamArn }) => StreamArn,
  approximateCreationDateTimePrecision: ({ ApproximateCreationDateTimePrecision: precision }) => precision,
};

/** What it says of a Kinesis stream. */
function readKinesis(stream: NonNullable<TableValue['KinesisStreamSpecification']>): object {
  return defined(Object.fromEntries(Object.entries(ofKinesis).map(([name, read]) => [name, read(stream)])));
}

/** None of which is known is not the same as none. */
function readTags({ properties: { Tags }, ...at }: Source<TableValue>): unknown {
  if (!Tags) return undefined;
  const say = sayAt(at, 'Tags');
  const tags = readTagWords(
    Tags.map(toTagWords),
    // Of a value that is unknown, it was said already.
    (rule, place, message) => at.reader.unknown.has([...at.path, 'Tags', ...place]) || say(rule, place, message),
  );
  return Object.keys(tags ?? {}).length || !at.reader.unknown.has([...at.path, 'Tags']) ? tags : undefined;
}

function readRecovery({ properties, reader, path }: Source<TableValue>): unknown {
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
    properties.PointInTimeRecoverySpecification ?? {};
  if (days !== undefined && !enabled) {
    sayAt({ reader, path }, 'PointInTimeRecoverySpecification')(
      'point-in-time-recovery',
      ['RecoveryPeriodInDays'],
      'is of use with PointInTimeRecoveryEnabled: true only; it is left out',
    );
  }
  return readRecoveryWords(enabled, days);
}

function readInsights({ properties }: Source<Pick<TableValue, 'ContributorInsightsSpecification'>>): unknown {
  const { Enabled, Mode } = properties.ContributorInsightsSpecification ?? {};
  return readInsightsWords(Enabled, Mode);
}
