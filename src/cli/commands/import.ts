import type { ReadTables } from '../../formats/index.js';
import { formatPath, type TableIssue, type TableSchema, validateTable } from '../../schema/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { type Given, givenValues, type ImportValues } from '../import/options.js';
import { readFiles } from '../import/readFiles.js';
import type { Reading } from '../import/reading.js';
import { textFiles } from '../import/textFile.js';
import type { Output } from '../output.js';
import { type SourceFileOptions, writeSource } from '../sourceFile.js';

export type ImportOptions = SourceFileOptions & ImportValues;

/** `tablewright import`: tables of other tools' files as the source of their schemas. */
export async function importTables(paths: readonly string[], options: ImportOptions, out: Output): Promise<ExitCode> {
  const given = await givenValues(options);
  const { readings, unread, hints } = await readFiles(await textFiles(paths), given);
  const asked = withoutStrayNotes(readings, given);
  for (const { label, read } of asked) {
    for (const { path, message, rule } of read.issues) {
      out.warn(`${out.noteColors.yellow('note')} ${label}: ${formatPath(path)}: ${message} [${rule}]`);
    }
  }
  for (const hint of hints) out.warn(`${out.noteColors.yellow('note')} ${hint}`);
  assertNamesAreUsed(readings, Object.keys(given.names));
  const { kept, leftOut, repeated } = whole(asked);
  for (const note of repeated) out.note(note);
  const count = kept.reduce(
    (sum, { read }) => sum + Object.keys(read.tables).length + Object.keys(read.unnamed).length,
    0,
  );
  if (!count && !leftOut.length) {
    const [first, ...others] = unread;
    for (const { label, message, wayOut } of others) out.error({ message: `${label}: ${message}`, wayOut });
    if (first) throw failure(`${first.label}: ${first.message}`, first.wayOut);
    throw failure(`${paths.join(', ')}: no DynamoDB table was found there`);
  }
  const exitCode = count
    ? await writeSource(
        kept.map(({ read }) => read),
        documentOf(kept, hints),
        options,
        out,
      )
    : exitCodes.done;
  for (const { message, schema } of leftOut) {
    out.error({ message });
    if (schema) out.warn(JSON.stringify(schema, null, 2));
  }
  for (const { label, message, wayOut } of unread) out.error({ message: `${label}: ${message}`, wayOut });
  const unnamed = kept.flatMap(({ read }) => Object.keys(read.unnamed));
  if (unnamed.length) {
    out.note(
      `${unnamed.length === 1 ? `${unnamed[0]} is a function of its` : `${unnamed.length} tables are functions of their`} name, which only a deployment knows. --name '${unnamed[0]}=NAME' gives it.`,
    );
  }
  return leftOut.length || unread.length ? exitCodes.negative : exitCode;
}

/** A name for a table that is not there would be lost in silence. */
function assertNamesAreUsed(readings: readonly Reading[], names: readonly string[]): void {
  const ids = new Set(readings.flatMap(({ read }) => [...Object.keys(read.tables), ...Object.keys(read.unnamed)]));
  const stray = names.find((id) => !ids.has(id));
  if (stray === undefined || !ids.size) return;
  throw failure(`--name ${stray}: there is no table of that id`, `There are ${[...ids].join(', ')}.`);
}

interface LeftOut {
  readonly message: string;
  readonly schema?: object;
}

/** What can be written: without tables that are not valid, and without those that another file has told of already. */
function whole(readings: readonly Reading[]): {
  readonly kept: readonly Reading[];
  readonly leftOut: readonly LeftOut[];
  readonly repeated: readonly string[];
} {
  const leftOut: LeftOut[] = [];
  const repeated: string[] = [];
  const first = new Map<string, { readonly label: string; readonly schema: TableSchema }>();
  const kept = readings.map(({ label, format, read }) => {
    const tables = Object.entries(read.tables).filter(([id, schema]) => {
      if (validateTable(schema).length) {
        leftOut.push({
          message: `${id} was left out: it is not valid as it stands in ${label}. What was read:`,
          schema,
        });
        return false;
      }
      const before = first.get(schema.tableName);
      if (!before) first.set(schema.tableName, { label, schema });
      else if (JSON.stringify(before.schema) === JSON.stringify(schema)) {
        repeated.push(`${schema.tableName} stands in ${label} as it does in ${before.label}.`);
      } else {
        leftOut.push({
          message: `${schema.tableName} of ${label} was left out: ${before.label} has a table of that name, which differs.`,
        });
      }
      return !before;
    });
    const unnamed = Object.entries(read.unnamed).filter(([id, { schema }]) => {
      const isValid = !validateTable({ ...schema, tableName: 'any-name' }).length;
      if (!isValid) {
        leftOut.push({
          message: `${id} was left out: it is not valid as it stands in ${label}. What was read:`,
          schema,
        });
      }
      return isValid;
    });
    // The readers leave out both of two tables that share a name, and say so.
    const twins = read.issues.filter(({ rule }) => rule === 'table-name-once');
    if (twins.length) leftOut.push({ message: `${label}: tables that share a name were left out, as the notes say.` });
    for (const { rule, path, message } of read.issues) {
      if (rule === 'terraform-syntax' || isResourceLeftOut(rule, path, message))
        leftOut.push({ message: `${label}: ${formatPath(path)}: ${message}` });
    }
    return {
      label,
      format,
      read: { ...read, tables: Object.fromEntries(tables), unnamed: Object.fromEntries(unnamed) },
    };
  });
  return { kept, leftOut, repeated };
}

/** Whether a whole resource of a `serverless.yml`, or all of them, stand in what could not be read: there may be tables in it. */
function isResourceLeftOut(rule: TableIssue['rule'], path: TableIssue['path'], message: string): boolean {
  const isWhole = path.length === 1 || (path.length === 2 && path[0] === 'Resources');
  return rule === 'serverless-variable' && isWhole && message.includes('is left out');
}

/** A name or a parameter is given for one file, and is not missed in the others. */
function withoutStrayNotes(readings: readonly Reading[], { names, parameters }: Given): Reading[] {
  const takesParameters = ({ format }: Reading) => /^(cloudformation|serverless|module)/.test(format);
  const isUnknown = (issue: TableIssue, name: string) =>
    isAbout(issue, ['Parameters', name]) && issue.message.includes('no such parameter');
  const missedIn = (name: string) => readings.filter(({ read }) => read.issues.some((issue) => isUnknown(issue, name)));
  const stray = Object.keys(parameters).filter(
    (name) => missedIn(name).length < readings.filter(takesParameters).length,
  );
  // Names that are nobody's are refused.
  const isStray = (issue: TableIssue) =>
    stray.some((name) => isUnknown(issue, name)) ||
    Object.keys(names).some((id) => isAbout(issue, ['Resources', id]) || isAbout(issue, ['names', id]));
  return readings.map((reading) => ({
    ...reading,
    read: { ...reading.read, issues: reading.read.issues.filter((issue) => !isStray(issue)) },
  }));
}

function isAbout({ path }: TableIssue, place: TableIssue['path']): boolean {
  return path.length === place.length && path.every((step, i) => step === place[i]);
}

/** What `--json` prints. */
function documentOf(readings: readonly Reading[], hints: readonly string[]): object {
  const entries = <T>(of: (read: ReadTables, label: string) => readonly T[]): T[] =>
    readings.flatMap(({ label, read }) => [...of(read, label)]);
  return {
    tables: entries(({ tables }) => Object.values(tables)),
    unnamed: entries(({ unnamed }, label) =>
      Object.entries(unnamed).map(([id, { nameExpression, schema }]) => ({ id, file: label, nameExpression, schema })),
    ),
    notes: entries(({ issues }, label) => issues.map((issue) => ({ file: label, ...issue }))),
    sources: entries(({ sources, tables, unnamed }) =>
      Object.entries(sources)
        .filter(([id]) => id in tables || id in unnamed)
        .map(([id, place]) => ({ id, tableName: tables[id]?.tableName, ...place })),
    ),
    hints,
  };
}
