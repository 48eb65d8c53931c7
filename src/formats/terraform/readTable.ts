import type { AttributeType, ContributorInsights, Projection } from '../../schema/index.js';
import type { Body } from './body.js';
import { isRecord } from './shape.js';

/** A schema that is being read. What is missing or wrong in it is for `validateTable` to say. */
export type Draft = Record<string, unknown> & {
  readonly attributes: Map<string, AttributeType>;
  readonly globalSecondaryIndexes: Map<string, Record<string, unknown> & { contributorInsights?: ContributorInsights }>;
  tags?: Map<string, string>;
};

/** Reads an `aws_dynamodb_table`. `keyIdOf` finds the key id behind a reference to a data source. */
export function readTable(body: Body, keyIdOf: (reference: unknown) => string | undefined): Draft {
  const attributes = new Map<string, AttributeType>();
  for (const attribute of body.blocks('attribute')) {
    const name = attribute.string('name');
    const type = attribute.string('type');
    attribute.close();
    if (name !== undefined && attributes.has(name))
      attribute.report('attribute-definition-once', 'name', `${JSON.stringify(name)} is declared twice`);
    if (name !== undefined) attributes.set(name, type as AttributeType);
  }
  const billingMode = body.string('billing_mode') ?? 'PROVISIONED';
  const draft: Draft = {
    tableName: body.string('name'),
    attributes,
    partitionKey: body.string('hash_key'),
    ...defined('sortKey', body.string('range_key')),
    globalSecondaryIndexes: new Map(),
    billingMode,
    ...readCapacity(body, billingMode),
    ...readStream(body),
    ...defined('tableClass', body.string('table_class')),
    ...defined('deletionProtection', body.boolean('deletion_protection_enabled')),
    ...readTags(body),
  };
  for (const index of body.blocks('global_secondary_index')) {
    setIndex(index, draft.globalSecondaryIndexes, {
      ...readIndexKey(index),
      ...readProjection(index),
      ...readCapacity(index, billingMode),
    });
  }
  const local = new Map<string, object>();
  for (const index of body.blocks('local_secondary_index')) {
    setIndex(index, local, { ...defined('sortKey', index.string('range_key')), ...readProjection(index) });
  }
  if (local.size) draft.localSecondaryIndexes = Object.fromEntries(local);
  Object.assign(draft, readTimeToLive(body, attributes), readEncryption(body, keyIdOf), readRecovery(body));
  readRepetition(body);
  readLifecycle(body);
  body.close();
  return draft;
}

function defined(property: string, value: unknown): object {
  return value === undefined ? {} : { [property]: value };
}

function setIndex<T extends object>(body: Body, indexes: Map<string, T>, index: T) {
  const name = body.string('name') ?? '';
  body.close();
  if (indexes.has(name))
    body.report('index-name-unique', 'name', `${JSON.stringify(name)} is the name of an earlier index`);
  else indexes.set(name, index);
}

/** `key_schema` blocks, or the older `hash_key` and `range_key`. */
function readIndexKey(index: Body): object {
  const hash: (string | undefined)[] = [];
  const range: (string | undefined)[] = [];
  for (const element of index.blocks('key_schema')) {
    const name = element.string('attribute_name');
    const type = element.string('key_type');
    element.close();
    if (type === 'HASH' && !range.length) hash.push(name);
    else if (type === 'RANGE') range.push(name);
    else element.report('gsi-key', 'key_type', `${JSON.stringify(type)}: a key is HASH first, then RANGE`);
  }
  for (const [name, part] of [
    ['hash_key', hash],
    ['range_key', range],
  ] as const) {
    const attribute = index.string(name);
    if (attribute === undefined) continue;
    if (index.has('key_schema'))
      index.report('terraform-index-key', name, 'does not go with key_schema, which was read');
    else part.push(attribute);
  }
  const oneOrTuple = (names: unknown[]) => (names.length > 1 ? names : names[0]);
  return { ...defined('partitionKey', oneOrTuple(hash)), ...defined('sortKey', oneOrTuple(range)) };
}

function readProjection(index: Body): { projection?: Projection } {
  const type = index.string('projection_type');
  const include = index.strings('non_key_attributes');
  if (type === 'INCLUDE') return { projection: { include: include ?? [] } };
  if (include?.length) index.report('non-key-attributes', 'non_key_attributes', 'only with projection_type INCLUDE');
  if (type === 'ALL') return {};
  if (type === undefined) index.report('projection', 'projection_type', 'is required; ALL was taken');
  return type === undefined ? {} : { projection: type as Projection };
}

/** Of a table or a global index. 0 is how the provider says that capacity is not set, -1 that there is no ceiling. */
function readCapacity(body: Body, billingMode: string): object {
  const read = body.number('read_capacity');
  const write = body.number('write_capacity');
  const units = { ...(read && { readCapacityUnits: read }), ...(write && { writeCapacityUnits: write }) };
  const provisioned = Object.keys(units).length > 0;
  if (provisioned && billingMode === 'PAY_PER_REQUEST') {
    body.report(
      'provisioned-throughput-needs-provisioned',
      read ? 'read_capacity' : 'write_capacity',
      'has no effect on a table on demand; left out',
    );
  }
  const ceiling = (units: number | undefined) => (units === -1 || units === 0 ? undefined : units);
  return {
    ...(provisioned && billingMode !== 'PAY_PER_REQUEST' && { provisionedThroughput: units }),
    ...readMembers(body, 'onDemandThroughput', 'on_demand_throughput', {
      maxReadRequestUnits: (block) => ceiling(block.number('max_read_request_units')),
      maxWriteRequestUnits: (block) => ceiling(block.number('max_write_request_units')),
    }),
    ...readMembers(body, 'warmThroughput', 'warm_throughput', {
      readUnitsPerSecond: (block) => block.number('read_units_per_second'),
      writeUnitsPerSecond: (block) => block.number('write_units_per_second'),
    }),
  };
}

/** A block as a property with these members; without any of them, the property is left out. */
function readMembers(
  body: Body,
  property: string,
  name: string,
  members: { readonly [member: string]: (block: Body) => number | undefined },
): object {
  const block = body.block(name);
  if (!block) return {};
  const entries = Object.entries(members).map(([member, read]) => [member, read(block)] as const);
  block.close();
  const known = entries.filter(([, value]) => value !== undefined);
  return known.length ? { [property]: Object.fromEntries(known) } : {};
}

function readStream(body: Body): object {
  const enabled = body.boolean('stream_enabled');
  const viewType = body.string('stream_view_type') || undefined;
  if (enabled) return { streamViewType: viewType ?? true };
  if (viewType !== undefined) {
    body.report('stream-view-type', 'stream_view_type', 'has no effect without stream_enabled = true; left out');
  }
  return enabled === false ? { streamViewType: false } : {};
}

function readTimeToLive(body: Body, attributes: Map<string, AttributeType>): object {
  const block = body.block('ttl');
  if (!block) return {};
  const attribute = block.string('attribute_name');
  const enabled = block.boolean('enabled');
  block.close();
  if (!enabled || attribute === undefined) return {};
  if (!attributes.has(attribute)) attributes.set(attribute, 'N');
  return { timeToLive: attribute };
}

function readEncryption(body: Body, keyIdOf: (reference: unknown) => string | undefined): object {
  const block = body.block('server_side_encryption');
  if (!block) return {};
  const enabled = block.boolean('enabled');
  const key = keyIdOf(block.raw('kms_key_arn')) ?? block.string('kms_key_arn');
  block.close();
  if (enabled === false && key)
    block.report('encryption', 'kms_key_arn', 'has no effect without enabled = true; left out');
  if (enabled === undefined) return {};
  if (!enabled) return { encryption: 'AWS_OWNED' };
  return { encryption: key ? { kmsMasterKeyId: key } : 'AWS_MANAGED' };
}

function readRecovery(body: Body): object {
  const block = body.block('point_in_time_recovery');
  if (!block) return {};
  const enabled = block.boolean('enabled');
  const days = block.number('recovery_period_in_days');
  block.close();
  if (enabled === undefined) return {};
  // 35 days is what true means.
  return { pointInTimeRecovery: enabled && days && days !== 35 ? { recoveryPeriodInDays: days } : enabled };
}

function readTags(body: Body): { tags?: Map<string, string> } {
  const given = body.value('tags');
  if (!isRecord(given)) {
    // An expression as a whole was reported already.
    if (given !== undefined && typeof given !== 'string') {
      body.report('terraform-type', 'tags', `${JSON.stringify(given)} is not a map`);
    }
    return {};
  }
  const tags = new Map<string, string>();
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'object')
      body.report('terraform-type', 'tags', `${JSON.stringify(key)} has no text; left out`);
    else tags.set(key, String(value));
  }
  return { tags };
}

function readRepetition(body: Body) {
  for (const name of ['count', 'for_each']) {
    if (body.raw(name) !== undefined) {
      body.report('terraform-repeated', name, 'Terraform makes any number of this resource; it was read as one');
    }
  }
}

function readLifecycle(body: Body) {
  const block = body.block('lifecycle');
  if (!block) return;
  for (const name of ['prevent_destroy', 'create_before_destroy']) block.raw(name);
  const ignored = block.raw('ignore_changes');
  for (const entry of Array.isArray(ignored) ? ignored : [ignored]) {
    const name = String(entry ?? '').replace(/^\$\{(.*)\}$/, '$1');
    if (name === 'all' || (name && body.has(name.replace(/[[.].*/, '')))) {
      block.report(
        'terraform-ignored',
        'ignore_changes',
        `${name}: Terraform leaves changes to it alone; the schema says it is so`,
      );
    }
  }
  block.close();
}
