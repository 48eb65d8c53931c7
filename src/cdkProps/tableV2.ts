import { toCreateTableInput, toResourcePolicy, toUpdateContinuousBackupsInput } from '../aws/index.js';
import {
  type ContributorInsights,
  type GlobalSecondaryIndex,
  type Projection,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { type CdkExpression, call, data, list, literal, member, object } from './expression.js';

/**
 * The props of CDK's `TableV2` for a schema, as an expression: `toTablePropsV2` of `tablewright/cdk` evaluates it, `toCdk` prints it.
 *
 * @throws TableSchemaError if the schema is not valid, or says what TableV2 can't carry; `describeCfnTable` carries everything.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.TableV2.html
 */
export function describeTableV2(schema: TableSchema, options?: ValidateOptions): CdkExpression {
  // Its order and its distinct names of projections are those of the other targets.
  const input = toCreateTableInput(schema, options);
  const issues = issuesOfTableV2(schema);
  if (issues.length) {
    throw new TableSchemaError(
      `TableV2 of ${JSON.stringify(schema.tableName)}`,
      issues.map((issue) => ({ ...issue, message: `${issue.message}; use toCfnTableProps with CfnTable` })),
    );
  }
  assertNoTokens(schema);
  const attribute = (name: string) =>
    object({
      name: literal(name),
      type: member(`AttributeType.${typeNames[schema.attributes[name] as 'S' | 'N' | 'B']}`),
    });
  const { sortKey, timeToLive, streamViewType, tableClass, deletionProtection, resourcePolicy } = schema;
  const backups = toUpdateContinuousBackupsInput(schema, options)?.PointInTimeRecoverySpecification;
  return object({
    tableName: literal(schema.tableName),
    partitionKey: attribute(schema.partitionKey),
    sortKey: sortKey === undefined ? undefined : attribute(sortKey),
    billing: describeBilling(schema),
    warmThroughput: schema.warmThroughput && data(schema.warmThroughput),
    localSecondaryIndexes: describeIndexes(schema.localSecondaryIndexes, (index) => ({
      sortKey: attribute(index.sortKey),
      ...describeProjection(index.projection),
    })),
    globalSecondaryIndexes: describeIndexes<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, (index) => ({
      ...describeKey('partitionKey', index.partitionKey, attribute),
      ...describeKey('sortKey', index.sortKey, attribute),
      ...describeProjection(index.projection),
      maxReadRequestUnits: optional(index.onDemandThroughput?.maxReadRequestUnits),
      maxWriteRequestUnits: optional(index.onDemandThroughput?.maxWriteRequestUnits),
      warmThroughput: index.warmThroughput && data(index.warmThroughput),
    })),
    timeToLiveAttribute: optional(timeToLive),
    dynamoStream: streamViewType ? member(`StreamViewType.${streamViewType}`) : undefined,
    encryption: describeEncryption(schema),
    tableClass: tableClass && member(`TableClass.${tableClass}`),
    deletionProtection: optional(deletionProtection),
    pointInTimeRecoverySpecification:
      backups &&
      object({
        pointInTimeRecoveryEnabled: optional(backups.PointInTimeRecoveryEnabled),
        recoveryPeriodInDays: optional(backups.RecoveryPeriodInDays),
      }),
    contributorInsightsSpecification: describeInsights(schema.contributorInsights),
    resourcePolicy:
      resourcePolicy === undefined ? undefined : call('PolicyDocument.fromJson', data(policyOf(resourcePolicy))),
    tags: input.Tags && list(input.Tags.map(({ Key, Value }) => data({ key: Key, value: Value }))),
  });
}

const typeNames = { S: 'STRING', N: 'NUMBER', B: 'BINARY' } as const;

function optional(value: string | number | boolean | undefined): CdkExpression | undefined {
  return value === undefined ? undefined : literal(value);
}

function describeIndexes<Index>(
  indexes: { readonly [name: string]: Index } | undefined,
  describe: (index: Index) => { readonly [name: string]: CdkExpression | undefined },
): CdkExpression | undefined {
  if (!indexes) return undefined;
  return list(Object.entries(indexes).map(([name, index]) => object({ indexName: literal(name), ...describe(index) })));
}

/** `partitionKey` for one attribute, `partitionKeys` for several. */
function describeKey(
  property: 'partitionKey' | 'sortKey',
  names: string | readonly string[] | undefined,
  attribute: (name: string) => CdkExpression,
): { readonly [name: string]: CdkExpression } {
  if (names === undefined) return {};
  if (typeof names === 'string') return { [property]: attribute(names) };
  return names.length === 1 ? { [property]: attribute(names[0]) } : { [`${property}s`]: list(names.map(attribute)) };
}

function describeProjection(projection: Projection = 'ALL'): { readonly [name: string]: CdkExpression } {
  return typeof projection === 'string'
    ? { projectionType: member(`ProjectionType.${projection}`) }
    : {
        projectionType: member('ProjectionType.INCLUDE'),
        nonKeyAttributes: list([...new Set(projection.include)].map(literal)),
      };
}

function describeBilling({ onDemandThroughput: ceilings }: TableSchema): CdkExpression {
  return ceilings && Object.keys(ceilings).length ? call('Billing.onDemand', data(ceilings)) : call('Billing.onDemand');
}

function describeInsights(insights: ContributorInsights | undefined): CdkExpression | undefined {
  if (insights === undefined) return undefined;
  const mode = modeOf(insights);
  return object({
    enabled: literal(mode !== false),
    mode: mode ? member(`ContributorInsightsMode.${mode}`) : undefined,
  });
}

function describeEncryption({ tableName, encryption }: TableSchema): CdkExpression | undefined {
  if (encryption === undefined) return undefined;
  if (encryption === 'AWS_OWNED') return call('TableEncryptionV2.dynamoOwnedKey');
  if (encryption === 'AWS_MANAGED') return call('TableEncryptionV2.awsManagedKey');
  const { kmsMasterKeyId: key } = encryption;
  const id = literal(`${tableName}-key`);
  return call(
    'TableEncryptionV2.customerManagedKey',
    key.startsWith('arn:')
      ? call('Key.fromKeyArn', { kind: 'scope' }, id, literal(key))
      : call('Alias.fromAliasName', { kind: 'scope' }, id, literal(key)),
  );
}

/** With its statements in a list, as PolicyDocument needs them. */
function policyOf(resourcePolicy: NonNullable<TableSchema['resourcePolicy']>): { [element: string]: unknown } {
  const document = JSON.parse(toResourcePolicy(resourcePolicy));
  return { ...document, Statement: Array.isArray(document.Statement) ? document.Statement : [document.Statement] };
}

function modeOf(insights: ContributorInsights | undefined) {
  return typeof insights === 'object' ? insights.mode : insights && 'ACCESSED_AND_THROTTLED_KEYS';
}

const gsiLimit = 20;

/** What TableV2 has no props for, as far as its own code tells. */
export function issuesOfTableV2(schema: TableSchema): TableIssue[] {
  const issues: TableIssue[] = [];
  const report = (rule: TableIssue['rule'], path: TableIssue['path'], message: string) =>
    issues.push({ rule, path, message });
  const { globalSecondaryIndexes: indexes = {}, contributorInsights, encryption, resourcePolicy } = schema;
  if (schema.vectorIndexes && Object.keys(schema.vectorIndexes).length) {
    report('cdk-vector-index', ['vectorIndexes'], 'TableV2 has no vector indexes');
  }
  if (schema.billingMode === 'PROVISIONED') {
    report('cdk-fixed-capacity', ['provisionedThroughput'], 'TableV2 has no fixed write capacity, only auto scaling');
  }
  if (Object.keys(indexes).length > gsiLimit) {
    report('cdk-index-count', ['globalSecondaryIndexes'], `TableV2 takes ${gsiLimit} global secondary indexes`);
  }
  for (const [name, index] of Object.entries(indexes)) {
    // It gives all its indexes the contributor insights of the table.
    if (modeOf(index.contributorInsights) !== modeOf(contributorInsights)) {
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
  if (resourcePolicy !== undefined) {
    for (const path of notInPolicyDocument(JSON.parse(toResourcePolicy(resourcePolicy)))) {
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
function notInPolicyDocument(document: { [element: string]: unknown }): TableIssue['path'][] {
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
