import { defineTable, type TableIssue, type TableSchema, TableSchemaError, validateTable } from '../../schema/index.js';
import type { ReadTables } from '../schemas.js';
import type { KnownParameters } from './intrinsics.js';
import { parseTemplate } from './parseTemplate.js';
import { readGlobalTable } from './readGlobalTable.js';
import { readSimpleTable } from './readSimpleTable.js';
import { readTable } from './readTable.js';
import { isObject, type TemplateReader } from './shapes.js';

export interface FromCloudFormationOptions {
  /** Values of the template's parameters, in place of their defaults. */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
}

const readers = new Map([
  ['AWS::DynamoDB::Table', readTable],
  ['AWS::DynamoDB::GlobalTable', readGlobalTable],
  ['AWS::Serverless::SimpleTable', readSimpleTable],
]);

/**
 * Reads the tables of a CloudFormation or SAM template, as JSON or YAML text or as an object, into schemas by logical id.
 *
 * The result has an issue for whatever a schema could not take over as it stands: their paths start at `Resources`. What
 * `validateTable` says of the schemas is there too, under paths that start at `tables`: a function that is known at deployment only
 * is kept as text, and `${Stage}-orders` is no table name. So `issues` is empty if the schemas say all that the template says.
 * DeletionPolicy and the like belong to the stack, not the table, and are passed over.
 *
 * @example
 * ```ts
 * const { tables, issues } = fromCloudFormation(await readFile('template.yaml', 'utf8'));
 * ```
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML; or if the object is no plain data.
 */
export function fromCloudFormation(template: string | object, options: FromCloudFormationOptions = {}): ReadTables {
  const value = typeof template === 'string' ? parseTemplate(template) : plainData(template);
  const issues: TableIssue[] = [];
  const report: TemplateReader['report'] = (rule, path, message) => issues.push({ rule, path, message });
  const { Parameters, Resources } = isObject(value) ? value : {};
  if (!isObject(Resources)) report('template-shape', ['Resources'], 'a template has Resources, an object');
  const reader = { parameters: knownParameters(Parameters, options.parameters), report };
  const tables: [string, TableSchema][] = [];
  for (const [id, resource] of isObject(Resources) ? Object.entries(Resources) : []) {
    try {
      const schema = readResource(reader, id, resource);
      if (schema) tables.push([id, schema]);
    } catch {
      // Functions within functions, deeper than the stack.
      report('template-shape', ['Resources', id], 'cannot be read; it is nested too deeply');
    }
  }
  for (const [id, schema] of tables) {
    for (const { rule, path, message } of validateTable(schema)) report(rule, ['tables', id, ...path], message);
  }
  if (!tables.length) report('template-shape', ['Resources'], `has none of ${[...readers.keys()].join(', ')}`);
  return { tables: Object.fromEntries(tables), issues };
}

function readResource(reader: TemplateReader, id: string, resource: unknown): TableSchema | undefined {
  if (id.startsWith('Fn::')) {
    reader.report('cloudformation-intrinsic', ['Resources', id], 'makes resources at deployment; write out its tables');
    return undefined;
  }
  const { Type, Properties = {}, Condition } = isObject(resource) ? resource : {};
  const read = readers.get(Type as string);
  if (!read) return undefined;
  if (Condition !== undefined) {
    reader.report(
      'not-representable',
      ['Resources', id, 'Condition'],
      'a table schema has no condition: it is always there',
    );
  }
  const path = ['Resources', id, 'Properties'];
  if (!isObject(Properties)) reader.report('cloudformation-type', path, 'must be an object');
  const schema = read(reader, path, Properties) as Partial<TableSchema>;
  if (schema.tableName !== undefined) return defineTable(schema as TableSchema) as TableSchema;
  reader.report('cloudformation-table-name', path, `has no TableName, and takes its logical id ${JSON.stringify(id)}`);
  const { tableName: _, ...others } = schema;
  return defineTable({ tableName: id, ...others } as TableSchema) as TableSchema;
}

function knownParameters(parameters: unknown, given: FromCloudFormationOptions['parameters'] = {}): KnownParameters {
  const known = new Map<string, unknown>();
  for (const [name, parameter] of isObject(parameters) ? Object.entries(parameters) : []) {
    const value = isObject(parameter) ? parameter.Default : undefined;
    if (['string', 'number', 'boolean'].includes(typeof value)) known.set(name, value);
  }
  for (const [name, value] of Object.entries(given)) known.set(name, value);
  return known;
}

function plainData(template: object): unknown {
  try {
    return JSON.parse(JSON.stringify(template));
  } catch (error) {
    throw new TableSchemaError('The template', [
      { rule: 'template-shape', path: [], message: `must be plain data: ${(error as Error).message}` },
    ]);
  }
}
