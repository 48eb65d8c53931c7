import type {
  GlobalSecondaryIndex as AwsGlobalSecondaryIndex,
  CreateTableCommandInput,
  OnDemandThroughput,
  WarmThroughput,
} from '@aws-sdk/client-dynamodb';
import {
  type GlobalSecondaryIndex,
  type IndexSettingName,
  type NotCarried,
  type ProvisionedThroughput,
  recoveryDays,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';
import { argument, block, type Entry, optional } from './document.js';
import { kmsKeyReference } from './kmsKey.js';
import type { WrittenReplicas } from './replicas.js';

interface Table {
  /** What CreateTable takes for the schema. */
  readonly input: CreateTableCommandInput;
  /** The local name of the resource. */
  readonly name: string;
  readonly replicas: WrittenReplicas;
}

/** A resource beside the table: to have it is to have one, and off is to have none. */
const beside = () => [];

/** The arguments and blocks of `aws_dynamodb_table` that a setting of the table makes. */
export const tableSettings: {
  readonly [P in SettingName]: ((schema: TableSchema, table: Table) => Entry[]) | NotCarried;
} = {
  streamResourcePolicy: beside,
  streamTags: beside,
  kinesisStreamingDestination: beside,
  // All of them: the provider deletes those that are not listed.
  replicas: (_, { replicas }) => replicas.blocks,
  // Always: the provider's default is PROVISIONED.
  billingMode: (_, { input }) => optional('billing_mode', input.BillingMode),
  provisionedThroughput: ({ provisionedThroughput: units }) => provisionedThroughput(units),
  tableClass: ({ tableClass }) => optional('table_class', tableClass),
  deletionProtection: ({ deletionProtection }) => optional('deletion_protection_enabled', deletionProtection),
  streamViewType: (_, { input }) => [
    ...optional('stream_enabled', input.StreamSpecification?.StreamEnabled),
    ...optional('stream_view_type', input.StreamSpecification?.StreamViewType),
  ],
  timeToLive: ({ timeToLive }) =>
    timeToLive === undefined ? [] : block('ttl', [argument('attribute_name', timeToLive), argument('enabled', true)]),
  onDemandThroughput: (_, { input }) => onDemandThroughput(input.OnDemandThroughput),
  warmThroughput: (_, { input }) => warmThroughput(input.WarmThroughput),
  encryption,
  pointInTimeRecovery: recovery,
  contributorInsights: beside,
  resourcePolicy: beside,
  tags: ({ tags }) => (tags ? [argument('tags', { kind: 'map', entries: Object.entries(tags) })] : []),
};

/** The arguments and blocks of a `global_secondary_index` that a setting of it makes. */
export const indexSettings: {
  readonly [P in IndexSettingName]:
    | ((index: AwsGlobalSecondaryIndex, holder: GlobalSecondaryIndex) => Entry[])
    | NotCarried;
} = {
  provisionedThroughput: (_, { provisionedThroughput: units }) => provisionedThroughput(units),
  onDemandThroughput: (index) => onDemandThroughput(index.OnDemandThroughput),
  warmThroughput: (index) => warmThroughput(index.WarmThroughput),
  contributorInsights: beside,
};

/**
 * Arguments that the provider sets back on a live table when the configuration leaves them out. The others are computed, or blocks that
 * it then leaves alone: left out, they keep the table's value.
 */
export const resetWhenLeftOut: { readonly [P in SettingName]: readonly string[] } = {
  streamResourcePolicy: [],
  streamTags: [],
  kinesisStreamingDestination: [],
  replicas: ['replica'],
  billingMode: [],
  provisionedThroughput: [],
  onDemandThroughput: ['on_demand_throughput'],
  warmThroughput: [],
  timeToLive: [],
  streamViewType: ['stream_enabled', 'stream_view_type'],
  encryption: [],
  tableClass: ['table_class'],
  deletionProtection: ['deletion_protection_enabled'],
  pointInTimeRecovery: [],
  contributorInsights: [],
  resourcePolicy: [],
  tags: ['tags'],
};

const capacity: {
  readonly [P in keyof Required<ProvisionedThroughput>]: (units: ProvisionedThroughput) => Entry[];
} = {
  readCapacityUnits: ({ readCapacityUnits }) => optional('read_capacity', readCapacityUnits),
  writeCapacityUnits: ({ writeCapacityUnits }) => optional('write_capacity', writeCapacityUnits),
  // Resources beside the table say how it is moved, and its lifecycle that it is.
  autoScaling: () => [],
};

function provisionedThroughput(units: ProvisionedThroughput | undefined): Entry[] {
  return units ? Object.values(capacity).flatMap((describe) => describe(units)) : [];
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

function encryption({ encryption: of }: TableSchema, { name }: Table): Entry[] {
  if (of === undefined) return [];
  return block('server_side_encryption', [
    argument('enabled', of !== 'AWS_OWNED'),
    ...(typeof of === 'object' ? [argument('kms_key_arn', kmsKeyReference(of.kmsMasterKeyId, name))] : []),
  ]);
}

function recovery({ pointInTimeRecovery }: TableSchema): Entry[] {
  const days = recoveryDays(pointInTimeRecovery);
  if (days === undefined) return [];
  return block('point_in_time_recovery', [
    argument('enabled', days > 0),
    // Also the default of 35, because without it the provider keeps the number of days that the table has.
    ...(days ? [argument('recovery_period_in_days', days)] : []),
  ]);
}
