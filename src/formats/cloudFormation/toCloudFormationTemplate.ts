import {
  type CloudFormationGlobalTableProperties,
  type CloudFormationTableProperties,
  type GlobalTableOptions,
  toGlobalTableProperties,
  toTableProperties,
} from '../../cloudFormation/index.js';
import {
  bytes,
  defined,
  type Path,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { toLogicalIds } from './logicalIds.js';
import {
  type CloudFormationScalableTarget,
  type CloudFormationScalingPolicy,
  scalingResources,
} from './scalingResources.js';
import { metadataOf, type TableMetadata } from './tableMetadata.js';

/** The properties of each type of resource that a table can be. */
interface PropertiesByType {
  'AWS::DynamoDB::Table': CloudFormationTableProperties;
  'AWS::DynamoDB::GlobalTable': CloudFormationGlobalTableProperties;
}

/** A type of resource that a table can be. */
export type CloudFormationResourceType = keyof PropertiesByType;

const propertiesOf: {
  readonly [T in CloudFormationResourceType]: (schema: TableSchema, options: GlobalTableOptions) => PropertiesByType[T];
} = {
  'AWS::DynamoDB::Table': toTableProperties,
  'AWS::DynamoDB::GlobalTable': toGlobalTableProperties,
};

/** How tables become resources of a template. */
export interface CloudFormationResourceOptions<T extends CloudFormationResourceType = CloudFormationResourceType>
  extends ValidateOptions {
  /**
   * What the tables are. Left out: `'AWS::DynamoDB::GlobalTable'` for a table with replicas, and `'AWS::DynamoDB::Table'` for any other.
   * CloudFormation replaces a table whose type changes: one that is an `AWS::DynamoDB::GlobalTable` in its stack, as `TableV2` of CDK
   * makes it, has to stay one, though it may have no other replica than that of the stack's Region.
   */
  readonly resourceType?: T;
  /** The Region of the stack, for the replicas of an `AWS::DynamoDB::GlobalTable`. Left out: `{ Ref: 'AWS::Region' }`. */
  readonly region?: string;
  /** Logical ids by table name. Left out for a table: its name in PascalCase. */
  readonly logicalIds?: { readonly [tableName: string]: string };
  /**
   * What becomes of a table that leaves the stack, or that CloudFormation replaces. Left out: `'Retain'`. UpdateReplacePolicy gets
   * the same value, but `Retain` for `'RetainExceptOnCreate'`, which it does not know.
   */
  readonly deletionPolicy?: 'Retain' | 'Delete' | 'RetainExceptOnCreate';
  /** Tables with secondary indexes are made one after the other, by DependsOn. Left out: `false`. */
  readonly sequential?: boolean;
}

/** How tables become a template. */
export interface CloudFormationTemplateOptions<T extends CloudFormationResourceType = CloudFormationResourceType>
  extends CloudFormationResourceOptions<T> {
  /** The description of the template, 1024 bytes at most. */
  readonly description?: string;
  /** Whether the template has outputs: the name, the ARN and (where the schema has a stream) the stream's ARN of each table. Left out: `true`. */
  readonly outputs?: boolean;
}

/** A table in the Resources of a template: one of a type for each type that it may have. */
export type CloudFormationTableResource<T extends CloudFormationResourceType = CloudFormationResourceType> =
  T extends CloudFormationResourceType ? TableResource<T> : never;

interface TableResource<T extends CloudFormationResourceType> {
  Type: T;
  DeletionPolicy: 'Retain' | 'Delete' | 'RetainExceptOnCreate';
  UpdateReplacePolicy: 'Retain' | 'Delete';
  DependsOn?: string;
  /** What the properties can't say: that something else moves the capacity, or what replicas leave out. CloudFormation only keeps it. */
  Metadata?: { Tablewright: TableMetadata };
  Properties: PropertiesByType[T];
}

/** A table, or what scales one. */
export type CloudFormationResource<T extends CloudFormationResourceType = CloudFormationResourceType> =
  | CloudFormationTableResource<T>
  | CloudFormationScalableTarget
  | CloudFormationScalingPolicy;

/** A template of CloudFormation that makes tables. */
export interface CloudFormationTemplate<T extends CloudFormationResourceType = CloudFormationResourceType> {
  AWSTemplateFormatVersion: '2010-09-09';
  Description?: string;
  Resources: { [logicalId: string]: CloudFormationResource<T> };
  Outputs?: { [outputId: string]: CloudFormationOutput };
}

/** What a stack says of a table once it is made. */
export interface CloudFormationOutput {
  Description: string;
  Value: { Ref: string } | { 'Fn::GetAtt': [string, string] };
}

/**
 * The tables as `AWS::DynamoDB::Table` resources (or those that `resourceType` says; with replicas, `AWS::DynamoDB::GlobalTable`) by
 * logical id, to merge into the Resources of a template that you have, for instance of SAM or the Serverless Framework. Where `provisionedThroughput.autoScaling` says how a capacity scales, a ScalableTarget and
 * a ScalingPolicy of Application Auto Scaling follow their table. Returns new objects at each call.
 *
 * @example
 * ```ts
 * const Resources = { ...toCloudFormationResources(orders), Topic: { Type: 'AWS::SNS::Topic' } };
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, two tables come to the same logical id, or a policy can't stand in a template.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function toCloudFormationResources<T extends CloudFormationResourceType = CloudFormationResourceType>(
  schemas: Schemas,
  options: CloudFormationResourceOptions<T> = {},
): { [logicalId: string]: CloudFormationResource<T> } {
  const list = toSchemaList(schemas, options);
  const { resourceType } = options;
  if (resourceType !== undefined && !Object.hasOwn(propertiesOf, resourceType)) {
    refuse(
      'cloudformation-type',
      ['resourceType'],
      `${JSON.stringify(resourceType)} must be ${Object.keys(propertiesOf).join(' or ')}`,
    );
  }
  const { deletionPolicy = 'Retain', sequential = false } = options;
  if (!['Retain', 'Delete', 'RetainExceptOnCreate'].includes(deletionPolicy)) {
    refuse(
      'cloudformation-deletion-policy',
      ['deletionPolicy'],
      `${JSON.stringify(deletionPolicy)} must be "Retain", "Delete" or "RetainExceptOnCreate": a table has no snapshots`,
    );
  }
  const ids = toLogicalIds(list, options.logicalIds);
  let lastIndexed: string | undefined;
  const resources = new Map<string, CloudFormationResource<T>>();
  const owners = new Map<string, string>();
  const add = (id: string, resource: CloudFormationResource<T>, { tableName }: TableSchema) => {
    const owner = owners.get(id);
    if (owner !== undefined) {
      refuse(
        'cloudformation-logical-id',
        ['logicalIds', tableName],
        `${JSON.stringify(id)} is the logical id of what scales ${JSON.stringify(owner)} and of what scales ${JSON.stringify(tableName)}, or of one of them; give one of the tables another in logicalIds`,
      );
    }
    owners.set(id, tableName);
    resources.set(id, resource);
  };
  for (const schema of list) {
    const id = ids.get(schema.tableName) as string;
    const type: CloudFormationResourceType = resourceType ?? typeFor(schema);
    const Properties = propertiesOf[type](schema, options);
    const indexed = [
      Properties.GlobalSecondaryIndexes,
      Properties.LocalSecondaryIndexes,
      Properties.VectorIndexes,
    ].some(Boolean);
    const resource = {
      Type: type,
      DeletionPolicy: deletionPolicy,
      UpdateReplacePolicy: deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
      ...defined({ DependsOn: sequential && indexed ? lastIndexed : undefined }),
      ...metadataOf(schema),
      Properties,
    } as CloudFormationTableResource<T>;
    if (indexed) lastIndexed = id;
    add(id, resource, schema);
    // A global table has it among its properties.
    const scaling = type === 'AWS::DynamoDB::Table' ? scalingResources(schema, id) : {};
    for (const [scalingId, scales] of Object.entries(scaling)) add(scalingId, scales, schema);
  }
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  atMost(
    500,
    resources.size,
    'cloudformation-resource-count',
    'resources in a template; split the tables over several',
  );
  return Object.fromEntries(resources);
}

/** Only a global table has replicas. */
function typeFor({ replicas = {} }: TableSchema): CloudFormationResourceType {
  return Object.keys(replicas).length ? 'AWS::DynamoDB::GlobalTable' : 'AWS::DynamoDB::Table';
}

/** Whether it is a table, and not what scales one. */
function isTableIn<T extends CloudFormationResourceType>(
  resource: CloudFormationResource<T>,
): resource is CloudFormationTableResource<T> {
  return Object.hasOwn(propertiesOf, resource.Type);
}

/**
 * A whole template, as an object. `toCloudFormation` gives its text.
 *
 * @example
 * ```ts
 * const template = toCloudFormationTemplate(orders, { description: 'The tables of the shop', outputs: false });
 * ```
 *
 * @throws TableSchemaError as `toCloudFormationResources` does; or if the template would break a limit of CloudFormation.
 */
export function toCloudFormationTemplate<T extends CloudFormationResourceType = CloudFormationResourceType>(
  schemas: Schemas,
  options: CloudFormationTemplateOptions<T> = {},
): CloudFormationTemplate<T> {
  const Resources = toCloudFormationResources(schemas, options);
  const { description, outputs = true } = options;
  if (description !== undefined) {
    atMost(1024, bytes(description), 'cloudformation-description', 'bytes in a description; shorten it');
  }
  const Outputs = outputs ? toOutputs(Resources) : {};
  atMost(200, Object.keys(Outputs).length, 'cloudformation-output-count', 'outputs; pass outputs: false');
  return defined({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    Resources,
    Outputs: Object.keys(Outputs).length ? Outputs : undefined,
  });
}

/** No two ids are the same: none of the endings is the ending of another. */
function toOutputs(resources: CloudFormationTemplate<CloudFormationResourceType>['Resources']): {
  [outputId: string]: CloudFormationOutput;
} {
  const entries = Object.entries(resources).flatMap(([id, resource]): [string, CloudFormationOutput][] => {
    if (!isTableIn(resource)) return [];
    const { Properties } = resource;
    return [
      [`${id}TableName`, { Description: `Name of the table ${Properties.TableName}`, Value: { Ref: id } }],
      [
        `${id}TableArn`,
        { Description: `ARN of the table ${Properties.TableName}`, Value: { 'Fn::GetAtt': [id, 'Arn'] } },
      ],
      ...(Properties.StreamSpecification
        ? ([
            [
              `${id}StreamArn`,
              {
                Description: `ARN of the stream of the table ${Properties.TableName}`,
                Value: { 'Fn::GetAtt': [id, 'StreamArn'] },
              },
            ],
          ] as [string, CloudFormationOutput][])
        : []),
    ];
  });
  return Object.fromEntries(entries);
}

function atMost(limit: number, count: number, rule: TableIssue['rule'], what: string): void {
  if (count > limit) refuse(rule, [], `${count} is more than CloudFormation's ${limit} ${what}`);
}

function refuse(rule: TableIssue['rule'], path: Path, message: string): never {
  throw new TableSchemaError('The CloudFormation template', [{ rule, path, message }]);
}
