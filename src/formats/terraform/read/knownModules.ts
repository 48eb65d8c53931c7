import { defined, type Properties } from '../../../schema/index.js';
import { mapping, scalar, toBoolean, toValue, unknown, type Value } from '../evaluate/value.js';
import { moduleScaling } from './moduleScaling.js';

/** The values that are given to a module, by the names of its variables. */
type Inputs = ReadonlyMap<string, Value>;

/** The blocks that a module makes of its inputs. Inputs that are not known of it are reported. */
export type KnownModule = (inputs: Inputs, report: (input: string, message: string) => void) => unknown;

/** A module whose tables are known though its files are not given. */
export function knownModule(source: unknown): KnownModule | undefined {
  const isTable = /^(registry\.terraform\.io\/)?terraform-aws-modules\/dynamodb-table\/aws$/.test(String(source));
  const isRepository = /github\.com[/:]terraform-aws-modules\/terraform-aws-dynamodb-table(\.git)?(\?.*)?$/.test(
    String(source),
  );
  return isTable || isRepository ? dynamoTable : undefined;
}

/** Inputs that the table takes as they are, by the arguments and blocks that they become. */
const passedOn: { readonly [argument: string]: string } = {
  name: 'name',
  hash_key: 'hash_key',
  range_key: 'range_key',
  read_capacity: 'read_capacity',
  write_capacity: 'write_capacity',
  stream_view_type: 'stream_view_type',
  table_class: 'table_class',
  deletion_protection_enabled: 'deletion_protection_enabled',
  region: 'region',
  attribute: 'attributes',
  local_secondary_index: 'local_secondary_indexes',
  global_secondary_index: 'global_secondary_indexes',
  replica: 'replica_regions',
  import_table: 'import_table',
  on_demand_throughput: 'on_demand_throughput',
  warm_throughput: 'warm_throughput',
  global_table_witness: 'global_table_witness',
  restore_date_time: 'restore_date_time',
  restore_source_name: 'restore_source_name',
  restore_source_table_arn: 'restore_source_table_arn',
  restore_to_latest_time: 'restore_to_latest_time',
};

/** The others that it has, and their defaults. */
const defaults = {
  create_table: true,
  billing_mode: 'PAY_PER_REQUEST',
  point_in_time_recovery_enabled: false,
  point_in_time_recovery_period_in_days: null,
  ttl_enabled: false,
  ttl_attribute_name: '',
  stream_enabled: false,
  server_side_encryption_enabled: false,
  server_side_encryption_kms_key_arn: null,
  tags: {},
  autoscaling_enabled: false,
  ignore_changes_global_secondary_index: false,
  autoscaling_defaults: { scale_in_cooldown: 0, scale_out_cooldown: 0, target_value: 70 },
  autoscaling_read: {},
  autoscaling_write: {},
  autoscaling_indexes: {},
  resource_policy: null,
} as const;

/** Inputs that say nothing of the table. */
const silent = new Set(['timeouts']);

/**
 * `terraform-aws-modules/dynamodb-table/aws` as its versions 1 to 5 are.
 *
 * @see https://registry.terraform.io/modules/terraform-aws-modules/dynamodb-table/aws/latest?tab=inputs
 */
function dynamoTable(inputs: Inputs, report: (input: string, message: string) => void): unknown {
  const known = new Set([...Object.values(passedOn), ...Object.keys(defaults), ...silent]);
  for (const name of inputs.keys()) {
    if (!known.has(name)) report(name, 'is not an input that is known of this module; it is not read');
  }
  const input = (name: keyof typeof defaults): Value => {
    const given = inputs.get(name);
    return given && !(given.kind === 'scalar' && given.value === null) ? given : toValue(defaults[name]);
  };
  const isOn = (name: keyof typeof defaults) => {
    const value = input(name);
    return value.kind === 'scalar' && toBoolean(value.value) === true;
  };
  const scaled = isOn('autoscaling_enabled');
  const indexesToo = scaled && isOn('ignore_changes_global_secondary_index');
  const label = indexesToo ? 'autoscaled_gsi_ignore' : scaled ? 'autoscaled' : 'this';
  const ignored = [
    ...(scaled ? ['read_capacity', 'write_capacity'] : []),
    ...(indexesToo ? ['global_secondary_index'] : []),
  ];
  const table: Properties = {
    count: countOf(input('create_table')),
    ...defined(Object.fromEntries(Object.entries(passedOn).map(([argument, name]) => [argument, inputs.get(name)]))),
    billing_mode: input('billing_mode'),
    stream_enabled: input('stream_enabled'),
    ttl: { enabled: input('ttl_enabled'), attribute_name: input('ttl_attribute_name') },
    point_in_time_recovery: {
      enabled: input('point_in_time_recovery_enabled'),
      recovery_period_in_days: input('point_in_time_recovery_period_in_days'),
    },
    server_side_encryption: {
      enabled: input('server_side_encryption_enabled'),
      kms_key_arn: input('server_side_encryption_kms_key_arn'),
    },
    tags: tagsOf(input('tags'), inputs.get('name')),
    ...(scaled ? { lifecycle: { ignore_changes: ignored } } : {}),
  };
  return {
    resource: {
      aws_dynamodb_table: { [label]: table },
      ...policyBlocks(input('resource_policy'), label),
      ...(scaled ? moduleScaling(label, input, (name) => inputs.get(name)) : {}),
    },
  };
}

function countOf(create: Value): Value {
  if (create.kind !== 'scalar') return create;
  return scalar(toBoolean(create.value) ? 1 : 0, create.defaults);
}

/** The module adds the name as a tag. */
function tagsOf(tags: Value, name: Value | undefined): Value {
  if (tags.kind !== 'map') return tags;
  return mapping([...tags.entries, ...(name ? [['Name', name] as const] : [])], tags.unknownKeys, tags.defaults);
}

function policyBlocks(policy: Value, label: string): object {
  if (policy.kind === 'scalar' && policy.value === null) return {};
  // The module puts the table's ARN there, which only Terraform knows.
  const open = policy.kind === 'scalar' && String(policy.value).includes('__DYNAMODB_TABLE_ARN__');
  const document = open ? unknown('resource_policy, with the ARN of the table,') : policy;
  const arn = `\${aws_dynamodb_table.${label}[0].arn}`;
  return { aws_dynamodb_resource_policy: { this: { resource_arn: arn, policy: document } } };
}
