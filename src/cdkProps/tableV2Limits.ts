import {
  cannotCarry,
  type GlobalSecondaryIndex,
  insightsMode,
  type KinesisStreamingDestination,
  type NotCarried,
  type Path,
  policyDocument,
  type ResourcePolicy,
  type TableIssue,
  type TableRule,
  type TableSchema,
} from '../schema/index.js';
import { issuesOfCapacity } from './capacity.js';
import { issuesOfReplicas } from './replicas.js';
import { tableSettings } from './tableV2Settings.js';

const gsiLimit = 20;

/** What TableV2 has no props for, as far as its own code tells. */
export function issuesOfTableV2(schema: TableSchema): TableIssue[] {
  const issues: TableIssue[] = [];
  const report = (rule: TableRule, path: Path, message: string) => issues.push({ rule, path, message });
  const { globalSecondaryIndexes: indexes = {}, contributorInsights, encryption } = schema;
  if (schema.vectorIndexes && Object.keys(schema.vectorIndexes).length) {
    report('cdk-vector-index', ['vectorIndexes'], 'TableV2 has no vector indexes');
  }
  for (const [setting, entry] of Object.entries(tableSettings)) {
    if ('notCarried' in entry && schema[setting as keyof TableSchema] !== undefined) {
      report('setting-not-carried', [setting], entry.notCarried);
    }
  }
  if (Object.keys(indexes).length > gsiLimit) {
    report('cdk-index-count', ['globalSecondaryIndexes'], `TableV2 takes ${gsiLimit} global secondary indexes`);
  }
  const { provisionedThroughput, streamTags = {}, kinesisStreamingDestination: kinesis } = schema;
  if (provisionedThroughput) issues.push(...issuesOfCapacity(provisionedThroughput, ['provisionedThroughput']));
  if (Object.keys(streamTags).length) {
    report('setting-not-carried', ['streamTags'], 'TableV2 has no prop for the tags of a stream');
  }
  if (kinesis) issues.push(...issuesOfKinesis(kinesis, ['kinesisStreamingDestination']));
  for (const [region, replica] of Object.entries(schema.replicas ?? {})) {
    const { kinesisStreamingDestination: kinesis, resourcePolicy } = replica;
    if (kinesis) issues.push(...issuesOfKinesis(kinesis, ['replicas', region, 'kinesisStreamingDestination']));
    issues.push(...issuesOfPolicy(resourcePolicy, ['replicas', region, 'resourcePolicy']));
  }
  issues.push(...issuesOfReplicas(schema));
  for (const [name, index] of Object.entries<GlobalSecondaryIndex>(indexes)) {
    const path = ['globalSecondaryIndexes', name, 'provisionedThroughput'];
    if (index.provisionedThroughput) issues.push(...issuesOfCapacity(index.provisionedThroughput, path));
    // It gives all its indexes the contributor insights of the table.
    if (insightsMode(index.contributorInsights) !== insightsMode(contributorInsights)) {
      report(
        'cdk-index-insights',
        ['globalSecondaryIndexes', name, 'contributorInsights'],
        "an index of TableV2 has the table's contributor insights, and this one says otherwise",
      );
    }
  }
  if (typeof encryption === 'object' && !/^(arn:|alias\/)/.test(encryption.kmsMasterKeyId)) {
    report(
      'cdk-key-id',
      ['encryption', 'kmsMasterKeyId'],
      `${JSON.stringify(encryption.kmsMasterKeyId)} is neither the ARN nor the alias/... of a key, which an import needs`,
    );
  }
  issues.push(
    ...issuesOfPolicy(schema.resourcePolicy, ['resourcePolicy']),
    ...issuesOfPolicy(schema.streamResourcePolicy, ['streamResourcePolicy']),
  );
  return issues;
}

/** What a Kinesis stream of TableV2 can't say: it has the ARN alone. */
const ofKinesis: { readonly [P in keyof Required<KinesisStreamingDestination>]: 'carried' | NotCarried } = {
  streamArn: 'carried',
  approximateCreationDateTimePrecision: cannotCarry(
    'kinesisStream of TableV2 has no precision, and MILLISECOND is the one that a stream has without',
  ),
};

function issuesOfKinesis(destination: KinesisStreamingDestination, path: Path): TableIssue[] {
  return Object.entries(ofKinesis).flatMap(([member, entry]) => {
    const value = destination[member as keyof KinesisStreamingDestination];
    if (entry === 'carried' || value === undefined || value === 'MILLISECOND') return [];
    return [{ rule: 'setting-not-carried' as const, path: [...path, member], message: entry.notCarried }];
  });
}

function issuesOfPolicy(policy: ResourcePolicy | false | undefined, path: Path): TableIssue[] {
  if (!policy) return [];
  return notInPolicyDocument(JSON.parse(JSON.stringify(policyDocument(policy)))).map((place) => ({
    rule: 'cdk-resource-policy',
    path: [...path, ...place],
    message: 'PolicyDocument.fromJson does not keep this',
  }));
}

const statementElements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

/** The elements of a policy that PolicyDocument.fromJson drops, or gives another value. */
function notInPolicyDocument(document: { [element: string]: unknown }): Path[] {
  const { Version, Statement, ...others } = document;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return [
    ...(Version === '2012-10-17' ? [] : [['Version']]),
    ...Object.keys(others).map((element) => [element]),
    ...statements.flatMap((statement, i) => {
      if (typeof statement !== 'object' || statement === null) return [['Statement', i]];
      const unknown = Object.keys(statement).filter((element) => !statementElements.includes(element));
      return unknown.map((element) => ['Statement', i, element]);
    }),
  ];
}
