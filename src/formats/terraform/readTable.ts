import { type AttributeType, type ContributorInsights, type Projection, show } from '../../schema/index.js';
import type { Body } from './body.js';
import { isRecord } from './shape.js';

/** A schema that is being read. What is missing or wrong in it is for `validateTable` to say. */
export type Draft = Record<string, unknown> & {
  /** With its template: what beside it names the table may say it in the same words. */
  readonly nameAsWritten: unknown;
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
      attribute.report('attribute-definition-once', 'name', `${show(name)} is declared twice`);
    if (name !== undefined) attributes.set(name, type as AttributeType);
  }
  const given = body.string('billing_mode');
  const billing: Billing = {
    mode: body.isUnknown('billing_mode') ? undefined : (given ?? 'PROVISIONED'),
    ...readLifecycle(body),
  };
  const key = { hash: body.string('hash_key'), range: body.string('range_key') };
  // One half of a key would be another key.
  const keyIsKnown = !body.isUnknown('hash_key') && !body.isUnknown('range_key');
  const draft: Draft = {
    nameAsWritten: body.raw('name'),
    tableName: body.string('name'),
    attributes,
    partitionKey: keyIsKnown ? key.hash : undefined,
    ...defined('sortKey', keyIsKnown ? key.range : undefined),
    globalSecondaryIndexes: new Map(),
    ...defined('billingMode', billing.mode),
    ...readCapacity(body, billing, ['read_capacity', 'write_capacity']),
    ...readStream(body),
    ...defined('tableClass', body.string('table_class')),
    ...defined('deletionProtection', body.boolean('deletion_protection_enabled')),
    ...readTags(body),
  };
  for (const index of body.blocks('global_secondary_index')) {
    setIndex(index, draft.globalSecondaryIndexes, ['key_schema', 'hash_key', 'range_key'], {
      ...readIndexKey(index),
      ...readProjection(index),
      ...readCapacity(index, billing, ['global_secondary_index']),
    });
  }
  const local = new Map<string, object>();
  for (const index of body.blocks('local_secondary_index')) {
    setIndex(index, local, ['range_key'], {
      ...defined('sortKey', index.string('range_key')),
      ...readProjection(index),
    });
  }
  if (local.size) draft.localSecondaryIndexes = Object.fromEntries(local);
  Object.assign(draft, readTimeToLive(body, attributes), readEncryption(body, keyIdOf), readRecovery(body));
  readRepetition(body);
  reportIgnored(body, draft, billing);
  body.close();
  return draft;
}

function defined(property: string, value: unknown): object {
  return value === undefined ? {} : { [property]: value };
}

/** An index of which only Terraform knows the name or a part of the key is left out: the rest of it would be another index. */
function setIndex<T extends object>(body: Body, indexes: Map<string, T>, structure: readonly string[], index: T) {
  const name = body.string('name') ?? '';
  body.close();
  const unknown = ['name', ...structure].find((argument) => body.isUnknown(argument));
  if (unknown !== undefined) {
    body.report('terraform-expression', unknown, 'is known to Terraform only; the index is left out');
  } else if (indexes.has(name)) {
    body.report('index-name-unique', 'name', `${show(name)} is the name of an earlier index`);
  } else indexes.set(name, index);
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
    else element.report('gsi-key', 'key_type', `${show(type)}: a key is HASH first, then RANGE`);
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
  if (type === 'INCLUDE' && !include?.length && index.isUnknown('non_key_attributes')) {
    index.report('projection', 'non_key_attributes', 'is known to Terraform only; ALL was taken');
    return {};
  }
  if (type === 'INCLUDE') return { projection: { include: include ?? [] } };
  if (include?.length) index.report('non-key-attributes', 'non_key_attributes', 'only with projection_type INCLUDE');
  if (type === 'ALL') return {};
  if (type === undefined) index.report('projection', 'projection_type', 'is required; ALL was taken');
  return type === undefined ? {} : { projection: type as Projection };
}

/** What the table says of its capacity and its indexes'. */
interface Billing {
  /** `undefined`: only Terraform knows. */
  readonly mode: string | undefined;
  /** The arguments whose changes Terraform leaves alone. */
  readonly ignored: readonly string[];
  readonly lifecycle?: Body | undefined;
}

/**
 * Of a table or a global index. 0 is how the provider says that capacity is not set, -1 that there is no ceiling. Capacity that
 * Terraform leaves alone, by one of these arguments, is what something else moves.
 */
function readCapacity(body: Body, { mode, ignored }: Billing, ignoring: readonly string[]): object {
  const read = body.number('read_capacity');
  const write = body.number('write_capacity');
  const units = { ...(read && { readCapacityUnits: read }), ...(write && { writeCapacityUnits: write }) };
  const given = Object.keys(units).length > 0 && !body.isUnknown('read_capacity') && !body.isUnknown('write_capacity');
  const argument = read ? 'read_capacity' : 'write_capacity';
  if (given && mode === 'PAY_PER_REQUEST') {
    body.report('provisioned-throughput-needs-provisioned', argument, 'has no effect on a table on demand; left out');
  } else if (given && mode === undefined) {
    body.report(
      'terraform-expression',
      argument,
      'is left out: only Terraform knows whether the table has capacity, and it was read as on demand',
    );
  }
  const scaled = ['all', ...ignoring].some((name) => ignored.includes(name));
  const ceiling = (units: number | undefined) => (units === -1 || units === 0 ? undefined : units);
  return {
    ...(given &&
      mode !== undefined &&
      mode !== 'PAY_PER_REQUEST' && {
        provisionedThroughput: { ...units, ...(scaled && { autoScaling: 'UNMANAGED' }) },
      }),
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

/** A block as a property with these members; without any of them, or when only Terraform knows one, the property is left out. */
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
  return known.length && !body.isUnknown(name) ? { [property]: Object.fromEntries(known) } : {};
}

function readStream(body: Body): object {
  const enabled = body.boolean('stream_enabled');
  const viewType = body.string('stream_view_type') || undefined;
  if (body.isUnknown('stream_enabled') || body.isUnknown('stream_view_type')) return {};
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
  if (!enabled || attribute === undefined || body.isUnknown('ttl')) return {};
  if (!attributes.has(attribute)) attributes.set(attribute, 'N');
  return { timeToLive: attribute };
}

function readEncryption(body: Body, keyIdOf: (reference: unknown) => string | undefined): object {
  const block = body.block('server_side_encryption');
  if (!block) return {};
  const enabled = block.boolean('enabled');
  const key = keyIdOf(block.raw('kms_key_arn')) ?? block.string('kms_key_arn');
  block.close();
  if (body.isUnknown('server_side_encryption')) return {};
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
  if (enabled === undefined || body.isUnknown('point_in_time_recovery')) return {};
  // 35 days is what true means.
  return { pointInTimeRecovery: enabled && days && days !== 35 ? { recoveryPeriodInDays: days } : enabled };
}

function readTags(body: Body): { tags?: Map<string, string> } {
  const given = body.value('tags');
  if (given === undefined) return {};
  if (!isRecord(given)) {
    body.report('terraform-type', 'tags', `${show(given)} is not a map`);
    return {};
  }
  const tags = new Map<string, string>();
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'object') body.report('terraform-type', 'tags', `${show(key)} has no text; left out`);
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

/** The arguments whose changes Terraform leaves alone: `tags` for `tags["a"]`. */
function readLifecycle(body: Body): Pick<Billing, 'ignored' | 'lifecycle'> {
  const block = body.block('lifecycle');
  if (!block) return { ignored: [] };
  for (const name of ['prevent_destroy', 'create_before_destroy']) block.raw(name);
  const ignored = block.raw('ignore_changes');
  block.close();
  const names = (Array.isArray(ignored) ? ignored : [ignored]).map((entry) =>
    String(entry ?? '')
      .replace(/^\$\{(.*)\}$/, '$1')
      .replace(/[[.].*/, ''),
  );
  return { ignored: names, lifecycle: block };
}

/** What Terraform leaves alone though the configuration has it, unless it is capacity, of which a schema can say as much. */
function reportIgnored(body: Body, draft: Draft, { mode, ignored, lifecycle }: Billing) {
  const indexes = [...draft.globalSecondaryIndexes.values()];
  const scaled = new Set(
    mode === 'PROVISIONED'
      ? ['read_capacity', 'write_capacity', ...(indexes.length ? ['global_secondary_index'] : [])]
      : [],
  );
  const lonely = ['read_capacity', 'write_capacity'].filter((name) => ignored.includes(name)).length === 1;
  for (const name of ignored) {
    if (!name || (scaled.has(name) && !(lonely && name !== 'global_secondary_index'))) continue;
    if (name !== 'all' && !body.has(name)) continue;
    lifecycle?.report(
      'terraform-ignored',
      'ignore_changes',
      lonely && scaled.has(name)
        ? `${name}: Terraform leaves changes to it alone; the schema says that something else moves reads and writes`
        : `${show(name)}: Terraform leaves changes to it alone; the schema says it is so`,
    );
  }
}
