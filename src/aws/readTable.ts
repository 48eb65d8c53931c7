import type {
  AttributeDefinition,
  OnDemandThroughput as AwsOnDemandThroughput,
  Projection as AwsProjection,
  ProvisionedThroughput as AwsProvisionedThroughput,
  VectorIndex as AwsVectorIndex,
  WarmThroughput as AwsWarmThroughput,
  KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import type {
  AttributeType,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  TableIssue,
  VectorIndex,
  WarmThroughput,
} from '../schema/index.js';

type Path = TableIssue['path'];

/** Reads the SDK's shapes, and collects what a schema can't say. */
export interface Reader {
  readonly issues: TableIssue[];
  report(rule: TableIssue['rule'], path: Path, message: string): void;
}

export function createReader(): Reader {
  const issues: TableIssue[] = [];
  return { issues, report: (rule, path, message) => issues.push({ rule, path, message }) };
}

/** Reports members of an object of the SDK that are set and not among those that a schema can hold. */
export function checkMembers(reader: Reader, path: Path, value: object, known: readonly string[]): void {
  for (const [member, entry] of Object.entries(value)) {
    if (entry !== undefined && !known.includes(member)) {
      reader.report('not-representable', [...path, member], 'a table schema has no place for this');
    }
  }
}

/** A list that may be absent, and is empty in the hands of some callers, which DynamoDB rejects. */
export function readList<T>(reader: Reader, path: Path, list: T[] | undefined): T[] {
  if (list?.length === 0) reader.report('empty-list', path, 'an empty list is rejected; leave it out');
  return list ?? [];
}

export function readAttributes(
  reader: Reader,
  path: Path,
  definitions: AttributeDefinition[] | undefined,
): Map<string, AttributeType> {
  const attributes = new Map<string, AttributeType>();
  (definitions ?? []).forEach((definition, i) => {
    checkMembers(reader, [...path, i], definition, ['AttributeName', 'AttributeType']);
    const { AttributeName, AttributeType } = definition;
    if (AttributeName === undefined || attributes.has(AttributeName)) {
      reader.report('attribute-definition-once', [...path, i], `${JSON.stringify(AttributeName)} needs one definition`);
    } else attributes.set(AttributeName, AttributeType as AttributeType);
  });
  return attributes;
}

/** The names of a key schema: partition key first, each part a list. */
export function readKeySchema(
  reader: Reader,
  rule: TableIssue['rule'],
  path: Path,
  elements: KeySchemaElement[] | undefined,
): { hash: string[]; range: string[] } {
  const hash: string[] = [];
  const range: string[] = [];
  (elements ?? []).forEach((element, i) => {
    checkMembers(reader, [...path, i], element, ['AttributeName', 'KeyType']);
    const { AttributeName, KeyType } = element;
    if (KeyType === 'HASH' && !range.length) hash.push(AttributeName as string);
    else if (KeyType === 'RANGE' && hash.length) range.push(AttributeName as string);
    else reader.report(rule, [...path, i], `${JSON.stringify(KeyType)}: a key is HASH first, then RANGE`);
  });
  if (!hash.length) reader.report(rule, path, 'needs a HASH element');
  return { hash, range };
}

/** One attribute as a name, several as a tuple. */
export function oneOrTuple<T>(names: T[]): T | T[] {
  return names.length === 1 ? names[0] : names;
}

/** `{}` for `ALL`, which is what a schema that says nothing means. */
export function readProjection(
  reader: Reader,
  path: Path,
  projection: AwsProjection | undefined,
): { projection?: Projection } {
  const { ProjectionType, NonKeyAttributes, ...others } = projection ?? {};
  checkMembers(reader, path, others, []);
  if (ProjectionType === 'INCLUDE') return { projection: { include: [...(NonKeyAttributes ?? [])] } };
  if (NonKeyAttributes) {
    reader.report('non-key-attributes', [...path, 'NonKeyAttributes'], 'only with ProjectionType INCLUDE');
  }
  if (ProjectionType === 'ALL') return {};
  if (ProjectionType === 'KEYS_ONLY') return { projection: ProjectionType };
  reader.report('projection', path, `${JSON.stringify(ProjectionType)} is not ALL, KEYS_ONLY or INCLUDE`);
  return {};
}

interface Capacity {
  provisionedThroughput?: ProvisionedThroughput;
  onDemandThroughput?: OnDemandThroughput;
  warmThroughput?: WarmThroughput;
}

export function readCapacity(
  reader: Reader,
  path: Path,
  input: {
    ProvisionedThroughput?: AwsProvisionedThroughput;
    OnDemandThroughput?: AwsOnDemandThroughput;
    WarmThroughput?: AwsWarmThroughput;
  },
): Capacity {
  const capacity: Capacity = {};
  if (input.ProvisionedThroughput) {
    const { ReadCapacityUnits, WriteCapacityUnits, ...others } = input.ProvisionedThroughput;
    checkMembers(reader, [...path, 'ProvisionedThroughput'], others, []);
    capacity.provisionedThroughput = {
      readCapacityUnits: ReadCapacityUnits as number,
      writeCapacityUnits: WriteCapacityUnits as number,
    };
  }
  if (input.OnDemandThroughput) {
    const { MaxReadRequestUnits, MaxWriteRequestUnits, ...others } = input.OnDemandThroughput;
    checkMembers(reader, [...path, 'OnDemandThroughput'], others, []);
    capacity.onDemandThroughput = {
      ...(MaxReadRequestUnits !== undefined && { maxReadRequestUnits: MaxReadRequestUnits }),
      ...(MaxWriteRequestUnits !== undefined && { maxWriteRequestUnits: MaxWriteRequestUnits }),
    };
  }
  if (input.WarmThroughput) {
    const { ReadUnitsPerSecond, WriteUnitsPerSecond, ...others } = input.WarmThroughput;
    checkMembers(reader, [...path, 'WarmThroughput'], others, []);
    capacity.warmThroughput = {
      ...(ReadUnitsPerSecond !== undefined && { readUnitsPerSecond: ReadUnitsPerSecond }),
      ...(WriteUnitsPerSecond !== undefined && { writeUnitsPerSecond: WriteUnitsPerSecond }),
    };
  }
  return capacity;
}

/** Reads a vector index, and adds its vector attribute to the attributes, as a list: AttributeDefinitions does not hold it. */
export function readVectorIndex(
  reader: Reader,
  path: Path,
  index: Omit<AwsVectorIndex, 'IndexName'>,
  attributes: Map<string, AttributeType>,
): VectorIndex {
  const vectorAttribute = index.VectorAttribute?.AttributeName as string;
  checkMembers(reader, [...path, 'VectorAttribute'], index.VectorAttribute ?? {}, ['AttributeName']);
  if (attributes.has(vectorAttribute) && attributes.get(vectorAttribute) !== 'L') {
    reader.report(
      'attribute-definition-vector',
      path,
      `${JSON.stringify(vectorAttribute)} is a vector; it can't be a key`,
    );
  } else if (vectorAttribute !== undefined) attributes.set(vectorAttribute, 'L');
  const hash: string[] = [];
  const inlineFilters: string[] = [];
  readList(reader, [...path, 'SearchSchema'], index.SearchSchema).forEach((element, i) => {
    checkMembers(reader, [...path, 'SearchSchema', i], element, ['AttributeName', 'SearchSchemaElementType']);
    const { AttributeName, SearchSchemaElementType } = element;
    if (SearchSchemaElementType === 'HASH') hash.push(AttributeName as string);
    else if (SearchSchemaElementType === 'INLINE_FILTER') inlineFilters.push(AttributeName as string);
    else {
      reader.report(
        'vector-search-schema',
        [...path, 'SearchSchema', i],
        `${JSON.stringify(SearchSchemaElementType)} is not HASH or INLINE_FILTER`,
      );
    }
  });
  if (hash.length > 1) reader.report('vector-search-schema', [...path, 'SearchSchema'], 'has two HASH elements');
  return {
    vectorAttribute,
    dimensions: index.Dimensions as number,
    distanceFunction: index.DistanceFunction as VectorIndex['distanceFunction'],
    ...(hash.length && { partitionKey: hash[0] }),
    ...(inlineFilters.length && { inlineFilters }),
    ...readProjection(reader, [...path, 'Projection'], index.Projection),
  };
}
