import type { TableSchema } from '../../schema/index.js';
import { keyAccess, keyActions } from './keyAccess.js';
import { indexArn, type Place, tableArn } from './place.js';
import type { Grant } from './policy.js';

/** What any schema may need: TTL is structure, so that it is managed even where a schema has none. */
const always = [
  'CreateTable',
  'DescribeContinuousBackups',
  'DescribeTable',
  'DescribeTimeToLive',
  'ListTagsOfResource',
  'UpdateTable',
  'UpdateTimeToLive',
];

interface SettingAccess {
  readonly purpose: string;
  readonly operations: readonly string[];
  readonly isManaged: (schema: TableSchema) => boolean;
}

/** The operations, beyond those, that a setting of a schema can lead to. */
const ofSettings: readonly SettingAccess[] = [
  {
    purpose: 'Backups',
    operations: ['UpdateContinuousBackups'],
    isManaged: ({ pointInTimeRecovery }) => pointInTimeRecovery !== undefined,
  },
  // CreateTable with a policy or with tags needs the permission to set them, too.
  {
    purpose: 'ResourcePolicy',
    operations: ['GetResourcePolicy', 'PutResourcePolicy'],
    isManaged: ({ resourcePolicy }) => resourcePolicy !== undefined,
  },
  {
    purpose: 'Tags',
    operations: ['TagResource'],
    isManaged: ({ tags }) => Object.keys(tags ?? {}).length > 0,
  },
  { purpose: 'Untag', operations: ['UntagResource'], isManaged: ({ tags }) => tags !== undefined },
];

const insightsActions = ['dynamodb:DescribeContributorInsights', 'dynamodb:UpdateContributorInsights'];

/** What `inspectTable`, `planTable`, `applyPlan` and `provisionTables` call for these schemas. None of them deletes a table. */
export function provisionAccess(schemas: readonly TableSchema[], place: Place): readonly Grant[] {
  const settings = ofSettings.map(({ purpose, operations, isManaged }) => ({
    purpose,
    actions: operations.map((operation) => `dynamodb:${operation}`),
    resources: schemas.filter(isManaged).map(({ tableName }) => tableArn(place, tableName)),
  }));
  const insights = schemas.flatMap((schema) => insightsArns(schema, place));
  return [
    {
      purpose: 'Tables',
      actions: always.map((operation) => `dynamodb:${operation}`),
      resources: schemas.map(({ tableName }) => tableArn(place, tableName)),
    },
    ...settings,
    { purpose: 'ContributorInsights', actions: insightsActions, resources: insights },
    ...(schemas.some(enablesInsights) ? [insightsRole(place)] : []),
    ...keyAccess(schemas, place, keyActions.provision),
  ];
}

function insightsArns(schema: TableSchema, place: Place): string[] {
  const { tableName } = schema;
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, { contributorInsights }]) => contributorInsights !== undefined)
    .map(([name]) => indexArn(place, tableName, name));
  // The reference asks for the table in any case, and for the index besides.
  return schema.contributorInsights === undefined && !indexes.length ? [] : [tableArn(place, tableName), ...indexes];
}

function enablesInsights(schema: TableSchema): boolean {
  return [schema, ...Object.values(schema.globalSecondaryIndexes ?? {})].some(
    ({ contributorInsights = false }) => contributorInsights !== false,
  );
}

/**
 * DynamoDB makes this role in the name of the first who enables contributor insights in an account.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Contributor_Insights_IAM.html
 */
function insightsRole({ partition, account }: Place): Grant {
  const service = 'contributorinsights.dynamodb.amazonaws.com';
  const role = 'AWSServiceRoleForDynamoDBCloudWatchContributorInsights';
  return {
    purpose: 'ContributorInsightsRole',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/${role}`],
    condition: { StringLike: { 'iam:AWSServiceName': service } },
  };
}
