import type { IndexSettingName, SettingName } from '../../schema/index.js';
import { tableArn } from './arnPlace.js';
import type { Home } from './homes.js';
import { keyAccess, keyActions } from './keyAccess.js';
import type { Grant } from './policy.js';
import { scalingAccess } from './scalingAccess.js';
import { serviceRole } from './serviceRole.js';

type FurtherAccess = (homes: readonly Home[]) => readonly Grant[];

const nothingMore: FurtherAccess = () => [];

/** What a setting of a table asks for besides DynamoDB's operations of its part: permissions of other services, and what these need. */
const ofTable: { readonly [P in SettingName]: FurtherAccess } = {
  billingMode: nothingMore,
  provisionedThroughput: scalingAccess,
  onDemandThroughput: nothingMore,
  warmThroughput: nothingMore,
  timeToLive: nothingMore,
  streamViewType: nothingMore,
  streamResourcePolicy: nothingMore,
  streamTags: nothingMore,
  kinesisStreamingDestination: useOfKinesis,
  tableClass: nothingMore,
  deletionProtection: nothingMore,
  pointInTimeRecovery: nothingMore,
  contributorInsights: roleOfInsights,
  resourcePolicy: nothingMore,
  tags: nothingMore,
  encryption: (homes) => keyAccess(homes, keyActions.provision),
  replicas: addingReplicas,
};

/** And a setting of a global index. */
const ofIndex: { readonly [P in IndexSettingName]: FurtherAccess } = {
  provisionedThroughput: scalingAccess,
  onDemandThroughput: nothingMore,
  warmThroughput: nothingMore,
  contributorInsights: roleOfInsights,
};

/** What the schemas ask for besides DynamoDB's operations. */
export function furtherAccess(homes: readonly Home[]): readonly Grant[] {
  const each = new Set([...Object.values(ofTable), ...Object.values(ofIndex)]);
  return [...each].flatMap((access) => access(homes));
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Contributor_Insights_IAM.html */
function roleOfInsights(homes: readonly Home[]): readonly Grant[] {
  const home = homes.find(({ schema }) =>
    [schema, ...Object.values(schema.globalSecondaryIndexes ?? {})].some(
      ({ contributorInsights = false }) => contributorInsights !== false,
    ),
  );
  return home
    ? [
        serviceRole(
          'ContributorInsightsRole',
          home.place,
          'contributorinsights.dynamodb.amazonaws.com',
          'AWSServiceRoleForDynamoDBCloudWatchContributorInsights',
        ),
      ]
    : [];
}

/**
 * Whoever enables a destination must be allowed what DynamoDB does with it. `ListStreams` takes no resource.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_iam.html
 */
function useOfKinesis(homes: readonly Home[]): readonly Grant[] {
  const arns = homes.flatMap(({ schema: { kinesisStreamingDestination: to } }) => (to ? [to.streamArn] : []));
  if (!arns.length) return [];
  return [
    {
      purpose: 'KinesisStreams',
      actions: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:PutRecords'],
      resources: arns,
    },
    { purpose: 'KinesisList', actions: ['kinesis:ListStreams'], resources: ['*'] },
    serviceRole(
      'KinesisRole',
      homes[0].place,
      'kinesisreplication.dynamodb.amazonaws.com',
      'AWSServiceRoleForDynamoDBKinesisDataStreamsReplication',
    ),
  ];
}

/**
 * Whoever adds a replica must be allowed, in its Region, all that DynamoDB does to fill it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html
 */
function addingReplicas(homes: readonly Home[]): readonly Grant[] {
  const arns = homes.flatMap(({ schema: { tableName, replicas = {} }, place }) =>
    Object.keys(replicas).map((region) => tableArn({ ...place, region }, tableName)),
  );
  if (!arns.length) return [];
  return [
    {
      purpose: 'Replicas',
      actions: [
        'dynamodb:BatchWriteItem',
        'dynamodb:CreateTableReplica',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
      ],
      resources: arns,
    },
    serviceRole(
      'ReplicationRole',
      homes[0].place,
      'replication.dynamodb.amazonaws.com',
      'AWSServiceRoleForDynamoDBReplication',
    ),
  ];
}
