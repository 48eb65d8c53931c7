import type {
  GlobalSecondaryIndex as AwsGlobalSecondaryIndex,
  LocalSecondaryIndex as AwsLocalSecondaryIndex,
  OnDemandThroughput,
  Projection,
  WarmThroughput,
} from '@aws-sdk/client-dynamodb';
import { toCreateTableInput } from '../../aws/index.js';
import type { TableSchema } from '../../schema/index.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import { type Argument, argument, type Block, block, type Entry, optional, repeated } from './document.js';
import { kmsKeyReference } from './kmsKey.js';
import type { TerraformOptions } from './options.js';

/** The `aws_dynamodb_table` of a schema. */
export function tableBlock(schema: TableSchema, name: string, options: TerraformOptions): Block {
  const input = toCreateTableInput(schema, options);
  const [hash, range] = input.KeySchema ?? [];
  const settings: Entry[] = [
    ...optional('table_class', schema.tableClass),
    ...optional('deletion_protection_enabled', schema.deletionProtection),
    ...optional('stream_enabled', input.StreamSpecification?.StreamEnabled),
    ...optional('stream_view_type', input.StreamSpecification?.StreamViewType),
  ];
  const body: Entry[] = [
    ...optional('name', input.TableName),
    // Always: the provider's default is PROVISIONED.
    ...optional('billing_mode', input.BillingMode),
    ...optional('read_capacity', input.ProvisionedThroughput?.ReadCapacityUnits),
    ...optional('write_capacity', input.ProvisionedThroughput?.WriteCapacityUnits),
    ...optional('hash_key', hash?.AttributeName),
    ...optional('range_key', range?.AttributeName),
    ...settings,
    ...(input.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) =>
      repeated('attribute', [...optional('name', AttributeName), ...optional('type', AttributeType)]),
    ),
    ...(input.GlobalSecondaryIndexes ?? []).map((index) =>
      repeated('global_secondary_index', globalIndex(index, options)),
    ),
    ...(input.LocalSecondaryIndexes ?? []).map((index) => repeated('local_secondary_index', localIndex(index))),
    ...timeToLive(schema.timeToLive),
    ...onDemandThroughput(input.OnDemandThroughput),
    ...warmThroughput(input.WarmThroughput),
    ...encryption(schema, name),
    ...recovery(schema.pointInTimeRecovery),
    ...(schema.tags ? [argument('tags', { kind: 'map', entries: Object.entries(schema.tags) })] : []),
    ...lifecycle(schema, options),
  ];
  const comments = [...insightsOff(schema), ...indexesLeftAlone(schema)];
  return { type: 'resource', labels: ['aws_dynamodb_table', name], ...(comments.length && { comments }), body };
}

/** The provider knows insights that are on only: off is to have no resource for them, which a reader of the file can't see. */
function insightsOff(schema: TableSchema): string[] {
  const off = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, index]) => index.contributorInsights === false)
    .map(([name]) => name);
  const places = schema.contributorInsights === false ? ['the table', ...off] : off;
  return places.length ? [`Contributor insights are off, which takes no resource, for: ${places.join(', ')}`] : [];
}

/** The capacity of an index is part of a block, and a block can be left alone with all others of its kind only. */
function indexesLeftAlone(schema: TableSchema): string[] {
  const unmanaged = unmanagedCapacity(schema);
  return unmanaged?.indexes.length
    ? [
        `Something else moves the capacity of ${placesOf(unmanaged)}. Terraform can leave all indexes alone or none: once the table is made, changes to the global_secondary_index blocks here do nothing`,
      ]
    : [];
}

function globalIndex(index: AwsGlobalSecondaryIndex, { indexKeys }: TerraformOptions): Entry[] {
  const named = indexKeys === 'hash_key';
  const key = index.KeySchema ?? [];
  return [
    ...optional('name', index.IndexName),
    ...(named
      ? key.flatMap(({ AttributeName, KeyType }) => optional(keyArgument[KeyType as 'HASH'], AttributeName))
      : []),
    ...projection(index.Projection),
    ...optional('read_capacity', index.ProvisionedThroughput?.ReadCapacityUnits),
    ...optional('write_capacity', index.ProvisionedThroughput?.WriteCapacityUnits),
    ...(named
      ? []
      : key.map(({ AttributeName, KeyType }) =>
          repeated('key_schema', [...optional('attribute_name', AttributeName), ...optional('key_type', KeyType)]),
        )),
    ...onDemandThroughput(index.OnDemandThroughput),
    ...warmThroughput(index.WarmThroughput),
  ];
}

const keyArgument = { HASH: 'hash_key', RANGE: 'range_key' };

/** Its partition key is the table's, and not written. */
function localIndex(index: AwsLocalSecondaryIndex): Entry[] {
  return [
    ...optional('name', index.IndexName),
    ...optional('range_key', index.KeySchema?.[1]?.AttributeName),
    ...projection(index.Projection),
  ];
}

function projection(of: Projection | undefined): Argument[] {
  return [
    ...optional('projection_type', of?.ProjectionType),
    ...(of?.NonKeyAttributes ? [argument('non_key_attributes', { kind: 'strings', values: of.NonKeyAttributes })] : []),
  ];
}

function onDemandThroughput(ceilings: OnDemandThroughput | undefined): Entry[] {
  return block('on_demand_throughput', [
    ...optional('max_read_request_units', ceilings?.MaxReadRequestUnits),
    ...optional('max_write_request_units', ceilings?.MaxWriteRequestUnits),
  ]);
}

function warmThroughput(warm: WarmThroughput | undefined): Entry[] {
  return block('warm_throughput', [
    ...optional('read_units_per_second', warm?.ReadUnitsPerSecond),
    ...optional('write_units_per_second', warm?.WriteUnitsPerSecond),
  ]);
}

function timeToLive(attribute: string | undefined): Entry[] {
  return attribute === undefined
    ? []
    : block('ttl', [argument('attribute_name', attribute), argument('enabled', true)]);
}

function encryption({ encryption: of }: TableSchema, name: string): Entry[] {
  if (of === undefined) return [];
  return block('server_side_encryption', [
    argument('enabled', of !== 'AWS_OWNED'),
    ...(typeof of === 'object' ? [argument('kms_key_arn', kmsKeyReference(of.kmsMasterKeyId, name))] : []),
  ]);
}

function recovery(of: TableSchema['pointInTimeRecovery']): Entry[] {
  if (of === undefined) return [];
  return block('point_in_time_recovery', [
    argument('enabled', of !== false),
    // Also the default of 35, because without it the provider keeps the number of days that the table has.
    ...(of === false ? [] : [argument('recovery_period_in_days', of === true ? 35 : of.recoveryPeriodInDays)]),
  ]);
}

/**
 * Arguments that the provider sets back on a live table when the configuration leaves them out, each with the schema's property.
 * The others are computed: left out, they keep the table's value.
 */
const resetWhenLeftOut = {
  deletion_protection_enabled: 'deletionProtection',
  on_demand_throughput: 'onDemandThroughput',
  stream_enabled: 'streamViewType',
  stream_view_type: 'streamViewType',
  table_class: 'tableClass',
  tags: 'tags',
} as const satisfies { readonly [argument: string]: keyof TableSchema };

function lifecycle(schema: TableSchema, { preventDestroy = true, ignoreUnmanaged = true }: TerraformOptions): Entry[] {
  const unmanaged = Object.entries(resetWhenLeftOut).filter(([, property]) => schema[property] === undefined);
  // A schema says nothing of replicas, and the provider deletes those that are not listed.
  const names = [
    ...(ignoreUnmanaged ? [...unmanaged.map(([name]) => name), 'replica'] : []),
    ...capacityLeftAlone(schema),
  ].sort();
  return block('lifecycle', [
    ...(preventDestroy ? [argument('prevent_destroy', true)] : []),
    ...(names.length ? [argument('ignore_changes', { kind: 'names', names })] : []),
  ]);
}

/** Whatever `ignoreUnmanaged` says: the schema says itself that these numbers are not Terraform's. */
function capacityLeftAlone(schema: TableSchema): string[] {
  const { table = false, indexes = [] } = unmanagedCapacity(schema) ?? {};
  return [...(table ? ['read_capacity', 'write_capacity'] : []), ...(indexes.length ? ['global_secondary_index'] : [])];
}
