import {
  canonicalTable,
  defineTable,
  isProperties,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  validateTable,
  visible,
} from '../../schema/index.js';
import type { YamlText } from '../parseYaml.js';
import { type ReadTables, withoutTwins } from '../schemas.js';
import { placeOf, unknownPlaces } from '../unknownPlaces.js';
import type { KnownParameters } from './intrinsics.js';
import { parseTemplate } from './parseTemplate.js';
import { readGlobalTable } from './readGlobalTable.js';
import { readSimpleTable } from './readSimpleTable.js';
import { readTable } from './readTable.js';
import { readScalableTargets } from './scalableTargets.js';
import type { TemplateReader } from './shapes.js';
import { unmanagedIn, withUnmanaged } from './unmanagedCapacityMetadata.js';

/** What `fromCloudFormation` needs to know beside the template. */
export interface FromCloudFormationOptions {
  /** Values of the template's parameters, in place of their defaults. */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
  /** Names of tables by logical id, for those whose name only a deployment knows. */
  readonly names?: { readonly [logicalId: string]: string };
  /** The name of the template's file, for `sources`. */
  readonly filename?: string;
}

const readers = new Map([
  ['AWS::DynamoDB::Table', readTable],
  ['AWS::DynamoDB::GlobalTable', readGlobalTable],
  ['AWS::Serverless::SimpleTable', readSimpleTable],
]);

/**
 * Reads the tables of a CloudFormation or SAM template, as JSON or YAML text or as an object, into schemas by logical id. YAML is read
 * as CloudFormation does, in version 1.1: `yes` is a boolean and `y` a string.
 *
 * `issues` has an entry for whatever a schema could not take over as it stands: their paths start at `Resources`. What is known at
 * deployment only (`!GetAtt`, `!ImportValue`, a `!Ref` of what has no default) is left out and never becomes a value; a setting of
 * several parts is left out whole when one of them is such. What `validateTable` says of the schemas is there too, under paths that
 * start at `tables`: a table whose name or key was left out is in `tables`, and is not valid. Tables that have one name are not in
 * `tables`. So `issues` is empty if the schemas say all that the template says. DeletionPolicy and the like belong to the stack, not
 * the table, and are passed over.
 *
 * @example
 * ```ts
 * const { tables, issues } = fromCloudFormation(await readFile('template.yaml', 'utf8'));
 * ```
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML, or its aliases come to more than 100,000
 * values; or if the object is not plain data.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function fromCloudFormation(template: string | object, options: FromCloudFormationOptions = {}): ReadTables {
  const {
    value,
    issues: read,
    rewritten,
  }: YamlText = typeof template === 'string'
    ? parseTemplate(template)
    : { value: plainData(template), issues: [], rewritten: new Map() };
  const issues: TableIssue[] = [...read];
  const report: TemplateReader['report'] = (rule, path, message) =>
    issues.push({ rule, path, message: visible(message) });
  const { Parameters, Resources } = isProperties(value) ? value : {};
  if (!isProperties(Resources)) report('template-shape', ['Resources'], 'a template has Resources, an object');
  const reader = {
    parameters: knownParameters(Parameters, rewritten, options.parameters),
    rewritten,
    unknown: unknownPlaces(),
    report,
  };
  const scaledBy = readScalableTargets(reader, isProperties(Resources) ? Resources : {});
  const tables: [string, TableSchema][] = [];
  for (const [id, resource] of isProperties(Resources) ? Object.entries(Resources) : []) {
    try {
      const schema = readResource(reader, id, resource, scaledBy);
      if (schema) tables.push([id, schema]);
    } catch {
      // Functions within functions, deeper than the stack.
      report('template-shape', ['Resources', id], 'cannot be read; it is nested too deeply');
    }
  }
  const single = withoutTwins(tables, (id, twin, name) =>
    report(
      'table-name-once',
      ['Resources', id, 'Properties', 'TableName'],
      `${show(name)} is the name of ${show(twin)} too, and neither was read; remove one, or read the template twice with other parameters`,
    ),
  );
  for (const [id, schema] of single) {
    for (const { rule, path, message } of validateTable(schema)) report(rule, ['tables', id, ...path], message);
  }
  if (!tables.length) report('template-shape', ['Resources'], `has none of ${[...readers.keys()].join(', ')}`);
  return { tables: Object.fromEntries(single), unnamed: {}, sources: {}, issues };
}

function readResource(
  reader: TemplateReader,
  id: string,
  resource: unknown,
  scaledBy: ReturnType<typeof readScalableTargets>,
): TableSchema | undefined {
  if (id.startsWith('Fn::')) {
    reader.report('cloudformation-intrinsic', ['Resources', id], 'makes resources at deployment; write out its tables');
    return undefined;
  }
  const { Type, Properties = {}, Condition, Metadata } = isProperties(resource) ? resource : {};
  const readProperties = readers.get(Type as string);
  if (!readProperties) return undefined;
  if (Condition !== undefined) {
    reader.report(
      'not-representable',
      ['Resources', id, 'Condition'],
      'a table schema has no condition: it is always there',
    );
  }
  const path = ['Resources', id, 'Properties'];
  if (!isProperties(Properties)) reader.report('cloudformation-type', path, 'must be an object');
  const read = readProperties(reader, path, Properties);
  const scaled = scaledBy(id, read.tableName);
  const { table, indexes } = unmanagedIn(Metadata);
  const schema = withUnmanaged(read, {
    table: table || scaled.includes(undefined),
    indexes: [...indexes, ...scaled.filter((index) => index !== undefined)],
  });
  // A name that is known at deployment only was reported: what reads like one would be the name of another table.
  const named = schema.tableName !== undefined || reader.unknown.has([...path, 'TableName']);
  if (!named) {
    reader.report('cloudformation-table-name', path, `has no TableName, and takes its logical id ${show(id)}`);
  }
  return defineTable(canonicalTable(named ? schema : { ...schema, tableName: id })) as TableSchema;
}

function knownParameters(
  parameters: unknown,
  rewritten: YamlText['rewritten'],
  given: FromCloudFormationOptions['parameters'] = {},
): KnownParameters {
  const known = new Map<string, unknown>();
  for (const [name, parameter] of isProperties(parameters) ? Object.entries(parameters) : []) {
    const { Type, Default } = isProperties(parameter) ? parameter : {};
    // The default of such a parameter is the name of what holds its value.
    if (typeof Type === 'string' && Type.startsWith('AWS::SSM::Parameter::')) continue;
    const isList = Type === 'CommaDelimitedList' || /^List</.test(String(Type));
    if (typeof Default === 'string' && isList) {
      known.set(
        name,
        Default.split(',').map((entry) => entry.trim()),
      );
    } else if (['string', 'number', 'boolean'].includes(typeof Default)) {
      known.set(name, rewritten.get(placeOf(['Parameters', name, 'Default']))?.text ?? Default);
    }
  }
  for (const [name, value] of Object.entries(given)) known.set(name, value);
  return known;
}

function plainData(template: object): unknown {
  try {
    return JSON.parse(JSON.stringify(template));
  } catch (error) {
    throw new TableSchemaError('The template', [
      { rule: 'template-shape', path: [], message: `must be plain data: ${visible((error as Error).message)}` },
    ]);
  }
}
