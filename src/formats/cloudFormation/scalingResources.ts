import {
  type CloudFormationScaling,
  type ScaledPlace,
  scalableDimension,
  scaledPlaces,
  scalingPolicyName,
  utilizationMetric,
} from '../../cloudFormation/index.js';
import { hash, type TableSchema } from '../../schema/index.js';

/** What a template says of a capacity that scales: its bounds, and when they change. */
export interface CloudFormationScalableTarget {
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget';
  Properties: CloudFormationScaling['target'] & {
    ServiceNamespace: 'dynamodb';
    /** The table by reference, so that CloudFormation makes it first. */
    ResourceId: { 'Fn::Sub': string };
    ScalableDimension: string;
  };
}

/** What a template says of a capacity that scales: the use at which it is kept. */
export interface CloudFormationScalingPolicy {
  Type: 'AWS::ApplicationAutoScaling::ScalingPolicy';
  Properties: {
    PolicyName: string;
    PolicyType: 'TargetTrackingScaling';
    ScalingTargetId: { Ref: string };
    TargetTrackingScalingPolicyConfiguration: CloudFormationScaling['tracking'] & {
      PredefinedMetricSpecification: { PredefinedMetricType: string };
    };
  };
}

/** What scales a table and its indexes, by logical id. */
export interface ScalingResources {
  [logicalId: string]: CloudFormationScalableTarget | CloudFormationScalingPolicy;
}

/**
 * The resources that scale a table and its global indexes: a target and a policy for each capacity that scales. Application Auto Scaling
 * uses its own role with DynamoDB, so they need none.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationautoscaling-scalabletarget.html
 */
export function scalingResources(schema: TableSchema, tableId: string): ScalingResources {
  return Object.assign({}, ...scaledPlaces(schema).map((place) => resourcesOfPlace(schema.tableName, tableId, place)));
}

/** The target and the policy of one capacity. */
export function resourcesOfPlace(tableName: string, tableId: string, place: ScaledPlace): ScalingResources {
  const { index, of, target, tracking } = place;
  const targetId = scalingId(tableId, place, 'ScalableTarget');
  return {
    [targetId]: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'dynamodb',
        // The names of indexes have nothing in them that Fn::Sub would take for its own.
        ResourceId: { 'Fn::Sub': `table/\${${tableId}}${index === undefined ? '' : `/index/${index}`}` },
        ScalableDimension: scalableDimension(place),
        ...target,
      },
    },
    [scalingId(tableId, place, 'ScalingPolicy')]: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: scalingPolicyName(tableName, place),
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: targetId },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: utilizationMetric(of) },
          ...tracking,
        },
      },
    },
  };
}

/** CloudFormation's limit. */
const logicalIdLength = 255;

/** `OrdersTableReadScalableTarget`, `OrdersByCustomerIndexWriteScalingPolicy`. */
function scalingId(tableId: string, { index, of }: Pick<ScaledPlace, 'index' | 'of'>, what: string): string {
  const holder = index === undefined ? 'Table' : `${inLogicalId(index)}Index`;
  const id = `${tableId}${holder}${of}${what}`;
  return id.length > logicalIdLength ? `${id.slice(0, logicalIdLength - 8)}${hash(id).slice(0, 8)}` : id;
}

/**
 * The name of an index in a logical id: `by-customer` is `ByCustomer`, `GSI1` stays. It follows from the name alone, and no two indexes
 * have the same: what would be like another's has a hash.
 */
function inLogicalId(index: string): string {
  const isWords = /^[a-z][a-z0-9]+(?:-[a-z][a-z0-9]+)*$/.test(index);
  const isLikeWords = /^(?:[A-Z][a-z0-9]+)+$/.test(index);
  const letters = index.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
  if (isWords) return letters;
  if (/^[A-Za-z0-9]+$/.test(index) && !isLikeWords) return index;
  return `${letters.replace(/[^A-Za-z0-9]/g, '')}${hash(index).slice(0, 8)}`;
}
