import { scaledPlaces } from '../cloudFormation/index.js';
import {
  assertValidTable,
  carriedSettings,
  type GlobalSecondaryIndex,
  keyList,
  type Projection,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { describeCfnGlobalTable } from './cfnGlobalTable.js';
import { type CdkExpression, type Entries, list, literal, member, object } from './expression.js';
import { issuesOfTableV2 } from './tableV2Limits.js';
import { indexSettings, tableSettings } from './tableV2Settings.js';

/**
 * The props of CDK's `TableV2` for a schema, as an expression: `toTablePropsV2` of `tablewright/cdk` evaluates it, `toCdk` prints it.
 *
 * @throws TableSchemaError if the schema is not valid, or says what TableV2 can't carry.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.TableV2.html
 */
export function describeTableV2(schema: TableSchema, options?: ValidateOptions): CdkExpression {
  assertValidTable(schema, options);
  const subject = `TableV2 of ${JSON.stringify(schema.tableName)}`;
  const issues = issuesOfTableV2(schema);
  if (issues.length) {
    const way = otherWay(schema, options);
    throw new TableSchemaError(
      subject,
      issues.map((issue) => ({ ...issue, message: `${issue.message}${way}` })),
    );
  }
  assertNoTokens(schema);
  const attribute = (name: string) =>
    object({
      name: literal(name),
      type: member(`AttributeType.${typeNames[schema.attributes[name] as 'S' | 'N' | 'B']}`),
    });
  const { sortKey } = schema;
  const settings = carriedSettings(tableSettings, schema, 'TableV2').map((describe) => describe(schema));
  const { billing, warmThroughput, ...others }: Entries = Object.assign({}, ...settings);
  return object({
    tableName: literal(schema.tableName),
    partitionKey: attribute(schema.partitionKey),
    sortKey: sortKey === undefined ? undefined : attribute(sortKey),
    billing,
    warmThroughput,
    localSecondaryIndexes: describeIndexes(schema.localSecondaryIndexes, (index) => ({
      sortKey: attribute(index.sortKey),
      ...describeProjection(index.projection),
    })),
    globalSecondaryIndexes: describeIndexes<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, (index, name) => ({
      ...describeKey('partitionKey', index.partitionKey, attribute),
      ...describeKey('sortKey', index.sortKey, attribute),
      ...describeProjection(index.projection),
      ...Object.assign(
        {},
        ...carriedSettings(indexSettings, index, 'TableV2', ['globalSecondaryIndexes', name]).map((describe) =>
          describe(index),
        ),
      ),
    })),
    ...others,
  });
}

/** What carries a schema that TableV2 can't, as the end of a message. */
function otherWay(schema: TableSchema, options: ValidateOptions | undefined): string {
  const isReplicated = Object.keys(schema.replicas ?? {}).length > 0;
  const isScaled = scaledPlaces(schema).length > 0;
  if (!isReplicated && !isScaled) return '; use toCfnTableProps with CfnTable';
  try {
    describeCfnGlobalTable(schema, options);
    return '; use toCfnGlobalTableProps with CfnGlobalTable';
  } catch {
    return isReplicated ? '' : '; toCdk writes a CfnTable with what scales it';
  }
}

const typeNames = { S: 'STRING', N: 'NUMBER', B: 'BINARY' } as const;

function describeIndexes<Index>(
  indexes: { readonly [name: string]: Index } | undefined,
  describe: (index: Index, name: string) => Entries,
): CdkExpression | undefined {
  if (!indexes) return undefined;
  return list(
    Object.entries(indexes).map(([name, index]) => object({ indexName: literal(name), ...describe(index, name) })),
  );
}

/** `partitionKey` for one attribute, `partitionKeys` for several. */
function describeKey(
  property: 'partitionKey' | 'sortKey',
  key: string | readonly string[] | undefined,
  attribute: (name: string) => CdkExpression,
): Entries {
  const names = keyList(key);
  if (names.length > 1) return { [`${property}s`]: list(names.map(attribute)) };
  return names.length ? { [property]: attribute(names[0]) } : {};
}

function describeProjection(projection: Projection = 'ALL'): Entries {
  return typeof projection === 'string'
    ? { projectionType: member(`ProjectionType.${projection}`) }
    : {
        projectionType: member('ProjectionType.INCLUDE'),
        nonKeyAttributes: list(projection.include.map(literal)),
      };
}
