import {
  type CloudFormationResourceOptions,
  type CloudFormationResourceType,
  type CloudFormationTableResource,
  toCloudFormationResources,
} from '../../src/formats/index.js';
import { canonicalTable, type GlobalSecondaryIndex, type TableSchema } from '../../src/index.js';

/**
 * What a schema means, written one way only: what it leaves out is filled in or, where a template says "off" by absence, left out;
 * attributes that neither a key nor the TTL uses are not there.
 */
export function meaning(given: TableSchema): object {
  const schema = canonicalTable(given);
  const used = new Set<string | undefined>([schema.partitionKey, schema.sortKey, schema.timeToLive]);
  const key = (names: string | readonly string[] | undefined) => {
    const list = names === undefined ? undefined : typeof names === 'string' ? [names] : [...names];
    list?.forEach((name) => {
      used.add(name);
    });
    return list;
  };
  const local = each(schema.localSecondaryIndexes, (index) => ({
    sortKey: key(index.sortKey),
    projection: index.projection,
  }));
  const global = each<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, (index) => ({
    partitionKey: key(index.partitionKey),
    sortKey: key(index.sortKey),
    projection: index.projection,
    provisionedThroughput: index.provisionedThroughput,
    onDemandThroughput: notEmpty(index.onDemandThroughput),
    warmThroughput: index.warmThroughput,
    contributorInsights: index.contributorInsights,
  }));
  const vector = each(schema.vectorIndexes, (index) => {
    used.add(index.vectorAttribute);
    return {
      ...index,
      partitionKey: key(index.partitionKey),
      inlineFilters: index.inlineFilters?.length ? key(index.inlineFilters) : undefined,
      projection: index.projection,
    };
  });
  const { streamViewType } = schema;
  return {
    ...schema,
    attributes: Object.fromEntries(Object.entries(schema.attributes).filter(([name]) => used.has(name))),
    localSecondaryIndexes: local,
    globalSecondaryIndexes: global,
    vectorIndexes: vector,
    onDemandThroughput: notEmpty(schema.onDemandThroughput),
    streamViewType: streamViewType || undefined,
    tags: notEmpty(schema.tags),
  };
}

function each<T>(indexes: { readonly [name: string]: T } | undefined, convert: (index: T) => object) {
  return indexes && Object.fromEntries(Object.entries(indexes).map(([name, index]) => [name, convert(index)]));
}

function notEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length ? value : undefined;
}

/** The tables among the resources, by logical id: of the type asked for. */
export function tableResources<T extends CloudFormationResourceType>(
  type: T,
  schemas: TableSchema | readonly TableSchema[],
  options: CloudFormationResourceOptions = {},
): { [logicalId: string]: CloudFormationTableResource<T> } {
  const resources = Object.entries(toCloudFormationResources(schemas, options));
  return Object.fromEntries(resources.filter(([, { Type }]) => Type === type)) as {
    [logicalId: string]: CloudFormationTableResource<T>;
  };
}

/** The one table of a schema, as an `AWS::DynamoDB::Table`. */
export function tableResource(
  schema: TableSchema,
  options?: CloudFormationResourceOptions,
): CloudFormationTableResource<'AWS::DynamoDB::Table'> {
  const [resource] = Object.values(tableResources('AWS::DynamoDB::Table', schema, options));
  return resource;
}
