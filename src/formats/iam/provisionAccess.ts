import { managedParts, type Part, tableParts } from '../../migrate/index.js';
import type { IndexSettingName, SettingName, TableSchema } from '../../schema/index.js';
import { type ArnPlace, indexArn, tableArn } from './arnPlace.js';
import { keyAccess, keyActions } from './keyAccess.js';
import type { Grant } from './policy.js';

/** What is read of any table, whatever its schema says, and what any schema manages: TTL is structure. */
const alwaysRead: readonly Part[] = ['continuousBackups', 'tags', 'timeToLive'];
const alwaysManaged: readonly Part[] = ['timeToLive'];

/** What a part of a table asks for where a schema manages it: actions, by what they are for, on the ARNs that they take. */
interface PartAccess {
  readonly purpose: string;
  readonly operations: readonly string[];
  readonly arns: (schema: TableSchema, place: ArnPlace) => readonly string[];
}

const ofItsTable: PartAccess['arns'] = ({ tableName }, place) => [tableArn(place, tableName)];

const { continuousBackups, tags, resourcePolicy, contributorInsights } = tableParts;

/** By part; a part that any schema manages has none of its own. */
const ofParts: { readonly [P in Part]: readonly PartAccess[] } = {
  timeToLive: [],
  continuousBackups: [{ purpose: 'Backups', operations: [continuousBackups.set], arns: ofItsTable }],
  // CreateTable with a policy or with tags needs the permission to set them, too.
  resourcePolicy: [
    { purpose: 'ResourcePolicy', operations: [resourcePolicy.read, resourcePolicy.set], arns: ofItsTable },
  ],
  tags: [
    {
      purpose: 'Tags',
      operations: [tags.set],
      arns: (schema, place) => (Object.keys(schema.tags ?? {}).length ? ofItsTable(schema, place) : []),
    },
    { purpose: 'Untag', operations: [tags.unset], arns: ofItsTable },
  ],
  contributorInsights: [
    {
      purpose: 'ContributorInsights',
      operations: [contributorInsights.read, contributorInsights.set],
      arns: insightsArns,
    },
  ],
  kinesisStreamingDestination: [],
  streamTags: [],
  streamResourcePolicy: [],
  scaling: [],
};

type FurtherAccess = (schemas: readonly TableSchema[], place: ArnPlace) => readonly Grant[];

const nothingMore: FurtherAccess = () => [];
const useOfKey: FurtherAccess = (schemas, place) => keyAccess(schemas, place, keyActions.provision);
const roleOfInsights: FurtherAccess = (schemas, place) => (schemas.some(enablesInsights) ? [insightsRole(place)] : []);

/** What a setting of a table asks for besides DynamoDB's own operations: permissions of other services. */
const ofTable: { readonly [P in SettingName]: FurtherAccess } = {
  streamResourcePolicy: nothingMore,
  streamTags: nothingMore,
  kinesisStreamingDestination: nothingMore,
  replicas: nothingMore,
  billingMode: nothingMore,
  // What scales capacity has permissions of its own; nothing here makes it.
  provisionedThroughput: nothingMore,
  onDemandThroughput: nothingMore,
  warmThroughput: nothingMore,
  timeToLive: nothingMore,
  streamViewType: nothingMore,
  tableClass: nothingMore,
  deletionProtection: nothingMore,
  pointInTimeRecovery: nothingMore,
  contributorInsights: roleOfInsights,
  resourcePolicy: nothingMore,
  tags: nothingMore,
  encryption: useOfKey,
};

/** And a setting of a global index. */
const ofIndex: { readonly [P in IndexSettingName]: FurtherAccess } = {
  provisionedThroughput: nothingMore,
  onDemandThroughput: nothingMore,
  warmThroughput: nothingMore,
  contributorInsights: roleOfInsights,
};

/** What `inspectTable`, `planTable`, `applyPlan` and `provisionTables` call for these schemas. None of them deletes a table. */
export function provisionAccess(schemas: readonly TableSchema[], place: ArnPlace): readonly Grant[] {
  const managed = schemas.map((schema) => ({ schema, parts: managedParts(schema) }));
  const ofAll = [
    'CreateTable',
    tableParts.table.read,
    tableParts.table.set,
    ...alwaysRead.map((part) => tableParts[part].read),
    ...alwaysManaged.map((part) => tableParts[part].set),
  ];
  const settings = (Object.keys(ofParts) as Part[]).flatMap((part) => {
    const holders = managed.filter(({ parts }) => parts.includes(part));
    return ofParts[part].map(({ purpose, operations, arns }) =>
      grant(
        purpose,
        operations,
        holders.flatMap(({ schema }) => arns(schema, place)),
      ),
    );
  });
  const further = new Set([...Object.values(ofTable), ...Object.values(ofIndex)]);
  return [
    grant(
      'Tables',
      ofAll.sort(),
      schemas.flatMap((schema) => ofItsTable(schema, place)),
    ),
    ...settings,
    ...[...further].flatMap((access) => access(schemas, place)),
  ];
}

function grant(purpose: string, operations: readonly string[], resources: readonly string[]): Grant {
  return { purpose, actions: operations.map((operation) => `dynamodb:${operation}`), resources };
}

function insightsArns(schema: TableSchema, place: ArnPlace): string[] {
  const { tableName } = schema;
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, { contributorInsights }]) => contributorInsights !== undefined)
    .map(([name]) => indexArn(place, tableName, name));
  // The reference asks for the table in any case, and for the index besides.
  return [tableArn(place, tableName), ...indexes];
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
function insightsRole({ partition, account }: ArnPlace): Grant {
  const service = 'contributorinsights.dynamodb.amazonaws.com';
  const role = 'AWSServiceRoleForDynamoDBCloudWatchContributorInsights';
  return {
    purpose: 'ContributorInsightsRole',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/${role}`],
    condition: { StringLike: { 'iam:AWSServiceName': service } },
  };
}
