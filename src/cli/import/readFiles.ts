import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  fromCloudFormation,
  fromTableJson,
  fromTerraformShow,
  type ReadTables,
  type SourceFormat,
} from '../../formats/index.js';
import { isProperties, own } from '../../schema/index.js';
import type { Given } from './options.js';
import { readFragment } from './readFragment.js';
import type { Outcome, Reading, Unread } from './reading.js';
import { readModule } from './readModule.js';
import { readServerlessFile } from './readServerlessFile.js';
import { labelOf as labelOfTerraform, readTerraformFiles } from './readTerraformFiles.js';
import type { TextFile } from './textFile.js';
import { withoutWrongSettings } from './withoutWrongSettings.js';

const whatIsRead =
  'It reads templates of CloudFormation, SAM and CDK (cdk.out), serverless.yml, Terraform (files, plans and states as JSON), inputs of create-table, answers of describe-table, jest-dynamodb-config.js, data models of NoSQL Workbench, and storage of Amplify.';

/** Reads each file as what it is. What stands in a folder and is none of what is read is passed by. */
export async function readFiles(files: readonly TextFile[], given: Given): Promise<Outcome> {
  const readings: Reading[] = [];
  const unread: Unread[] = [];
  const hints: string[] = [];
  const done = new Set<string>();
  const attempt = async (label: string, format: SourceFormat, read: () => Promise<ReadTables>) => {
    try {
      readings.push({ label, format, read: withoutWrongSettings(await read()) });
    } catch (error) {
      unread.push({ label, ...failureOf(error) });
    }
  };
  // What a serverless.yml includes is a part of it.
  for (const file of files.filter(({ format }) => format === 'serverless')) {
    done.add(file.file);
    await attempt(labelOf(file), 'serverless', async () => {
      const { included, read } = await readServerlessFile(file, given);
      for (const other of included) done.add(other);
      return read;
    });
  }
  const terraform = files.filter(isOfTerraform);
  if (terraform.some(({ format }) => format === 'terraform')) {
    await attempt(labelOfTerraform(terraform), 'terraform', () => readTerraformFiles(terraform, given));
  }
  for (const file of terraform) done.add(file.file);
  for (const file of files) {
    if (done.has(file.file) || isBuilt(file, files)) continue;
    if (isOverridden(file)) hints.push(`${labelOf(file)}: the override.ts beside it changes what Amplify makes of it.`);
    const hint = hintOf(file, files);
    if (hint !== undefined) hints.push(hint);
    else if (file.format !== undefined && (file.isNamed || file.format !== 'program')) {
      await attempt(labelOf(file), file.format, () => readOne(file, given));
    } else if (file.isNamed) {
      unread.push({
        label: labelOf(file),
        message: 'nothing that import reads was recognised there',
        wayOut: whatIsRead,
      });
    }
  }
  const named = new Set(files.filter(({ isNamed }) => isNamed).map(labelOf));
  const told = readings.filter(({ label, read }) => named.has(label) || !saysNothing(read)).map(withFile);
  return { readings: inOrder(told, files), unread, hints };
}

/** Whether it is of no interest where it was not asked for: a template without tables. */
function saysNothing({ tables, unnamed, issues }: ReadTables): boolean {
  const count = Object.keys(tables).length + Object.keys(unnamed).length;
  return !count && issues.every(({ rule }) => rule === 'template-shape' || isOfFlag.has(rule));
}

/** What readers say of a name or a parameter that is given, and is not there. */
const isOfFlag = new Set<string>(['cloudformation-parameter', 'cloudformation-table-name', 'terraform-table']);

/** With the file as the place of each table of which the reader does not know it. */
function withFile({ label, format, read }: Reading): Reading {
  const ids = [...Object.keys(read.tables), ...Object.keys(read.unnamed)];
  const sources = Object.fromEntries(ids.map((id) => [id, { file: label, ...own(read.sources, id) }]));
  return { label, format, read: { ...read, sources } };
}

/** As the files were given. */
function inOrder(readings: readonly Reading[], files: readonly TextFile[]): Reading[] {
  const order = new Map(files.map((file, i) => [labelOf(file), i]));
  const place = ({ label }: Reading) => order.get(label) ?? files.length;
  return [...readings].sort((one, other) => place(one) - place(other));
}

function isOfTerraform({ name = '', format }: TextFile): boolean {
  return format === 'terraform' || /\.tfvars(\.json)?$/.test(name);
}

function labelOf({ name }: TextFile): string {
  return name ?? 'standard input';
}

function failureOf(error: unknown): { readonly message: string; readonly wayOut?: string } {
  const { message, wayOut } = error as Error & { readonly wayOut?: string };
  return wayOut === undefined ? { message } : { message, wayOut };
}

async function readOne(file: TextFile, given: Given): Promise<ReadTables> {
  const { name, text, format } = file;
  const options = {
    parameters: { ...(await amplifyParameters(file)), ...given.parameters },
    names: given.names,
    ...(name !== undefined && { filename: name }),
  };
  switch (format) {
    case 'cloudformation':
      return readFragment(text, true, given, options);
    case 'cloudformation-resources':
      return readFragment(text, false, given, options);
    case 'table-json':
      return fromTableJson(text, options);
    case 'terraform-show':
      return fromTerraformShow(text, { names: given.names });
    case 'module':
      return readModule(file, given);
    default:
      return fromCloudFormation(text, options);
  }
}

/** Amplify keeps the values of a template's parameters beside it. */
async function amplifyParameters({ name = '', file }: TextFile): Promise<{ readonly [name: string]: string | number }> {
  if (!/-cloudformation-template\.(json|ya?ml)$/.test(name)) return {};
  const beside = path.join(path.dirname(file), 'parameters.json');
  // Without them, the notes name each parameter that is missing.
  const values: unknown = await readFile(beside, 'utf8')
    .then(JSON.parse)
    .catch(() => ({}));
  const entries = Object.entries(isProperties(values) ? values : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );
}

/** Whether a template that Amplify has made of this stands among the files. */
function isBuilt({ file, name = '' }: TextFile, files: readonly TextFile[]): boolean {
  if (path.basename(name) !== 'cli-inputs.json') return false;
  const folder = path.dirname(file);
  return files.some(
    (other) =>
      /-cloudformation-template\.(json|ya?ml)$/.test(other.file) &&
      [folder, path.join(folder, 'build')].includes(path.dirname(other.file)),
  );
}

function isOverridden({ name = '', file }: TextFile): boolean {
  return path.basename(name) === 'cli-inputs.json' && existsSync(path.join(path.dirname(file), 'override.ts'));
}

/** What has to be done before the tables of a program can be read; of a folder, only where it was not done. */
function hintOf({ name = '', file, format, isNamed }: TextFile, files: readonly TextFile[]): string | undefined {
  const folder = path.dirname(file);
  if (path.basename(name) === 'cdk.json') {
    const isMade =
      existsSync(path.join(folder, 'cdk.out')) &&
      files.some((other) => other.file.startsWith(path.join(folder, 'cdk.out')));
    return isMade ? undefined : `${name}: CDK's source is a program. Run npx cdk synth there, and import cdk.out.`;
  }
  if (
    format === 'terraform-show' &&
    !isNamed &&
    files.some((other) => other.format === 'terraform' && path.dirname(other.file) === folder)
  ) {
    return `${name}: passed by, because the configuration is read; name it to read the state or the plan in its place.`;
  }
  if (format === 'program' && isNamed) {
    return `${name}: this is a program, which makes its tables when it runs. Of CDK, run npx cdk synth, and import the folder cdk.out; of others, pull the live tables: tablewright pull.`;
  }
  if (format === 'graphql') {
    return `${name}: Amplify makes the tables of this when it is built. Run amplify push, or amplify api gql-compile, and import the templates in build/stacks beside it.`;
  }
  return undefined;
}
