import { readCreateTableInput } from '../../aws/index.js';
import {
  canonicalTable,
  defineTable,
  formatPath,
  isProperties,
  type Path,
  type Properties,
  show,
  type TableIssue,
  type TableSchema,
  validateTable,
  visible,
} from '../../schema/index.js';
import { parseTemplate } from '../cloudFormation/parseTemplate.js';
import { linesOfObjects } from '../placesInJson.js';
import { type ReadTables, type SourcePlace, type UnnamedTable, withoutTwins } from '../schemas.js';
import { placeOf } from '../unknownPlaces.js';
import { withWholeLists } from './lists.js';
import { isAmplifyStorage, readAmplify } from './readAmplify.js';
import { isDescription, readDescribed } from './readDescribed.js';
import { isModel, readModel } from './readModel.js';
import type { ReadTable } from './readTable.js';

/** What `fromTableJson` needs to know beside the text. */
export interface FromTableJsonOptions {
  /** The name of the file, for the places of the tables. */
  readonly filename?: string;
  /** Names of tables by their ids, where the text gives none that a table can have: `{ '<table-name>': 'orders' }`. */
  readonly names?: { readonly [id: string]: string };
}

/**
 * Reads the tables of JSON or YAML text, or of the object that it holds, wherever in it they stand, bare or in lists and objects:
 * inputs of CreateTable, as `aws dynamodb create-table --cli-input-json` takes them and configurations of jest-dynamodb hold them;
 * answers of DescribeTable; data models of NoSQL Workbench; and Amplify's `cli-inputs.json`. They stand under their names.
 *
 * Beside an answer of DescribeTable, in the same object, may stand what `describe-time-to-live`, `describe-continuous-backups`,
 * `list-tags-of-resource`, `describe-kinesis-streaming-destination`, `get-resource-policy` and Application Auto Scaling's
 * `describe-scalable-targets`, `describe-scaling-policies` and `describe-scheduled-actions` answer; what no answer tells is named in a note. Settings of it that are at their defaults are left out,
 * and so unmanaged. A table whose name is missing, or could not be one (`<name>`), is in `unnamed`. `issues` holds what a schema can't
 * take over, and what `validateTable` says of the tables; its paths start with the table's id. Tables that share a name are not read.
 *
 * @example
 * ```ts
 * const { tables, issues } = fromTableJson(await readFile('create-table.json', 'utf8'));
 * ```
 *
 * @throws TableSchemaError (`template-syntax`) with line and column, if the text is neither JSON nor YAML.
 * @see https://docs.aws.amazon.com/cli/latest/reference/dynamodb/create-table.html
 */
export function fromTableJson(source: string | object, options: FromTableJsonOptions = {}): ReadTables {
  const { value, issues: read } =
    typeof source === 'string' ? parseTemplate(source, 'serverless') : { value: source, issues: [] };
  const found = [...tablesIn(value, [], new Set())];
  const lines = typeof source === 'string' ? linesOfObjects(source) : new Map<string, number>();
  const issues: TableIssue[] = [...read];
  const named: [string, TableSchema][] = [];
  const unnamed: [string, UnnamedTable][] = [];
  const sources: [string, SourcePlace][] = [];
  const ids = new Set<string>();
  for (const { path, read: readTable } of found) {
    const { schema: read, issues: notes } = readTable();
    const schema = canonicalTable(read);
    const { tableName: given, ...rest } = schema as Partial<TableSchema>;
    const id = freeId(typeof given === 'string' && given ? given : formatPath(path) || 'table', ids);
    const tableName = options.names?.[id] ?? (isPlausibleName(given) ? given : undefined);
    if (tableName !== undefined) named.push([id, defineTable({ ...schema, tableName }) as TableSchema]);
    else {
      unnamed.push([
        id,
        {
          ...(given === undefined ? {} : { nameExpression: visible(String(given)) }),
          schema: defineTable(rest as TableSchema),
        },
      ]);
      issues.push({ rule: 'table-name', path: [id, 'TableName'], message: nameIsMissing(given) });
    }
    for (const note of notes) issues.push({ ...note, path: [id, ...note.path] });
    const line = lines.get(placeOf(path));
    if (options.filename !== undefined || line !== undefined) {
      sources.push([
        id,
        { ...(options.filename !== undefined && { file: options.filename }), ...(line !== undefined && { line }) },
      ]);
    }
  }
  const single = withoutTwins(named, (id, twin, name) =>
    issues.push({
      rule: 'table-name-once',
      path: [id, 'TableName'],
      message: `${show(name)} is the name of ${show(twin)} too, and neither was read; remove one`,
    }),
  );
  const checked = [...single, ...unnamed.map(([id, { schema }]) => [id, { ...schema, tableName: 'unnamed' }] as const)];
  for (const [id, schema] of checked) {
    for (const { rule, path, message } of validateTable(schema)) issues.push({ rule, path: [id, ...path], message });
  }
  if (!found.length) issues.push({ rule: 'template-shape', path: [], message: 'no table was found there' });
  return {
    tables: Object.fromEntries(single),
    unnamed: Object.fromEntries(unnamed),
    sources: Object.fromEntries(sources),
    issues,
  };
}

/** What could be a name, if one that a rule refuses: too short, or too long. */
function isPlausibleName(name: unknown): name is string {
  return typeof name === 'string' && /^[\w.-]+$/.test(name);
}

function nameIsMissing(given: unknown): string {
  return given === undefined
    ? 'is missing; give the table its name'
    : `${show(given)} is not a name that a table can have; give the table its own`;
}

/** Tables that share their name are told apart until that is reported. */
function freeId(name: string, taken: Set<string>): string {
  let id = name;
  for (let i = 2; taken.has(id); i++) id = `${name}#${i}`;
  taken.add(id);
  return id;
}

interface Found {
  readonly path: Path;
  readonly read: () => ReadTable;
}

/** More than any text needs; what holds itself ends here too. */
const deepest = 20;

/** The tables in a value, outside of other tables. */
function* tablesIn(value: unknown, path: Path, within: Set<unknown>): Iterable<Found> {
  if (typeof value !== 'object' || value === null || within.has(value) || path.length > deepest) return;
  within.add(value);
  const read = isProperties(value) ? readerOf(value) : undefined;
  if (read) yield { path, read };
  else {
    for (const [step, entry] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      const beside = isProperties(value) && isProperties(entry) && isDescription(entry) ? value : undefined;
      if (beside) yield { path: [...path, step], read: () => readDescribed(entry as Properties, beside) };
      else yield* tablesIn(entry, [...path, step], within);
    }
  }
  within.delete(value);
}

function readerOf(value: Properties): (() => ReadTable) | undefined {
  if (isDescription(value)) return () => readDescribed(value, {});
  if (isModel(value)) return () => readModel(value);
  if (isAmplifyStorage(value)) return () => readAmplify(value);
  // An index has a KeySchema, too, and no TableName.
  const isInput = Array.isArray(value.KeySchema) && ('AttributeDefinitions' in value || 'TableName' in value);
  return isInput ? () => readInput(value) : undefined;
}

function readInput(value: Properties): ReadTable {
  const { value: input, issues: broken } = withWholeLists(value);
  const { schema, issues } = readCreateTableInput(input);
  if (input.BillingMode !== undefined || input.ProvisionedThroughput !== undefined)
    return { schema, issues: [...broken, ...issues] };
  // AWS refuses it; local engines take it.
  const note: TableIssue = {
    rule: 'billing-mode',
    path: ['BillingMode'],
    message: 'neither BillingMode nor ProvisionedThroughput is given, which AWS refuses; it is read as PAY_PER_REQUEST',
  };
  return { schema: { ...schema, billingMode: 'PAY_PER_REQUEST' } as TableSchema, issues: [...broken, ...issues, note] };
}
