import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { fromCreateTableInput } from '../aws/index.js';
import { assertValidTable, isProperties, show, type TableIssue, withTableName } from '../schema/index.js';
import { hasProperties, type Library, misshapen, stringOr } from './sketch.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';

const library: Library = {
  name: 'dynamoose',
  tested: 'tables and models of dynamoose 3.3 and 4.2',
  silentOn: 'its TTL',
};

/** What a `Table` of dynamoose shows. */
export interface DynamooseTable {
  readonly name: string;
  readonly hashKey: string;
  create(settings: { readonly return: 'request' }): Promise<unknown>;
}

/** What a model of dynamoose shows: a function with properties. */
export interface DynamooseModel {
  table(): DynamooseTable;
}

/**
 * Reads a `Table` of dynamoose, or that of a model. The table is asked for the request with which dynamoose would create it
 * (`table.create({ return: 'request' })`), so that all which dynamoose says of it comes in: capacity, tags, table class and stream too.
 * Nothing is sent for that.
 *
 * A table of dynamoose starts to create itself when it is made, unless its options are `create: false, initialize: false`; leave it to
 * whom it belongs. Its option `expires` is not in the request: add `timeToLive` yourself.
 *
 * @example
 * ```ts
 * const { schema } = await fromDynamoose(table);
 * ```
 * @throws TableSchemaError if it is neither a table nor a model, or if the request holds what a schema can't represent.
 * @see https://dynamoosejs.com/guide/Table
 */
export async function fromDynamoose(
  model: DynamooseTable | DynamooseModel,
  { tableName }: ReadModelOptions = {},
): Promise<TableModel> {
  const table = tableOf(model);
  if (!isTable(table)) throw misshapen(library, model, 'a table, or a model that has one');
  const request = await table.create({ return: 'request' });
  if (!isProperties(request)) throw misshapen(library, request, "CreateTable's input", "create({ return: 'request' })");
  const read = fromCreateTableInput(request as unknown as CreateTableCommandInput);
  const note: TableIssue = {
    rule: 'model-unsaid',
    path: [],
    message: `${library.name} says nothing of ${library.silentOn} (its option expires) in the request for ${show(read.tableName)}; add it: defineTable({ ...schema, timeToLive: 'ttl' })`,
  };
  const name = stringOr(tableName, read.tableName);
  const schema = name === read.tableName ? read : withTableName(read, name);
  assertValidTable(schema);
  return { schema, notes: [note] };
}

export function isDynamoose(value: unknown): value is DynamooseTable | DynamooseModel {
  return isTable(value) || (typeof value === 'function' && 'Model' in value && isTable(tableOf(value)));
}

function tableOf(model: unknown): unknown {
  return typeof model === 'function' && 'table' in model && typeof model.table === 'function' ? model.table() : model;
}

/** `hashKey` tells it from other things that can create. */
function isTable(value: unknown): value is DynamooseTable {
  return hasProperties(value) && typeof value.create === 'function' && typeof value.hashKey === 'string';
}
