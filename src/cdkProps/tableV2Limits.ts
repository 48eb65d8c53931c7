import {
  insightsMode,
  type Path,
  policyDocument,
  type TableIssue,
  type TableRule,
  type TableSchema,
} from '../schema/index.js';
import { tableSettings } from './tableV2Settings.js';

const gsiLimit = 20;

/** Refusals that had an id of their own before there was one for all settings. */
const ownRules: { readonly [setting: string]: TableRule } = { provisionedThroughput: 'cdk-fixed-capacity' };

/** What TableV2 has no props for, as far as its own code tells. */
export function issuesOfTableV2(schema: TableSchema): TableIssue[] {
  const issues: TableIssue[] = [];
  const report = (rule: TableRule, path: Path, message: string) => issues.push({ rule, path, message });
  const { globalSecondaryIndexes: indexes = {}, contributorInsights, encryption, resourcePolicy } = schema;
  if (schema.vectorIndexes && Object.keys(schema.vectorIndexes).length) {
    report('cdk-vector-index', ['vectorIndexes'], 'TableV2 has no vector indexes');
  }
  for (const [setting, entry] of Object.entries(tableSettings)) {
    if ('notCarried' in entry && schema[setting as keyof TableSchema] !== undefined) {
      report(ownRules[setting] ?? 'setting-not-carried', [setting], entry.notCarried);
    }
  }
  if (Object.keys(indexes).length > gsiLimit) {
    report('cdk-index-count', ['globalSecondaryIndexes'], `TableV2 takes ${gsiLimit} global secondary indexes`);
  }
  for (const [name, index] of Object.entries(indexes)) {
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
  if (resourcePolicy) {
    for (const path of notInPolicyDocument(JSON.parse(JSON.stringify(policyDocument(resourcePolicy))))) {
      report('cdk-resource-policy', ['resourcePolicy', ...path], 'PolicyDocument.fromJson does not keep this');
    }
  }
  return issues;
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
