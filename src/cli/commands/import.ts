import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromCloudFormation, fromTerraform, type ReadTables } from '../../formats/index.js';
import { formatPath, type TableSchema, validateTable } from '../../schema/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import type { Output } from '../output.js';
import { type SourceFileOptions, writeSource } from '../sourceFile.js';

/** `tablewright import`: tables of a CloudFormation or Terraform file as the source of their schemas. */
export async function importTemplate(file: string, options: SourceFileOptions, out: Output): Promise<ExitCode> {
  const { tables, issues } = await read(file);
  for (const { path: place, message, rule } of issues) {
    out.warn(`${out.noteColors.yellow('note')} ${file}: ${formatPath(place)}: ${message} [${rule}]`);
  }
  const entries = Object.entries(tables);
  // Tables that share their name are not among those that were read, and were reported.
  const twins = issues.some(({ rule }) => rule === 'table-name-once');
  if (!entries.length && !twins) throw failure(`${file}: no DynamoDB table was found there`);
  const invalid = entries.filter(([, schema]) => validateTable(schema).length);
  const valid = entries.filter(([, schema]) => !validateTable(schema).length).map(([, schema]): TableSchema => schema);
  const exitCode = valid.length ? await writeSource(valid, options, out, { notes: issues }) : exitCodes.done;
  for (const [id, schema] of invalid) {
    out.error({ message: `${id} was left out: it is not valid as it stands there. What was read:` });
    out.warn(JSON.stringify(schema, null, 2));
  }
  return invalid.length || twins ? exitCodes.negative : exitCode;
}

async function read(file: string): Promise<ReadTables> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw failure(`${file} can't be read: ${error.message}`);
  });
  try {
    return isTerraform(file, text) ? await fromTerraform(text) : fromCloudFormation(text);
  } catch (error) {
    throw failure(`${path.basename(file)}: ${(error as Error).message}`);
  }
}

function isTerraform(file: string, text: string): boolean {
  if (/\.(tf|hcl)(\.json)?$/.test(file)) return true;
  return file.endsWith('.json') && /"aws_dynamodb_table"/.test(text) && !/"AWS::DynamoDB::/.test(text);
}
