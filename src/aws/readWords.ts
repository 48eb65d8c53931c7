import {
  type AttributeType,
  type ContributorInsights,
  defined,
  type Path,
  type Projection,
  parseObject,
  type Setting,
  show,
  type TableRule,
  type TableSchema,
} from '../schema/index.js';

/**
 * The way from AWS's own words to a schema, for every reader: of the API's shapes, of templates and of configurations. How a source
 * writes the words down is the reader's: it finds the values, which may be missing or wrong, and says where a remark belongs. What a
 * word means stands here, once. Spelling is for `canonicalTable`, and whether the schema is valid for `validateTable`.
 */

/** Says what of the words can't be taken over. `at` is a path inside what is read, in the API's words: `['NonKeyAttributes']`. */
export type Say = (rule: TableRule, at: Path, message: string) => void;

/** The types of attributes by name. */
export function readAttributeWords(
  definitions: readonly { readonly name?: string; readonly type?: string }[],
  say: Say,
): Map<string, AttributeType> {
  const attributes = new Map<string, AttributeType>();
  definitions.forEach(({ name, type }, i) => {
    if (name === undefined || attributes.has(name)) {
      say('attribute-definition-once', [i], `${show(name)} needs one definition, with a type`);
    } else attributes.set(name, type as AttributeType);
  });
  return attributes;
}

/**
 * The names of a key schema: of the partition key, and of the sort key. An element out of its place is reported, and means what its
 * type says. With one that is neither, there is no name: the rest would be another key.
 */
export function readKeyWords(
  rule: 'table-key' | 'gsi-key' | 'lsi-key',
  elements: readonly { readonly name?: string; readonly type?: string }[],
  say: Say,
): { hash: string[]; range: string[] } {
  const hash: string[] = [];
  const range: string[] = [];
  let isWhole = true;
  let isInOrder = true;
  elements.forEach(({ name, type }, i) => {
    const isOfKey = type === 'HASH' || type === 'RANGE';
    const isMisplaced = type === 'HASH' ? range.length > 0 : !hash.length;
    if (name === undefined) say(rule, [i], 'needs an AttributeName');
    else if (!isOfKey || (isMisplaced && isInOrder)) say(rule, [i], `${show(type)}: a key is HASH first, then RANGE`);
    isWhole &&= name !== undefined && isOfKey;
    isInOrder &&= !isMisplaced;
    if (name !== undefined && isOfKey) (type === 'HASH' ? hash : range).push(name);
  });
  return isWhole ? { hash, range } : { hash: [], range: [] };
}

/** One attribute as its name, several as a tuple, none as `undefined`. */
export function oneOrTuple(names: string[]): string | string[] | undefined {
  return names.length > 1 ? names : names[0];
}

/** `undefined` is ALL, which is what a schema means that says nothing. */
export function readProjectionWords(
  type: string | undefined,
  nonKeyAttributes: readonly string[] | undefined,
  say: Say,
): Projection | undefined {
  if (type === 'INCLUDE') return { include: [...(nonKeyAttributes ?? [])] };
  if (nonKeyAttributes?.length)
    say('non-key-attributes', ['NonKeyAttributes'], 'goes with ProjectionType INCLUDE only');
  if (type === 'KEYS_ONLY') return type;
  if (type === undefined) say('projection', [], 'needs a ProjectionType: ALL, KEYS_ONLY or INCLUDE');
  else if (type !== 'ALL') say('projection', [], `${show(type)} is not ALL, KEYS_ONLY or INCLUDE`);
  return undefined;
}

/** What a vector index can be searched by. */
export function readSearchWords(
  elements: readonly { readonly name?: string; readonly type?: string }[],
  say: Say,
): { partitionKey?: string; inlineFilters?: string[] } {
  const hash: string[] = [];
  const inlineFilters: string[] = [];
  elements.forEach(({ name, type }, i) => {
    if (name !== undefined && type === 'HASH') hash.push(name);
    else if (name !== undefined && type === 'INLINE_FILTER') inlineFilters.push(name);
    else
      say('vector-search-schema', [i], `${show(type)} of ${show(name)} is not HASH or INLINE_FILTER of an attribute`);
  });
  if (hash.length > 1) say('vector-search-schema', [], 'has two HASH elements');
  return defined({ partitionKey: hash[0], inlineFilters: inlineFilters.length ? inlineFilters : undefined });
}

/** Indexes under their names, each of which may stand once; `undefined` for none. */
export function readIndexNames<T>(
  entries: readonly (readonly [string, T])[],
  say: Say,
): { [name: string]: T } | undefined {
  const indexes = new Map<string, T>();
  entries.forEach(([name, index], i) => {
    if (indexes.has(name)) say('index-name-unique', [i], `${show(name)} is the name of an earlier index`);
    else indexes.set(name, index);
  });
  return indexes.size ? Object.fromEntries(indexes) : undefined;
}

/** The attribute by which items expire. It is an `N`, unless something says otherwise. */
export function readTimeToLiveWords(
  enabled: boolean | undefined,
  attribute: string | undefined,
  attributes: Map<string, AttributeType>,
): string | undefined {
  if (!enabled || attribute === undefined) return undefined;
  if (!attributes.has(attribute)) attributes.set(attribute, 'N');
  return attribute;
}

/** `enabled` and `viewType` belong together. */
export function readStreamWords(
  enabled: boolean | undefined,
  viewType: string | undefined,
  say: Say,
): TableSchema['streamViewType'] {
  if (enabled === true && viewType === undefined) {
    say('stream-view-type', [], 'StreamViewType is needed when StreamEnabled is true');
    return undefined;
  }
  if (enabled !== true && viewType !== undefined) {
    say('stream-view-type', [], `StreamViewType ${show(viewType)} needs StreamEnabled: true`);
  }
  return enabled === undefined ? undefined : enabled && (viewType as TableSchema['streamViewType']);
}

/** Without `enabled`, nothing is stated; without `key`, it is AWS's key in the account. */
export function readEncryptionWords(
  enabled: boolean | undefined,
  type: string | undefined,
  key: string | undefined,
  say: Say,
): TableSchema['encryption'] {
  if (type !== undefined && type !== 'KMS') say('encryption', [], `${show(type)} is not KMS`);
  if (enabled) return key === undefined ? 'AWS_MANAGED' : { kmsMasterKeyId: key };
  if (key !== undefined) say('encryption', [], `the key ${show(key)} needs Enabled: true`);
  return enabled === false ? 'AWS_OWNED' : undefined;
}

/** Without `enabled`, nothing is stated. */
export function readRecoveryWords(
  enabled: boolean | undefined,
  recoveryPeriodInDays: number | undefined,
): TableSchema['pointInTimeRecovery'] {
  return enabled && recoveryPeriodInDays !== undefined ? { recoveryPeriodInDays } : enabled;
}

/** Without `enabled`, nothing is stated. */
export function readInsightsWords(
  enabled: boolean | undefined,
  mode: string | undefined,
): ContributorInsights | undefined {
  return enabled && mode !== undefined ? ({ mode } as ContributorInsights) : enabled;
}

/** Tags by key; a key stands once. */
export function readTagWords(
  tags: readonly { readonly key?: string; readonly value?: string }[],
  say: Say,
): Setting<'tags'> {
  const read = new Map<string, string>();
  tags.forEach(({ key, value }, i) => {
    if (key === undefined || value === undefined || read.has(key)) say('tags', [i], `${show(key)} needs one Value`);
    else read.set(key, value);
  });
  return Object.fromEntries(read);
}

/** A policy that is given as JSON text. */
export function readPolicyWords(text: string, say: Say): TableSchema['resourcePolicy'] {
  const document = parseObject(text);
  if (!document) say('resource-policy', [], 'is not the JSON text of an object');
  return document;
}

/** The members that are set; `undefined` for none. */
export function readMembers<T extends object>(members: T): T | undefined {
  const set = defined(members);
  return Object.keys(set).length ? set : undefined;
}
