import { type AttributeType, type Projection, show, type VectorIndex } from '../../schema/index.js';
import { type Path, readShape, type TemplateReader, type Value } from './shapes.js';

export const attributeDefinitions = [{ AttributeName: 'text', AttributeType: 'text' }] as const;
export const keySchema = [{ AttributeName: 'text', KeyType: 'text' }] as const;
export const projection = { ProjectionType: 'text', NonKeyAttributes: ['text'] } as const;
export const warmThroughput = { ReadUnitsPerSecond: 'number', WriteUnitsPerSecond: 'number' } as const;
export const localSecondaryIndexes = [{ IndexName: 'text', KeySchema: keySchema, Projection: projection }] as const;
export const vectorIndexes = [
  {
    IndexName: 'text',
    VectorAttribute: { AttributeName: 'text' },
    SearchSchema: [{ AttributeName: 'text', SearchSchemaElementType: 'text' }],
    Projection: projection,
    Dimensions: 'number',
    DistanceFunction: 'text',
  },
] as const;
export const timeToLive = { AttributeName: 'text', Enabled: 'flag' } as const;
export const pointInTimeRecovery = { PointInTimeRecoveryEnabled: 'flag', RecoveryPeriodInDays: 'number' } as const;
export const contributorInsights = { Enabled: 'flag', Mode: 'text' } as const;
export const encryption = { SSEEnabled: 'flag', SSEType: 'text', KMSMasterKeyId: 'text' } as const;
export const stream = { StreamViewType: 'text' } as const;
export const resourcePolicy = { PolicyDocument: 'data' } as const;
export const tags = [{ Key: 'text', Value: 'text' }] as const;
export const provisionedThroughput = { ReadCapacityUnits: 'number', WriteCapacityUnits: 'number' } as const;

const capacity = {
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: { MaxReadRequestUnits: 'number', MaxWriteRequestUnits: 'number' },
  WarmThroughput: warmThroughput,
} as const;

/** What is read of an `AWS::DynamoDB::Table`. */
const tableShape = {
  TableName: 'text',
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: 'text',
  ...capacity,
  LocalSecondaryIndexes: localSecondaryIndexes,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'text',
      KeySchema: keySchema,
      Projection: projection,
      ...capacity,
      ContributorInsightsSpecification: contributorInsights,
    },
  ],
  VectorIndexes: vectorIndexes,
  TimeToLiveSpecification: timeToLive,
  StreamSpecification: stream,
  SSESpecification: encryption,
  TableClass: 'text',
  DeletionProtectionEnabled: 'flag',
  PointInTimeRecoverySpecification: pointInTimeRecovery,
  ContributorInsightsSpecification: contributorInsights,
  ResourcePolicy: resourcePolicy,
  Tags: tags,
} as const;

export type TableValue = Value<typeof tableShape>;

/** Reads an `AWS::DynamoDB::Table` into what should be a schema; `validateTable` says whether it is. */
export function readTable(reader: TemplateReader, path: Path, properties: unknown): object {
  return toSchema(reader, path, readShape(reader, path, properties, tableShape) ?? {});
}

/** The schema that such properties mean. What can't be right is reported under `path`. */
export function toSchema(reader: TemplateReader, path: Path, table: TableValue): object {
  const attributes = readAttributes(reader, [...path, 'AttributeDefinitions'], table.AttributeDefinitions);
  const key = readKeys(reader, [...path, 'KeySchema'], table.KeySchema);
  const billing = reader.unknown.has([...path, 'BillingMode']) ? 'UNKNOWN' : (table.BillingMode ?? 'PROVISIONED');
  const local = known(reader, [...path, 'LocalSecondaryIndexes'], table.LocalSecondaryIndexes, ['KeySchema']).map(
    ({ at, value: index }): Named => {
      const place = [...path, 'LocalSecondaryIndexes', at];
      const { hash, range } = readKeys(reader, [...place, 'KeySchema'], index.KeySchema);
      if (hash.length !== 1 || hash[0] !== key.hash[0]) {
        reader.report('lsi-key', [...place, 'KeySchema'], `its HASH must be the table's, ${show(key.hash[0])}`);
      }
      return {
        name: index.IndexName,
        place,
        index: { sortKey: oneOrTuple(range), ...readProjection(reader, [...place, 'Projection'], index.Projection) },
      };
    },
  );
  const global = known(reader, [...path, 'GlobalSecondaryIndexes'], table.GlobalSecondaryIndexes, ['KeySchema']).map(
    ({ at, value: index }): Named => {
      const place = [...path, 'GlobalSecondaryIndexes', at];
      const { hash, range } = readKeys(reader, [...place, 'KeySchema'], index.KeySchema);
      return {
        name: index.IndexName,
        place,
        index: present({
          partitionKey: oneOrTuple(hash),
          sortKey: range.length ? oneOrTuple(range) : undefined,
          ...readProjection(reader, [...place, 'Projection'], index.Projection),
          ...readCapacity(reader, place, index, billing),
          contributorInsights: reader.unknown.has([...place, 'ContributorInsightsSpecification'])
            ? undefined
            : readInsights(index.ContributorInsightsSpecification),
        }),
      };
    },
  );
  const vector = known(reader, [...path, 'VectorIndexes'], table.VectorIndexes, [
    'VectorAttribute',
    'SearchSchema',
    'Dimensions',
    'DistanceFunction',
  ]).map(({ at, value: index }): Named => {
    const place = [...path, 'VectorIndexes', at];
    return { name: index.IndexName, place, index: readVectorIndex(reader, place, index, attributes) };
  });
  /** A setting of several parts is left out whole when one of them is known at deployment only: the others alone mean another. */
  const whole = <T>(property: keyof TableValue, value: T): T | undefined =>
    reader.unknown.has([...path, property]) ? undefined : value;
  const { Enabled, AttributeName } = whole('TimeToLiveSpecification', table.TimeToLiveSpecification) ?? {};
  const expires = Enabled === false ? undefined : AttributeName;
  // A template does not say what type the attribute has, unless a key uses it too.
  if (expires !== undefined && !attributes.has(expires)) attributes.set(expires, 'N');
  return present({
    tableName: table.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    sortKey: key.range.length ? oneOrTuple(key.range) : undefined,
    localSecondaryIndexes: byName(reader, local),
    globalSecondaryIndexes: byName(reader, global),
    vectorIndexes: byName(reader, vector),
    timeToLive: expires,
    // CloudFormation's default, as the API's.
    billingMode: billing === 'UNKNOWN' ? undefined : billing,
    ...readCapacity(reader, path, table, billing),
    streamViewType: whole('StreamSpecification', table.StreamSpecification)?.StreamViewType,
    encryption: readEncryption(
      reader,
      [...path, 'SSESpecification'],
      whole('SSESpecification', table.SSESpecification),
    ),
    tableClass: table.TableClass,
    deletionProtection: table.DeletionProtectionEnabled,
    pointInTimeRecovery: readPointInTimeRecovery(
      reader,
      [...path, 'PointInTimeRecoverySpecification'],
      whole('PointInTimeRecoverySpecification', table.PointInTimeRecoverySpecification),
    ),
    contributorInsights: readInsights(
      whole('ContributorInsightsSpecification', table.ContributorInsightsSpecification),
    ),
    resourcePolicy: whole('ResourcePolicy', table.ResourcePolicy?.PolicyDocument),
    tags: readTags(reader, [...path, 'Tags'], table.Tags),
  });
}

/** The indexes of a list without those whose key is known at deployment only in a part: the rest of it would be another index. */
function known<T>(
  reader: TemplateReader,
  path: Path,
  indexes: readonly { readonly at: number; readonly value: T }[] = [],
  structure: readonly string[],
) {
  return indexes.filter(({ at }) => {
    const unknown = structure.filter((member) => reader.unknown.has([...path, at, member]));
    for (const member of unknown) {
      reader.report(
        'cloudformation-intrinsic',
        [...path, at],
        `is left out: its ${member} is known at deployment only`,
      );
    }
    return !unknown.length;
  });
}

function readAttributes(
  reader: TemplateReader,
  path: Path,
  definitions: TableValue['AttributeDefinitions'] = [],
): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const { at, value } of definitions) {
    const { AttributeName: name, AttributeType: type } = value;
    if (name === undefined || type === undefined || attributes.has(name)) {
      reader.report('attribute-definition-once', [...path, at], `${show(name)} needs one definition, with a type`);
    } else attributes.set(name, type);
  }
  return attributes;
}

function readKeys(reader: TemplateReader, path: Path, elements: TableValue['KeySchema'] = []) {
  const hash: string[] = [];
  const range: string[] = [];
  // One half of a key would be another key.
  if (reader.unknown.has(path)) return { hash, range };
  for (const { at, value } of elements) {
    const { AttributeName: name, KeyType: type } = value;
    if (name === undefined) reader.report('key-schema', [...path, at], 'needs an AttributeName');
    else if (type === 'HASH' && !range.length) hash.push(name);
    else if (type === 'RANGE') range.push(name);
    else {
      reader.report('key-schema', [...path, at], `${show(type)}: a key is HASH first, then RANGE; left out`);
    }
  }
  return { hash, range };
}

function oneOrTuple(names: string[]): string | string[] | undefined {
  return names.length > 1 ? names : names[0];
}

function readProjection(
  reader: TemplateReader,
  path: Path,
  value: Value<typeof projection> = {},
): { projection?: Projection } {
  const { ProjectionType: type, NonKeyAttributes: list } = value;
  if (type === 'INCLUDE' && !list?.length && reader.unknown.has(path)) {
    reader.report('projection', path, 'is known at deployment only; read as ALL');
    return {};
  }
  if (type === 'INCLUDE') return { projection: { include: (list ?? []).map((entry) => entry.value) } };
  if (list) reader.report('non-key-attributes', [...path, 'NonKeyAttributes'], 'is of use with INCLUDE only; left out');
  // ALL is what a schema means that says nothing.
  if (type === 'ALL') return {};
  if (type === undefined) {
    reader.report('projection', path, 'needs a ProjectionType; read as ALL');
    return {};
  }
  return { projection: type as Projection };
}

function readCapacity(reader: TemplateReader, path: Path, value: Value<typeof capacity>, billing: string): object {
  const whole = <P extends keyof typeof capacity>(property: P) =>
    reader.unknown.has([...path, property]) ? undefined : value[property];
  const units = whole('ProvisionedThroughput');
  const ceilings = present({
    maxReadRequestUnits: whole('OnDemandThroughput')?.MaxReadRequestUnits,
    maxWriteRequestUnits: whole('OnDemandThroughput')?.MaxWriteRequestUnits,
  });
  const warm = whole('WarmThroughput');
  if (units && billing === 'UNKNOWN') {
    reader.report(
      'cloudformation-intrinsic',
      [...path, 'ProvisionedThroughput'],
      'is left out: whether the table has capacity is known at deployment only, and it was read as on demand',
    );
  }
  return present({
    provisionedThroughput:
      units && billing !== 'UNKNOWN'
        ? present({ readCapacityUnits: units.ReadCapacityUnits, writeCapacityUnits: units.WriteCapacityUnits })
        : undefined,
    onDemandThroughput: Object.keys(ceilings).length ? ceilings : undefined,
    warmThroughput:
      warm && present({ readUnitsPerSecond: warm.ReadUnitsPerSecond, writeUnitsPerSecond: warm.WriteUnitsPerSecond }),
  });
}

function readVectorIndex(
  reader: TemplateReader,
  path: Path,
  index: Value<(typeof vectorIndexes)[0]>,
  attributes: Map<string, string>,
): object {
  const vectorAttribute = index.VectorAttribute?.AttributeName;
  // AttributeDefinitions does not hold it: it is a list.
  if (vectorAttribute !== undefined && !attributes.has(vectorAttribute)) {
    attributes.set(vectorAttribute, 'L' satisfies AttributeType);
  }
  const hash: string[] = [];
  const inlineFilters: string[] = [];
  for (const { at, value } of index.SearchSchema ?? []) {
    const { AttributeName: name, SearchSchemaElementType: type } = value;
    if (name !== undefined && type === 'HASH' && !hash.length) hash.push(name);
    else if (name !== undefined && type === 'INLINE_FILTER') inlineFilters.push(name);
    else {
      reader.report(
        'vector-search-schema',
        [...path, 'SearchSchema', at],
        `${show(type)}: needs an AttributeName, and to be INLINE_FILTER or the one HASH; left out`,
      );
    }
  }
  return present({
    vectorAttribute,
    dimensions: index.Dimensions,
    distanceFunction: index.DistanceFunction as VectorIndex['distanceFunction'] | undefined,
    partitionKey: hash[0],
    inlineFilters: inlineFilters.length ? inlineFilters : undefined,
    ...readProjection(reader, [...path, 'Projection'], index.Projection),
  });
}

function readInsights(value: Value<typeof contributorInsights> = {}): unknown {
  const { Enabled, Mode } = value;
  return Enabled && Mode !== undefined ? { mode: Mode } : Enabled;
}

function readEncryption(reader: TemplateReader, path: Path, value: TableValue['SSESpecification']): unknown {
  if (!value) return undefined;
  const { SSEEnabled, SSEType, KMSMasterKeyId } = value;
  if (SSEType !== undefined && SSEType !== 'KMS') {
    reader.report('encryption', [...path, 'SSEType'], `${show(SSEType)} is not KMS; left out`);
  }
  if (SSEEnabled) return KMSMasterKeyId === undefined ? 'AWS_MANAGED' : { kmsMasterKeyId: KMSMasterKeyId };
  if (KMSMasterKeyId !== undefined) {
    reader.report('encryption', [...path, 'KMSMasterKeyId'], 'is of use with SSEEnabled: true only; left out');
  }
  return SSEEnabled === undefined ? undefined : 'AWS_OWNED';
}

function readPointInTimeRecovery(
  reader: TemplateReader,
  path: Path,
  value: Value<typeof pointInTimeRecovery> = {},
): unknown {
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } = value;
  if (enabled && days !== undefined) return { recoveryPeriodInDays: days };
  if (days !== undefined) {
    reader.report(
      'point-in-time-recovery',
      [...path, 'RecoveryPeriodInDays'],
      'is of use with PointInTimeRecoveryEnabled: true only; left out',
    );
  }
  return enabled;
}

function readTags(reader: TemplateReader, path: Path, list: TableValue['Tags']): object | undefined {
  if (!list) return undefined;
  const read = new Map<string, string>();
  for (const { at, value } of list) {
    const { Key, Value } = value;
    if (Key === undefined || Value === undefined || read.has(Key)) {
      reader.report('tags', [...path, at], `${show(Key)} needs one Value; left out`);
    } else read.set(Key, Value);
  }
  return Object.fromEntries(read);
}

interface Named {
  readonly name: string | undefined;
  readonly place: Path;
  readonly index: object;
}

function byName(reader: TemplateReader, indexes: readonly Named[]): object | undefined {
  const read = new Map<string, object>();
  for (const { name, place, index } of indexes) {
    if (name === undefined || read.has(name)) {
      reader.report(
        'index-name-unique',
        [...place, 'IndexName'],
        `${show(name)} must be a name of its own; the index is left out`,
      );
    } else read.set(name, index);
  }
  return read.size ? Object.fromEntries(read) : undefined;
}

export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
