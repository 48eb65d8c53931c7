import type {
  AttributeDefinition,
  KeySchemaElement,
  Projection,
  SSESpecification,
  StreamSpecification,
  Tag,
  VectorIndex,
} from '@aws-sdk/client-dynamodb';
import { invalid, validationError } from './errors.js';

/** Rules that a request breaks whatever table it meets. DG: Constraints in Amazon DynamoDB; API: the operation's own page. */

export function checkName(member: string, name: string | undefined): void {
  if (name === undefined || !/^[\w.-]{3,255}$/.test(name)) {
    throw validationError(
      'request',
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must have length between 3 and 255 and satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    );
  }
}

export function checkNotEmpty(member: string, list: readonly unknown[] | undefined): void {
  if (list?.length === 0) throw invalid('request', `List of ${member} is empty`);
}

/** A key: HASH parts before RANGE parts, no attribute twice. */
export function checkKeySchema(elements: readonly KeySchemaElement[] | undefined, maxParts: number): void {
  const types = (elements ?? []).map((element) => (element.KeyType === 'HASH' ? 'H' : 'R')).join('');
  if (!new RegExp(`^H{1,${maxParts}}R{0,${maxParts}}$`).test(types)) {
    throw invalid(
      'request',
      `Invalid KeySchema: ${maxParts === 1 ? 'The first KeySchemaElement is not a HASH key type, or more than one of a type' : 'HASH elements come first, up to 4 of each type'}`,
    );
  }
  const names = (elements ?? []).map((element) => element.AttributeName);
  if (names.some((name) => !name)) throw invalid('request', 'An AttributeName of the KeySchema is missing');
  if (new Set(names).size < names.length) {
    throw invalid('request', 'Some index key attributes are not defined, or one is named twice in a KeySchema');
  }
}

export function checkLocalKeySchema(
  elements: readonly KeySchemaElement[] | undefined,
  tableKey: readonly KeySchemaElement[],
): void {
  checkKeySchema(elements, 1);
  if (elements?.length !== 2) {
    throw invalid('request', 'Index KeySchema does not have a range key for a local secondary index');
  }
  if (elements[0].AttributeName !== tableKey[0].AttributeName) {
    throw invalid('request', 'Index KeySchema of a local secondary index must have the HASH key of the table');
  }
}

export function checkProjection(projection: Projection | undefined): void {
  const { ProjectionType: type, NonKeyAttributes: names } = projection ?? {};
  if (type === undefined) throw invalid('request', 'Unknown ProjectionType: null');
  if (type === 'INCLUDE') {
    if (!names?.length) {
      throw invalid('request', 'ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
    }
    if (new Set(names).size < names.length) throw invalid('request', 'Duplicate name in NonKeyAttributes');
  } else if (names !== undefined) {
    throw invalid('request', `ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
}

/** The names in all INCLUDE lists of GSIs and LSIs, added up. DG: Quotas, Projected secondary index attributes per table. */
export function checkProjectedTotal(projections: readonly (Projection | undefined)[]): void {
  const total = projections.reduce((sum, projection) => sum + (projection?.NonKeyAttributes?.length ?? 0), 0);
  if (total > 100) {
    throw invalid('request', `Number of NonKeyAttributes over all secondary indexes ${total} exceeds limit 100`);
  }
}

export function checkVectorIndex(index: Partial<VectorIndex>): void {
  checkName('vectorIndexes.member.indexName', index.IndexName);
  checkProjection(index.Projection);
  const { VectorAttribute, Dimensions, DistanceFunction, SearchSchema } = index;
  if (!VectorAttribute?.AttributeName) throw invalid('request', 'VectorAttribute is required');
  if (!(Dimensions !== undefined && Number.isInteger(Dimensions) && Dimensions >= 1 && Dimensions <= 4096)) {
    throw invalid('request', `Dimensions ${Dimensions} must be from 1 to 4096`);
  }
  if (!DistanceFunction) throw invalid('request', 'DistanceFunction is required');
  checkNotEmpty('SearchSchema', SearchSchema);
  const count = (type: string) =>
    (SearchSchema ?? []).filter((element) => element.SearchSchemaElementType === type).length;
  if (count('HASH') > 1) throw invalid('request', 'SearchSchema can have one HASH element');
  if (count('INLINE_FILTER') > 18) throw invalid('request', 'SearchSchema can have 18 INLINE_FILTER elements');
}

/** Every attribute that a key names is defined, once; with `exactly`, no other is. */
export function checkAttributeDefinitions(
  definitions: readonly AttributeDefinition[] | undefined,
  keyNames: readonly (string | undefined)[],
  exactly: boolean,
): void {
  const defined = (definitions ?? []).map((definition) => definition.AttributeName);
  const used = [...new Set(keyNames)];
  const list = (names: readonly (string | undefined)[]) => `[${names.join(', ')}]`;
  if (new Set(defined).size < defined.length)
    throw invalid('request', 'Duplicate AttributeName in AttributeDefinitions');
  for (const definition of definitions ?? []) {
    if (!['S', 'N', 'B'].includes(definition.AttributeType ?? '')) {
      throw validationError(
        'request',
        `1 validation error detected: Value '${definition.AttributeType}' at 'attributeDefinitions.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]`,
      );
    }
  }
  if (used.some((name) => !defined.includes(name))) {
    throw invalid(
      'request',
      `Some index key attributes are not defined. Index keys: ${list(used)}, Defined attributes: ${list(defined)}`,
    );
  }
  if (exactly && defined.some((name) => !used.includes(name))) {
    throw invalid(
      'request',
      `Some AttributeDefinitions are not used. AttributeDefinitions: ${list(defined)}, keys used: ${list(used)}`,
    );
  }
}

export function checkStream({ StreamEnabled, StreamViewType }: StreamSpecification): void {
  if (StreamEnabled === undefined) throw invalid('request', 'StreamEnabled is required');
  if (StreamEnabled && StreamViewType === undefined) {
    throw invalid('request', 'StreamViewType is required when StreamEnabled is true');
  }
  if (!StreamEnabled && StreamViewType !== undefined) {
    throw invalid('request', 'StreamViewType cannot be specified when StreamEnabled is false');
  }
}

export function checkEncryption({ Enabled, SSEType, KMSMasterKeyId }: SSESpecification): void {
  if (SSEType !== undefined && SSEType !== 'KMS') {
    throw invalid('request', `SSEType ${SSEType} is not supported. Supported values are: KMS`);
  }
  if (!Enabled && KMSMasterKeyId !== undefined) {
    throw invalid('request', 'KMSMasterKeyId cannot be specified when SSE is not enabled');
  }
  if (KMSMasterKeyId !== undefined && /(^|:)alias\/aws\/dynamodb$/.test(KMSMasterKeyId)) {
    throw invalid('request', 'KMSMasterKeyId should be specified only for a key that is not alias/aws/dynamodb');
  }
}

/** API: Tag, TagResource. */
export function checkTags(tags: readonly Tag[]): void {
  for (const { Key, Value } of tags) {
    if (!Key || Key.length > 128 || !/^[\p{L}\p{N}\s+\-=._:/]*$/u.test(Key)) {
      throw invalid('request', `Tag key '${Key}' is not valid`);
    }
    if (Key.startsWith('aws:')) throw invalid('request', 'Tag keys starting with aws: are reserved for system use');
    if (Value === undefined || Value.length > 256 || !/^[\p{L}\p{N}\s+\-=._:/]*$/u.test(Value)) {
      throw invalid('request', `Tag value '${Value}' is not valid`);
    }
  }
  if (new Set(tags.map((tag) => tag.Key)).size < tags.length) {
    throw invalid('request', 'Duplicate tag keys are not allowed');
  }
}

export function tooManyTags(): Error {
  return invalid('state', 'Number of tags exceeds the limit of 50');
}

/** DG: Resource-based policy considerations. */
export function checkPolicy(policy: string | undefined): void {
  if (Buffer.byteLength(policy ?? '') > 20 * 1024) throw invalid('request', 'Resource policy exceeds 20 KB');
  try {
    if (typeof JSON.parse(policy ?? '') === 'object') return;
  } catch {
    // Falls through to the rejection.
  }
  throw invalid('request', 'Policy is not valid JSON');
}
