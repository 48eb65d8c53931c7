import { unmetRequirements } from '../../config/index.js';
import { formatPath, lintTable, type TableIssue, type TableSchema, validateTable } from '../../schema/index.js';
import { findDeclarations } from '../declaration.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { placeOfFailure, relative } from '../loadModule.js';
import { type Loaded, loadSchemas, onOtherStages, type SchemaOptions } from '../loadSchemas.js';
import { legible, type Output } from '../output.js';

export interface ValidateCommandOptions extends SchemaOptions {
  readonly format?: 'text' | 'github';
}

interface Finding extends TableIssue {
  readonly severity: 'error' | 'warning';
  /** The table's name on its stage. */
  readonly tableName: string;
  /** The stage on which it is so; left out: the one that was looked at first, and it may be so on all. */
  readonly stage?: string;
  readonly file: string;
  /** Where the schema is found in its source. */
  readonly line?: number;
}

/**
 * `tablewright validate`: all issues of all schemas, and advice, without a network. Where no stage is named, also what is wrong on one of
 * them only.
 */
export async function validate(options: ValidateCommandOptions, out: Output): Promise<ExitCode> {
  const isForGitHub = options.format === 'github' && !out.json;
  const loaded = await loadSchemas({ ...options, undecided: 'declared' }).catch((error: Error) => {
    const place = placeOfFailure(error);
    if (isForGitHub && place) out.commands(workflowCommand('error', place, "can't be loaded", error.message));
    throw error;
  });
  const declarations = findDeclarations(loaded.sources);
  const findings = findingsIn(loaded, declarations);
  const known = new Set(findings.map((finding) => identity(finding, loaded)));
  for (const other of options.stage ? [] : onOtherStages(loaded)) {
    const onlyThere = findingsIn(other, declarations).filter((finding) => !known.has(identity(finding, other)));
    findings.push(...onlyThere.map((finding) => ({ ...finding, stage: other.stage })));
  }
  const names = loaded.tables.map(({ tableName }) => tableName);
  const valid = !findings.some(({ severity }) => severity === 'error');
  if (isForGitHub) out.commands(findings.map(annotation).join(''));
  else
    out.result(
      () => ({ command: 'validate', valid, tables: names, findings }),
      () => text(findings, loaded.tables, out),
    );
  return valid ? exitCodes.done : exitCodes.negative;
}

function findingsIn(loaded: Loaded, declarations: ReturnType<typeof findDeclarations>): Finding[] {
  const { tables, files, declaredNames, quotas, ignoreAdvice } = loaded;
  const names = tables.map(({ tableName }) => tableName);
  return tables.flatMap((schema, i): Finding[] => {
    const declaration = declarations.get(declaredNames[schema.tableName] ?? schema.tableName);
    const of = (severity: Finding['severity']) => (issue: TableIssue) => ({
      severity,
      tableName: schema.tableName,
      file: relative(declaration?.file ?? files[schema.tableName] ?? ''),
      line: declaration?.lineOf(issue.path),
      ...issue,
    });
    const errors = validateTable(schema, { quotas });
    return [
      ...[
        ...errors,
        ...repeated(schema, names.indexOf(schema.tableName) < i),
        ...unmetRequirements(schema, loaded),
      ].map(of('error')),
      // Advice on what is not valid would only repeat it.
      ...(errors.length ? [] : lintTable(schema, { ignore: ignoreAdvice }).map(of('warning'))),
    ];
  });
}

/** The same for a finding on each stage where it is: the table has another name there, and what is required says the stage. */
function identity({ tableName, rule, path, message }: Finding, { declaredNames, require }: Loaded): string {
  const what = rule === 'required-setting' ? require[path[0] as keyof typeof require] : message;
  return JSON.stringify([declaredNames[tableName], rule, path, what]);
}

function repeated({ tableName }: TableSchema, isRepeated: boolean): TableIssue[] {
  const message = `${JSON.stringify(tableName)} is the name of two schemas; give one of them another name`;
  return isRepeated ? [{ rule: 'table-name-once', path: ['tableName'], message }] : [];
}

function text(findings: readonly Finding[], tables: readonly TableSchema[], out: Output): string {
  const { red, yellow, green, dim, bold } = out.colors;
  const lines = findings.map(({ severity, file, line, tableName, stage, path, message, rule }) => {
    const place = path.length ? `${formatPath(path)}: ` : '';
    const mark = severity === 'error' ? red('error') : yellow('warning');
    return `${file}${line === undefined ? '' : `:${line}`}: ${bold(tableName)}${stage === undefined ? '' : ` (${stage})`}: ${mark} ${place}${message} ${dim(`[${rule}]`)}\n`;
  });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  const warnings = count(findings.length - errors, 'warning');
  const summary = errors ? red(count(errors, 'error')) : green('valid');
  return `${lines.join('')}${count(tables.length, 'table')}: ${summary}, ${warnings}\n`;
}

function annotation({ severity, file, line, tableName, stage, path, message, rule }: Finding): string {
  const title = `${tableName}${stage === undefined ? '' : ` (${stage})`}: ${rule}`;
  return workflowCommand(severity, { file, line }, title, `${path.length ? `${formatPath(path)}: ` : ''}${message}`);
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function workflowCommand(
  severity: Finding['severity'],
  { file, line }: Pick<Finding, 'file' | 'line'>,
  title: string,
  message: string,
): string {
  const data = (value: string) => legible(value).replace(/%/g, '%25').replace(/\n/g, '%0A');
  const property = (value: string) => data(value).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return `::${severity} file=${property(file)}${line === undefined ? '' : `,line=${line}`},title=${property(title)}::${data(message)}\n`;
}
