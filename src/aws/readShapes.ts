import type {
  AttributeDefinition,
  OnDemandThroughput as AwsOnDemandThroughput,
  Projection as AwsProjection,
  ProvisionedThroughput as AwsProvisionedThroughput,
  WarmThroughput as AwsWarmThroughput,
  KeySchemaElement,
  VectorIndexDescription,
} from '@aws-sdk/client-dynamodb';
import {
  type AttributeType,
  defined,
  type NotCarried,
  type OnDemandThroughput,
  type Path,
  type Projection,
  type ProvisionedThroughput,
  show,
  type TableIssue,
  type VectorIndex,
  type WarmThroughput,
} from '../schema/index.js';
import { readAttributeWords, readKeyWords, readProjectionWords, readSearchWords, type Say } from './readWords.js';

/** Reads the SDK's shapes, and collects what a schema can't say. */
export interface Reader {
  readonly issues: TableIssue[];
  report(rule: TableIssue['rule'], path: Path, message: string): void;
}

export function createReader(): Reader {
  const issues: TableIssue[] = [];
  return { issues, report: (rule, path, message) => issues.push({ rule, path, message }) };
}

/** Says it of what stands at that place. */
export function sayAt(reader: Reader, path: Path): Say {
  return (rule, at, message) => reader.report(rule, [...path, ...at], message);
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

/** The settings that are read, by name. */
export function readEach<Read>(
  settings: { readonly [name: string]: Read | NotCarried },
  read: (entry: Exclude<Read, NotCarried>) => unknown,
): object {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, entry]) =>
      typeof entry === 'function' ? [[name, read(entry as Exclude<Read, NotCarried>)]] : [],
    ),
  );
}

export function readAttributes(
  reader: Reader,
  path: Path,
  definitions: AttributeDefinition[] | undefined,
): Map<string, AttributeType> {
  const words = (definitions ?? []).map((definition, i) => {
    checkMembers(reader, [...path, i], definition, ['AttributeName', 'AttributeType']);
    return { name: definition.AttributeName, type: definition.AttributeType };
  });
  return readAttributeWords(words, sayAt(reader, path));
}

/** The names of a key schema: partition key first, each part a list. */
export function readKeySchema(
  reader: Reader,
  rule: 'table-key' | 'gsi-key' | 'lsi-key',
  path: Path,
  elements: KeySchemaElement[] | undefined,
): { hash: string[]; range: string[] } {
  const words = (elements ?? []).map((element, i) => {
    checkMembers(reader, [...path, i], element, ['AttributeName', 'KeyType']);
    return { name: element.AttributeName, type: element.KeyType };
  });
  const key = readKeyWords(rule, words, sayAt(reader, path));
  const isOfKnownTypes = words.every(({ type }) => type === 'HASH' || type === 'RANGE');
  if (!key.hash.length && isOfKnownTypes) reader.report(rule, path, 'needs a HASH element');
  return key;
}

export function readProjection(reader: Reader, path: Path, value: AwsProjection | undefined): Projection | undefined {
  const { ProjectionType, NonKeyAttributes, ...others } = value ?? {};
  checkMembers(reader, path, others, []);
  return readProjectionWords(ProjectionType, NonKeyAttributes, sayAt(reader, path));
}

export function readProvisionedThroughput(
  reader: Reader,
  path: Path,
  value: AwsProvisionedThroughput | undefined,
): ProvisionedThroughput | undefined {
  if (!value) return undefined;
  const { ReadCapacityUnits, WriteCapacityUnits, ...others } = value;
  checkMembers(reader, path, others, []);
  return { readCapacityUnits: ReadCapacityUnits as number, writeCapacityUnits: WriteCapacityUnits as number };
}

export function readOnDemandThroughput(
  reader: Reader,
  path: Path,
  value: AwsOnDemandThroughput | undefined,
): OnDemandThroughput | undefined {
  if (!value) return undefined;
  const { MaxReadRequestUnits, MaxWriteRequestUnits, ...others } = value;
  checkMembers(reader, path, others, []);
  return defined({ maxReadRequestUnits: MaxReadRequestUnits, maxWriteRequestUnits: MaxWriteRequestUnits });
}

export function readWarmThroughput(
  reader: Reader,
  path: Path,
  value: AwsWarmThroughput | undefined,
): WarmThroughput | undefined {
  if (!value) return undefined;
  const { ReadUnitsPerSecond, WriteUnitsPerSecond, ...others } = value;
  checkMembers(reader, path, others, []);
  return defined({ readUnitsPerSecond: ReadUnitsPerSecond, writeUnitsPerSecond: WriteUnitsPerSecond });
}

/** Reads a vector index, and adds its vector attribute to the attributes, as a list: AttributeDefinitions does not hold it. */
export function readVectorIndex(
  reader: Reader,
  path: Path,
  index: Omit<VectorIndexDescription, 'IndexName'>,
  attributes: Map<string, AttributeType>,
): VectorIndex {
  const vectorAttribute = index.VectorAttribute?.AttributeName as string;
  checkMembers(reader, [...path, 'VectorAttribute'], index.VectorAttribute ?? {}, ['AttributeName']);
  if (attributes.has(vectorAttribute) && attributes.get(vectorAttribute) !== 'L') {
    reader.report('attribute-definition-vector', path, `${show(vectorAttribute)} is a vector; it can't be a key`);
  } else if (vectorAttribute !== undefined) attributes.set(vectorAttribute, 'L');
  const search = [...path, 'SearchSchema'];
  const elements = readList(reader, search, index.SearchSchema).map((element, i) => {
    checkMembers(reader, [...search, i], element, ['AttributeName', 'SearchSchemaElementType']);
    return { name: element.AttributeName, type: element.SearchSchemaElementType };
  });
  return {
    vectorAttribute,
    dimensions: index.Dimensions as number,
    distanceFunction: index.DistanceFunction as VectorIndex['distanceFunction'],
    ...readSearchWords(elements, sayAt(reader, search)),
    projection: readProjection(reader, [...path, 'Projection'], index.Projection),
  };
}
