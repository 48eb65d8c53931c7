import { checkCount, entriesOf, fail, listOf } from './check.js';
import { type Aliases, conditionExpression } from './expression.js';
import { type Facts, keyOf, namesIn } from './facts.js';

type Options = Record<string, unknown>;

/** The options that a caller wrote, none of them undefined or unknown: a condition misspelt is a condition dropped. */
export function optionsOf(options: unknown, path: string, words: string): Options {
  for (const [word] of entriesOf(options, path)) {
    if (!words.split(' ').includes(word)) fail(`${path}.${word}`, `is not an option; these are: ${words}`);
  }
  return options as Options;
}

/** ProjectionExpression of `select`. */
export function projection(alias: Aliases, select: unknown): { ProjectionExpression?: string; Select?: 'COUNT' } {
  if (select === undefined) return {};
  if (select === 'COUNT') return { Select: select };
  return {
    ProjectionExpression: [...new Set(listOf(select, 'select'))].map((name) => alias.name(String(name))).join(', '),
  };
}

/** Whether the schema declares an attribute as a map. */
export const isMapIn =
  ({ schema }: Facts) =>
  (name: string): boolean =>
    schema.attributes[name] === 'M';

export const readingWords = 'indexName filter select consistentRead limit exclusiveStartKey';

interface Definition {
  readonly partitionKey: string | readonly string[];
  readonly sortKey?: string | readonly string[];
}

/** The definition of what is read: the table, or an index that has it. */
export function definitionOf({ schema }: Facts, indexName: unknown): Definition {
  if (indexName === undefined) return schema;
  const { globalSecondaryIndexes, localSecondaryIndexes, partitionKey, tableName } = schema;
  const indexes: Record<string, Partial<Definition>> = { ...localSecondaryIndexes, ...globalSecondaryIndexes };
  const name = String(indexName);
  if (!Object.hasOwn(indexes, name)) {
    fail('indexName', `is ${name}: ${tableName} has ${Object.keys(indexes).join(', ') || 'no index'}`);
  }
  return { partitionKey, ...indexes[name] };
}

/** What a query and a scan have in common. */
export function readMany(facts: Facts, alias: Aliases, options: Options) {
  const { indexName, filter, select, consistentRead, limit } = options;
  const { partitionKey, sortKey } = definitionOf(facts, indexName);
  if (limit !== undefined) checkCount(limit, 'limit');
  const names = [...new Set([...facts.key, ...namesIn(partitionKey), ...namesIn(sortKey)])];
  const start = options.exclusiveStartKey;
  return {
    TableName: facts.schema.tableName,
    ...(indexName !== undefined && { IndexName: String(indexName) }),
    ...(filter !== undefined && { FilterExpression: conditionExpression(alias, filter, 'filter', isMapIn(facts)) }),
    ...projection(alias, select),
    ...(consistentRead !== undefined && { ConsistentRead: consistentRead === true }),
    ...(limit !== undefined && { Limit: limit as number }),
    ...(start !== undefined && { ExclusiveStartKey: keyOf(facts, start, 'exclusiveStartKey', names) }),
  };
}
