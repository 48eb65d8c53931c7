import type { TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { visibleJson } from '../visibleJson.js';
import { callsAfterCreateTable, createTable } from './calls.js';
import type { CliCommand } from './command.js';
import { fileNames } from './fileNames.js';
import { shellWords } from './shellWords.js';

/** Options of `toCliInput`: what each command says besides its input. */
export interface CliInputOptions {
  /** The Region of the tables, for `--region`. Left out: the one of the AWS CLI's configuration. */
  readonly region?: string;
  /** The address of an emulator, such as `http://localhost:8000`, for `--endpoint-url`. Left out: DynamoDB of AWS. */
  readonly endpointUrl?: string;
  /** The name of a profile of the AWS CLI's configuration, for `--profile`. Left out: its default. */
  readonly profile?: string;
}

/** What `toCliInput` makes: files, and the commands that read them. */
export interface CliInput {
  /** The content of each file by its name: one line of JSON or more, in ASCII. */
  readonly files: { readonly [name: string]: string };
  /** Lines for a POSIX shell, in order, each to be run after the one before it succeeded, in the folder that holds the files. */
  readonly commands: readonly string[];
  /** What the schemas say and no command can, a sentence each: for comments in a script. */
  readonly notes: readonly string[];
}

/**
 * What the AWS CLI needs to create the tables: a file for each call, and the commands that make them. It creates a table, waits for
 * it, and then sets what CreateTable does not carry: TTL, point-in-time recovery, contributor insights, auto scaling, a Kinesis stream, the
 * policy and the tags of the table's stream, and replicas, each with its settings by commands in its Region.
 *
 * @example
 * ```ts
 * const { files, commands, notes } = toCliInput(sessionTableSchema, { region: 'eu-central-1' });
 * for (const [name, content] of Object.entries(files)) await writeFile(name, content);
 * await writeFile('create-tables.sh', ['set -e', ...notes.map((note) => `# ${note}`), ...commands, ''].join('\n'));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, or two have the same name; RangeError for an option that is not one
 * line of visible text.
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
 */
export function toCliInput(schemas: Schemas, options: CliInputOptions = {}): CliInput {
  const common = (region = options.region) =>
    shellWords([
      ['--region', region],
      ['--endpoint-url', options.endpointUrl],
      ['--profile', options.profile],
    ]);
  const nextName = fileNames();
  const files: [string, string][] = [];
  const list = toSchemaList(schemas);
  const commands = list.flatMap((schema) => {
    const { tableName } = schema;
    const ofTable = shellWords([['--table-name', tableName]]);
    const print = (command: CliCommand): string => {
      const { region } = command;
      if ('wait' in command) return `aws dynamodb wait ${command.wait}${ofTable}${common(region)}`;
      const { service = 'dynamodb', operation, input, resource } = command;
      const name = nextName(operation, region === undefined ? tableName : `${region}-${tableName}`);
      files.push([name, asciiJson(input)]);
      const arn = resource
        ? ` --resource-arn "$(aws dynamodb describe-table${ofTable} --query Table.${resource} --output text${common(region)})"`
        : '';
      return `aws ${service} ${operation} --cli-input-json file://${name}${arn}${common(region)}`;
    };
    const wait = { wait: 'table-exists' } as const;
    return [...createTable(schema), wait, ...callsAfterCreateTable(schema).flatMap((call) => call(schema))].map(print);
  });
  return { files: Object.fromEntries(files), commands, notes: list.flatMap(notesOn) };
}

/** The calls have no word for a capacity that something else moves. */
function notesOn({
  tableName,
  provisionedThroughput,
  globalSecondaryIndexes = {},
  replicas = {},
}: TableSchema): string[] {
  const holders: [name: string, holder: Scalable][] = [
    [tableName, { provisionedThroughput }],
    ...Object.entries(globalSecondaryIndexes).map(([name, index]): [string, Scalable] => [
      `${tableName}/index/${name}`,
      index,
    ]),
    ...Object.entries(replicas).flatMap(([region, replica]): [string, Scalable][] => [
      [`${tableName} in ${region}`, replica],
      ...Object.entries(replica.globalSecondaryIndexes ?? {}).map(([name, index]): [string, Scalable] => [
        `${tableName}/index/${name} in ${region}`,
        index,
      ]),
    ]),
  ];
  return holders.flatMap(([name, { provisionedThroughput: capacity }]) =>
    capacity?.autoScaling === 'UNMANAGED'
      ? [`${name}: the capacity is where it starts; what scales it is not made here.`]
      : [],
  );
}

interface Scalable {
  readonly provisionedThroughput?: { readonly autoScaling?: unknown };
}

/** The AWS CLI reads files in the encoding of the locale: in ASCII they are the same in any. */
function asciiJson(value: object): string {
  const json = visibleJson(value);
  // By UTF-16 units, as JSON's escapes are.
  return `${json.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
