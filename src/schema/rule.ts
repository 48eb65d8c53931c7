/** The rules of DynamoDB that `validateTable` checks: a table that breaks one is rejected. */
export type SchemaRule =
  | 'shape'
  | 'unknown-property'
  | 'table-name'
  | 'attribute-type'
  | 'table-key'
  | 'gsi-key'
  | 'lsi-key'
  | 'lsi-needs-sort-key'
  | 'key-declared'
  | 'key-type'
  | 'key-name-length'
  | 'key-no-duplicate'
  | 'index-name'
  | 'index-name-unique'
  | 'gsi-count'
  | 'lsi-count'
  | 'vector-index-count'
  | 'index-without-capacity'
  | 'projection'
  | 'include-list'
  | 'include-no-duplicate'
  | 'include-total'
  | 'projected-name-length'
  | 'vector-attribute'
  | 'vector-name-length'
  | 'vector-dimensions'
  | 'vector-same-dimensions'
  | 'vector-distance-function'
  | 'vector-search-schema'
  | 'vector-needs-on-demand'
  | 'billing-mode'
  | 'provisioned-throughput'
  | 'provisioned-throughput-needs-provisioned'
  | 'auto-scaling'
  | 'auto-scaling-bounds'
  | 'scheduled-action'
  | 'table-capacity-quota'
  | 'account-capacity-quota'
  | 'on-demand-throughput'
  | 'on-demand-throughput-needs-on-demand'
  | 'warm-throughput'
  | 'warm-throughput-minimum'
  | 'time-to-live'
  | 'time-to-live-name-length'
  | 'stream-view-type'
  | 'stream-resource-policy'
  | 'stream-tags'
  | 'kinesis'
  | 'replica-region'
  | 'replica-stream'
  | 'replica-encryption'
  | 'replica-index'
  | 'encryption'
  | 'table-class'
  | 'deletion-protection'
  | 'point-in-time-recovery'
  | 'contributor-insights'
  | 'resource-policy'
  | 'tags';

/** What `lintTable` advises on: legal but rarely meant, or perhaps refused where DynamoDB's documentation leaves that open. */
export type AdviceRule =
  | 'gsi-same-key'
  | 'include-count'
  | 'include-no-keys'
  | 'include-spelling'
  | 'vector-projection-total'
  | 'vector-partition-key'
  | 'vector-key-name-length'
  | 'lsi-collection-size'
  | 'on-demand-throughput-empty'
  | 'warm-throughput-low'
  | 'auto-scaling-start'
  | 'replica-scaled-writes'
  | 'time-to-live-type'
  | 'time-to-live-key';

/** What a reader of inputs, templates and live tables says of what it can't take over as it stands. */
type ReaderRule =
  | 'not-representable'
  | 'attribute-definition-once'
  | 'attribute-definition-unused'
  | 'attribute-definition-vector'
  | 'non-key-attributes'
  | 'empty-list';

type CloudFormationRule =
  | 'template-duplicate-key'
  | 'template-scalar'
  | 'template-shape'
  | 'template-syntax'
  | 'cloudformation-condition'
  | 'cloudformation-deletion-policy'
  | 'cloudformation-description'
  | 'cloudformation-dynamic-reference'
  | 'cloudformation-intrinsic'
  | 'cloudformation-logical-id'
  | 'cloudformation-null'
  | 'cloudformation-output-count'
  | 'cloudformation-parameter'
  | 'cloudformation-replacement'
  | 'cloudformation-resource-count'
  | 'cloudformation-table-name'
  | 'cloudformation-type';

type ServerlessRule = 'serverless-file' | 'serverless-variable';

type TerraformRule =
  | 'terraform-argument'
  | 'terraform-duplicate'
  | 'terraform-dynamic'
  | 'terraform-expression'
  | 'terraform-ignored'
  | 'terraform-index'
  | 'terraform-index-key'
  | 'terraform-module'
  | 'terraform-repeated'
  | 'terraform-resource'
  | 'terraform-resource-name'
  | 'terraform-syntax'
  | 'terraform-table'
  | 'terraform-type'
  | 'terraform-unicode'
  | 'terraform-variable'
  | 'terraform-vector-index'
  | 'terraform-warm-throughput';

type CdkRule =
  | 'cdk-auto-scaling'
  | 'cdk-class-name'
  | 'cdk-fixed-capacity'
  | 'cdk-index-count'
  | 'cdk-index-insights'
  | 'cdk-key-id'
  | 'cdk-replica'
  | 'cdk-resource-policy'
  | 'cdk-scope'
  | 'cdk-token'
  | 'cdk-vector-index';

/** What is said of other libraries' models, and of a table that they use. */
type ModelRule =
  | 'model-attribute-type'
  | 'model-conflict'
  | 'model-index'
  | 'model-key'
  | 'model-projection'
  | 'model-shape'
  | 'model-table-name'
  | 'model-time-to-live'
  | 'model-unsaid';

/** What any other target refuses, or asks of several tables together. */
type TargetRule = 'table-name-once' | 'setting-not-carried' | 'iam-key' | 'typescript-export-name';

/** What a project asks of its own tables. */
type ConfigRule = 'required-setting';

/** The id of a rule, by where it comes from: one meaning each, and an id once published keeps it. */
export type TableRule =
  | SchemaRule
  | AdviceRule
  | ReaderRule
  | CloudFormationRule
  | ServerlessRule
  | TerraformRule
  | CdkRule
  | ModelRule
  | TargetRule
  | ConfigRule;
