import type {
  GlobalSecondaryIndex as AwsGlobalSecondaryIndex,
  LocalSecondaryIndex as AwsLocalSecondaryIndex,
  Projection,
} from '@aws-sdk/client-dynamodb';
import { toCreateTableInput } from '../../aws/index.js';
import {
  carriedSettings,
  defined,
  type GlobalSecondaryIndex,
  own,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';
import { unmanagedCapacity } from '../unmanagedCapacity.js';
import { indexesLeftAlone, replicasReset, saidByAbsence } from './comments.js';
import { type Argument, argument, type Block, block, type Entry, optional, repeated } from './document.js';
import type { TerraformOptions } from './options.js';
import type { WrittenReplicas } from './replicas.js';
import { scaledCapacities } from './scalingBlocks.js';
import { indexSettings, resetWhenLeftOut, tableSettings } from './settings.js';

/** The `aws_dynamodb_table` of a schema. */
export function tableBlock(
  schema: TableSchema,
  name: string,
  replicas: WrittenReplicas,
  options: TerraformOptions,
): Block {
  const input = toCreateTableInput(schema, options);
  const [hash, range] = input.KeySchema ?? [];
  const settings = carriedSettings(tableSettings, schema, target).flatMap((describe) =>
    describe(schema, { input, name, replicas }),
  );
  // Arguments stand above blocks, as `terraform fmt` users expect, and tags, which may be long, below them.
  const isTags = (entry: Entry) => entry.name === 'tags';
  const capacity = settings.filter((entry) => capacityArguments.includes(entry.name));
  const others = settings.filter((entry) => !capacity.includes(entry) && !isTags(entry));
  const body: Entry[] = [
    ...optional('name', input.TableName),
    ...capacity,
    ...optional('hash_key', hash?.AttributeName),
    ...optional('range_key', range?.AttributeName),
    ...others.filter(({ kind }) => kind === 'argument'),
    ...(input.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) =>
      repeated('attribute', [...optional('name', AttributeName), ...optional('type', AttributeType)]),
    ),
    ...(input.GlobalSecondaryIndexes ?? []).map((index) =>
      repeated('global_secondary_index', globalIndex(schema, index, options)),
    ),
    ...(input.LocalSecondaryIndexes ?? []).map((index) => repeated('local_secondary_index', localIndex(index))),
    ...others.filter(({ kind }) => kind === 'block'),
    ...settings.filter(isTags),
    ...lifecycle(schema, options),
  ];
  const comments = [...saidByAbsence(schema), ...replicasReset(schema), ...indexesLeftAlone(schema)];
  return defined({
    type: 'resource',
    labels: ['aws_dynamodb_table', name],
    comments: comments.length ? comments : undefined,
    body,
  });
}

const target = 'the AWS provider of Terraform';
const capacityArguments = ['billing_mode', 'read_capacity', 'write_capacity'];

function globalIndex(schema: TableSchema, index: AwsGlobalSecondaryIndex, { indexKeys }: TerraformOptions): Entry[] {
  const named = indexKeys === 'hash_key';
  const key = index.KeySchema ?? [];
  const { IndexName: name = '' } = index;
  const holder = own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, name) as GlobalSecondaryIndex;
  const settings = carriedSettings(indexSettings, holder, target, ['globalSecondaryIndexes', name]).flatMap(
    (describe) => describe(index, holder),
  );
  return [
    ...optional('name', index.IndexName),
    ...(named
      ? key.flatMap(({ AttributeName, KeyType }) => optional(keyArgument[KeyType as 'HASH'], AttributeName))
      : []),
    ...projection(index.Projection),
    ...settings.filter(({ kind }) => kind === 'argument'),
    ...(named
      ? []
      : key.map(({ AttributeName, KeyType }) =>
          repeated('key_schema', [...optional('attribute_name', AttributeName), ...optional('key_type', KeyType)]),
        )),
    ...settings.filter(({ kind }) => kind === 'block'),
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

function lifecycle(schema: TableSchema, { preventDestroy = true, ignoreUnmanaged = true }: TerraformOptions): Entry[] {
  const unmanaged = Object.entries(resetWhenLeftOut).flatMap(([setting, names]) =>
    schema[setting as SettingName] === undefined ? names : [],
  );
  const names = [...(ignoreUnmanaged ? unmanaged : []), ...capacityLeftAlone(schema)].sort();
  return block('lifecycle', [
    ...(preventDestroy ? [argument('prevent_destroy', true)] : []),
    ...(names.length ? [argument('ignore_changes', { kind: 'names', names })] : []),
  ]);
}

/** Whatever `ignoreUnmanaged` says: the schema says itself that these numbers are not Terraform's. */
function capacityLeftAlone(schema: TableSchema): string[] {
  const { table = false, indexes = [] } = unmanagedCapacity(schema) ?? {};
  const scaled = scaledCapacities(schema).filter(({ scaling }) => scaling);
  const ofTable = (dimension: string) =>
    table || scaled.some((one) => one.index === undefined && one.dimension === dimension);
  return [
    ...(ofTable('read') ? ['read_capacity'] : []),
    ...(ofTable('write') ? ['write_capacity'] : []),
    ...(indexes.length || scaled.some(({ index }) => index !== undefined) ? ['global_secondary_index'] : []),
  ];
}
