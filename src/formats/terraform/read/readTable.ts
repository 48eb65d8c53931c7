import {
  oneOrTuple,
  readAttributeWords,
  readEncryptionWords,
  readKeyWords,
  readMembers,
  readProjectionWords,
  readRecoveryWords,
  readStreamWords,
  readTimeToLiveWords,
  type Say,
} from '../../../aws/index.js';
import {
  type AttributeType,
  defined,
  type IndexSettingName,
  isProperties,
  type NotCarried,
  type Projection,
  type SettingName,
  show,
} from '../../../schema/index.js';
import type { Body } from './body.js';
import type { Settings, Source, TableDraft } from './draft.js';
import { readLifecycle } from './lifecycle.js';
import { propagateTags, readReplicas } from './replicas.js';

/** A resource beside the table says it: `readBeside`. */
const beside = () => undefined;

const ofTable: { readonly [P in SettingName]: ((table: Source) => unknown) | NotCarried } = {
  streamResourcePolicy: beside,
  streamTags: beside,
  kinesisStreamingDestination: beside,
  replicas: readReplicas,
  billingMode: ({ billingMode }) => billingMode,
  provisionedThroughput: readProvisionedThroughput,
  onDemandThroughput: readOnDemandThroughput,
  warmThroughput: readWarmThroughput,
  timeToLive: ({ body, attributes }) =>
    readBlock(
      body,
      'ttl',
      (block) => [block.boolean('enabled'), block.string('attribute_name')],
      (enabled, name) => readTimeToLiveWords(enabled, name, attributes),
    ),
  streamViewType: readStream,
  encryption: readEncryption,
  tableClass: ({ body }) => body.string('table_class'),
  deletionProtection: ({ body }) => body.boolean('deletion_protection_enabled'),
  pointInTimeRecovery: ({ body }) =>
    readBlock(
      body,
      'point_in_time_recovery',
      (block) => [block.boolean('enabled'), block.number('recovery_period_in_days')],
      readRecoveryWords,
    ),
  contributorInsights: beside,
  resourcePolicy: beside,
  tags: ({ body }) => readTags(body),
};

const ofIndex: { readonly [P in IndexSettingName]: ((index: Source) => unknown) | NotCarried } = {
  provisionedThroughput: readProvisionedThroughput,
  onDemandThroughput: readOnDemandThroughput,
  warmThroughput: readWarmThroughput,
  contributorInsights: beside,
};

/** Reads an `aws_dynamodb_table`, which may be given its name. */
export function readTable(body: Body, keyIdOf: Source['keyIdOf'], givenName?: string): TableDraft {
  const attributes = readAttributes(body);
  const given = body.string('billing_mode');
  const billingMode = body.isUnknown('billing_mode') ? undefined : (given ?? 'PROVISIONED');
  if (billingMode === undefined) {
    body.report('billing-mode', 'billing_mode', 'is known to Terraform only; it is read as PAY_PER_REQUEST');
  }
  const source = { body, billingMode, attributes, keyIdOf };
  // An empty string is how modules pass on that there is none.
  const key = { partitionKey: body.string('hash_key'), sortKey: body.string('range_key') || undefined };
  const draft: TableDraft = {
    body,
    tableName: givenName === undefined ? body.string('name') : takeName(body, givenName),
    attributes,
    // One half of a key would be another key.
    key: body.isUnknown('hash_key') || body.isUnknown('range_key') ? {} : defined(key),
    localSecondaryIndexes: new Map(),
    globalSecondaryIndexes: new Map(),
    settings: readEach(ofTable, source),
    billingMode,
    lifecycle: readLifecycle(body),
  };
  propagateTags(draft.settings);
  for (const index of body.blocks('global_secondary_index')) {
    setIndex(index, draft.globalSecondaryIndexes, ['key_schema', 'hash_key', 'range_key'], {
      ...readIndexKey(index),
      projection: readProjection(index),
      ...readEach(ofIndex, { ...source, body: index }),
    });
  }
  for (const index of body.blocks('local_secondary_index')) {
    const sortKey = index.string('range_key');
    setIndex(index, draft.localSecondaryIndexes, ['range_key'], { sortKey, projection: readProjection(index) });
  }
  body.close();
  return draft;
}

function takeName(body: Body, name: string): string {
  const written = body.evaluate('name');
  if (written?.kind === 'scalar' && written.value !== null && written.value !== name) {
    body.report('terraform-variable', 'name', `is ${show(written.value)}; ${show(name)} was taken, which was given`);
  }
  return name;
}

function readEach(
  record: { readonly [setting: string]: ((source: Source) => unknown) | NotCarried },
  source: Source,
): Settings {
  const entries = Object.entries(record).map(([setting, read]) => [
    setting,
    typeof read === 'function' ? read(source) : undefined,
  ]);
  return defined(Object.fromEntries(entries));
}

/** Says it of an argument. */
function sayOf(body: Body, name: string): Say {
  return (rule, _, message) => body.report(rule, name, message);
}

function readAttributes(body: Body): Map<string, AttributeType> {
  const blocks = body.blocks('attribute');
  const words = blocks.map((attribute) => {
    const [name, type] = [attribute.string('name'), attribute.string('type')];
    attribute.close();
    return { name, type };
  });
  return readAttributeWords(words, (rule, [i], message) => blocks[i as number].report(rule, 'name', message));
}

/** An index of which only Terraform knows the name or a part of the key is left out: the rest of it would be another index. */
function setIndex(body: Body, indexes: Map<string, object>, structure: readonly string[], index: object) {
  const name = body.string('name') ?? '';
  body.close();
  const unknown = ['name', ...structure].find((argument) => body.isUnknown(argument));
  if (unknown !== undefined) {
    body.report('terraform-expression', unknown, 'is known to Terraform only; the index is left out');
  } else if (indexes.has(name)) {
    body.report('index-name-unique', 'name', `${show(name)} is the name of an earlier index`);
  } else indexes.set(name, defined(index));
}

/** `key_schema` blocks, or the older `hash_key` and `range_key`. */
function readIndexKey(index: Body): object {
  const blocks = index.blocks('key_schema');
  const elements = blocks.map((element) => {
    const [name, type] = [element.string('attribute_name'), element.string('key_type')];
    element.close();
    return { name, type };
  });
  const key = readKeyWords('gsi-key', elements, (rule, [i], message) =>
    blocks[i as number].report(rule, 'key_type', message),
  );
  for (const [name, part] of [
    ['hash_key', key.hash],
    ['range_key', key.range],
  ] as const) {
    const attribute = index.string(name);
    if (!attribute) continue;
    if (index.has('key_schema'))
      index.report('terraform-index-key', name, 'does not go with key_schema, which was read');
    else part.push(attribute);
  }
  return { partitionKey: oneOrTuple(key.hash), sortKey: oneOrTuple(key.range) };
}

function readProjection(index: Body): Projection | undefined {
  const type = index.string('projection_type');
  const include = index.strings('non_key_attributes');
  if (type === 'INCLUDE' && !include?.length && index.isUnknown('non_key_attributes')) {
    index.report('projection', 'non_key_attributes', 'is known to Terraform only; ALL was taken');
    return undefined;
  }
  return readProjectionWords(type, include, (rule, [list], message) =>
    index.report(rule, list === undefined ? 'projection_type' : 'non_key_attributes', message),
  );
}

/** 0 is how the provider says that capacity is not set. */
function readProvisionedThroughput({ body, billingMode }: Source): unknown {
  const [read, write] = [body.number('read_capacity') || undefined, body.number('write_capacity') || undefined];
  const units = readMembers({ readCapacityUnits: read, writeCapacityUnits: write });
  if (!units || body.isUnknown('read_capacity') || body.isUnknown('write_capacity')) return undefined;
  const argument = read ? 'read_capacity' : 'write_capacity';
  if (billingMode === undefined) {
    body.report('terraform-expression', argument, 'is left out, because the table was read as on demand');
  } else if (billingMode === 'PAY_PER_REQUEST') {
    body.report(
      'provisioned-throughput-needs-provisioned',
      argument,
      'has no effect on a table on demand; it is left out',
    );
  } else return units;
  return undefined;
}

/** The provider says with -1 or 0 that there is no ceiling. */
function readOnDemandThroughput({ body }: Source): unknown {
  const ceiling = (units: number | undefined) => (units === -1 || units === 0 ? undefined : units);
  return readBlock(
    body,
    'on_demand_throughput',
    (block) => [block.number('max_read_request_units'), block.number('max_write_request_units')],
    (reads, writes) => readMembers({ maxReadRequestUnits: ceiling(reads), maxWriteRequestUnits: ceiling(writes) }),
  );
}

function readWarmThroughput({ body }: Source): unknown {
  return readBlock(
    body,
    'warm_throughput',
    (block) => [block.number('read_units_per_second'), block.number('write_units_per_second')],
    (reads, writes) => readMembers({ readUnitsPerSecond: reads, writeUnitsPerSecond: writes }),
  );
}

/** A block by the meaning of its arguments; `undefined` without it, or when only Terraform knows one: the others mean another. */
function readBlock<const Words extends readonly unknown[]>(
  body: Body,
  name: string,
  words: (block: Body) => Words,
  read: (...words: Words) => unknown,
): unknown {
  const block = body.block(name);
  if (!block) return undefined;
  const given = words(block);
  block.close();
  return body.isUnknown(name) ? undefined : read(...given);
}

function readStream({ body }: Source): unknown {
  const enabled = body.boolean('stream_enabled');
  const viewType = body.string('stream_view_type') || undefined;
  if (body.isUnknown('stream_enabled') || body.isUnknown('stream_view_type')) return undefined;
  return readStreamWords(enabled, viewType, sayOf(body, 'stream_view_type'));
}

function readEncryption({ body, keyIdOf }: Source): unknown {
  return readBlock(
    body,
    'server_side_encryption',
    (block) => {
      const key = keyIdOf(block.raw('kms_key_arn')) ?? block.string('kms_key_arn');
      return [block.boolean('enabled'), key || undefined, block] as const;
    },
    (enabled, key, block) => readEncryptionWords(enabled, undefined, key, sayOf(block, 'kms_key_arn')),
  );
}

function readTags(body: Body): { readonly [key: string]: string } | undefined {
  const given = body.value('tags');
  if (given === undefined) return undefined;
  if (!isProperties(given)) {
    body.report('terraform-type', 'tags', `${show(given)} is not a map`);
    return undefined;
  }
  const tags = new Map<string, string>();
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'object')
      body.report('terraform-type', 'tags', `${show(key)} is not a string; it is left out`);
    else tags.set(key, String(value));
  }
  // None of which is known is not the same as none.
  return tags.size || !body.isUnknown('tags') ? Object.fromEntries(tags) : undefined;
}
