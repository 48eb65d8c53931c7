import { managedParts, tableParts } from '../../migrate/index.js';
import type { ReplicaProvisionedThroughput, TableSchema } from '../../schema/index.js';
import type { Home } from './homes.js';
import type { Grant } from './policy.js';
import { serviceRole } from './serviceRole.js';

const { read, readsToo, set, setsToo, unset, service } = tableParts.scaling;

/**
 * What Application Auto Scaling asks for. It names its targets by ids of its own making, so that only their namespace can be said; what it
 * scales must be the caller's to change (dynamodb:UpdateTable), and so must the alarms be by which it does, whose names start with the
 * resource. Its own calls that read take no resource.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsapplicationautoscaling.html
 * https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html
 */
export function scalingAccess(homes: readonly Home[]): readonly Grant[] {
  const managed = homes.filter(({ schema }) => managedParts(schema).includes('scaling'));
  const scaled = managed.filter(({ schema }) => scales(schema));
  const arns = (of: readonly Home[], service: string, resource: (schema: TableSchema) => string) =>
    of.map(
      ({ schema, place: { partition, region, account } }) =>
        `arn:${partition}:${service}:${region}:${account}:${resource(schema)}`,
    );
  const targets = (of: readonly Home[]) => arns(of, service, () => 'scalable-target/*');
  const inDynamoDb = { StringEquals: { [`${service}:service-namespace`]: 'dynamodb' } };
  const actions = (operations: readonly string[]) => operations.map((operation) => `${service}:${operation}`).sort();
  const alarms = ({ tableName }: TableSchema) => `alarm:TargetTracking-table/${tableName}`;
  return [
    { purpose: 'ScalingRead', actions: actions([read, ...readsToo]), resources: managed.length ? ['*'] : [] },
    { purpose: 'ScalingOff', actions: actions([unset]), resources: targets(managed), condition: inDynamoDb },
    { purpose: 'Scaling', actions: actions([set, ...setsToo]), resources: targets(scaled), condition: inDynamoDb },
    {
      purpose: 'ScalingAlarms',
      actions: ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm'],
      resources: [
        ...arns(managed, 'cloudwatch', (schema) => `${alarms(schema)}-*`),
        ...arns(managed, 'cloudwatch', (schema) => `${alarms(schema)}/index/*`),
      ],
    },
    { purpose: 'ScalingAlarmsRead', actions: ['cloudwatch:DescribeAlarms'], resources: managed.length ? ['*'] : [] },
    ...(scaled.length
      ? [
          serviceRole(
            'ScalingRole',
            scaled[0].place,
            'dynamodb.application-autoscaling.amazonaws.com',
            'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
          ),
        ]
      : []),
  ];
}

/** Whether the schema says how something scales, and not only that nothing does. */
function scales({ provisionedThroughput, globalSecondaryIndexes = {} }: TableSchema): boolean {
  return [provisionedThroughput, ...Object.values(globalSecondaryIndexes).map((index) => index.provisionedThroughput)]
    .map((capacity: Pick<ReplicaProvisionedThroughput, 'autoScaling'> | undefined) => capacity?.autoScaling)
    .some((autoScaling) => typeof autoScaling === 'object' && Object.keys(autoScaling).length > 0);
}
