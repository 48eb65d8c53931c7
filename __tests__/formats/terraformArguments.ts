/**
 * What the AWS provider's resources take, as its generated bindings list it: `@cdktf/provider-aws` 21.22.1, which is of version
 * 6.25.0 of the provider, and for what came later (`key_schema`, with version 6.29.0) `@pulumi/aws` 7.48.0. The meta-arguments are
 * those of the language.
 */
export interface BlockArguments {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly blocks?: { readonly [name: string]: BlockArguments };
}

const onDemandThroughput: BlockArguments = {
  required: [],
  optional: ['max_read_request_units', 'max_write_request_units'],
};

const warmThroughput: BlockArguments = { required: [], optional: ['read_units_per_second', 'write_units_per_second'] };

/** What the resources of Application Auto Scaling have in common. */
const ofScaling = ['resource_id', 'scalable_dimension', 'service_namespace'];

export const terraformArguments: { readonly [type: string]: BlockArguments } = {
  aws_dynamodb_table: {
    required: ['name'],
    optional: [
      'billing_mode',
      'deletion_protection_enabled',
      'hash_key',
      'range_key',
      'read_capacity',
      'region',
      'restore_date_time',
      'restore_source_name',
      'restore_source_table_arn',
      'restore_to_latest_time',
      'stream_enabled',
      'stream_view_type',
      'table_class',
      'tags',
      'write_capacity',
    ],
    blocks: {
      attribute: { required: ['name', 'type'], optional: [] },
      global_secondary_index: {
        required: ['name', 'projection_type'],
        optional: ['hash_key', 'non_key_attributes', 'range_key', 'read_capacity', 'write_capacity'],
        blocks: {
          key_schema: { required: ['attribute_name', 'key_type'], optional: [] },
          on_demand_throughput: onDemandThroughput,
          warm_throughput: warmThroughput,
        },
      },
      global_table_witness: { required: [], optional: ['region_name'] },
      local_secondary_index: { required: ['name', 'projection_type', 'range_key'], optional: ['non_key_attributes'] },
      on_demand_throughput: onDemandThroughput,
      point_in_time_recovery: { required: ['enabled'], optional: ['recovery_period_in_days'] },
      replica: {
        required: ['region_name'],
        optional: [
          'consistency_mode',
          'deletion_protection_enabled',
          'kms_key_arn',
          'point_in_time_recovery',
          'propagate_tags',
        ],
      },
      server_side_encryption: { required: ['enabled'], optional: ['kms_key_arn'] },
      ttl: { required: [], optional: ['attribute_name', 'enabled'] },
      warm_throughput: warmThroughput,
      lifecycle: { required: [], optional: ['prevent_destroy', 'ignore_changes'] },
    },
  },
  aws_appautoscaling_target: {
    required: ['max_capacity', 'min_capacity', ...ofScaling],
    optional: ['region', 'role_arn', 'tags'],
    blocks: { lifecycle: { required: [], optional: ['ignore_changes'] } },
  },
  aws_appautoscaling_policy: {
    required: ['name', ...ofScaling],
    optional: ['policy_type', 'region'],
    blocks: {
      target_tracking_scaling_policy_configuration: {
        required: ['target_value'],
        optional: ['disable_scale_in', 'scale_in_cooldown', 'scale_out_cooldown'],
        blocks: {
          predefined_metric_specification: { required: ['predefined_metric_type'], optional: ['resource_label'] },
        },
      },
    },
  },
  aws_appautoscaling_scheduled_action: {
    required: ['name', 'schedule', ...ofScaling],
    optional: ['end_time', 'region', 'start_time', 'timezone'],
    blocks: { scalable_target_action: { required: [], optional: ['max_capacity', 'min_capacity'] } },
  },
  aws_dynamodb_resource_policy: {
    required: ['policy', 'resource_arn'],
    optional: ['confirm_remove_self_resource_access', 'region'],
  },
  aws_dynamodb_kinesis_streaming_destination: {
    required: ['stream_arn', 'table_name'],
    optional: ['approximate_creation_date_time_precision', 'region'],
  },
  aws_dynamodb_tag: { required: ['key', 'resource_arn', 'value'], optional: ['region'] },
  aws_dynamodb_contributor_insights: { required: ['table_name'], optional: ['index_name', 'mode', 'region'] },
  aws_kms_key: { required: ['key_id'], optional: ['grant_tokens', 'region'] },
};
