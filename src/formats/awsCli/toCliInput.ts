import type { ProvisionedThroughput, TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { visibleJson } from '../visibleJson.js';
import { type CliCall, callsAfterCreateTable, createTable } from './calls.js';
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
 * it, and then sets what CreateTable does not carry: TTL, point-in-time recovery, contributor insights.
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
  const common = shellWords([
    ['--region', options.region],
    ['--endpoint-url', options.endpointUrl],
    ['--profile', options.profile],
  ]);
  const nextName = fileNames();
  const files: [string, string][] = [];
  const list = toSchemaList(schemas);
  const commands = list.flatMap((schema) => {
    const run = ({ operation, inputs }: CliCall): readonly string[] =>
      inputs(schema).map((input) => {
        const name = nextName(operation, schema.tableName);
        files.push([name, asciiJson(input)]);
        return `aws dynamodb ${operation} --cli-input-json file://${name}${common}`;
      });
    return [
      ...run(createTable),
      `aws dynamodb wait table-exists${shellWords([['--table-name', schema.tableName]])}${common}`,
      ...callsAfterCreateTable(schema).flatMap(run),
    ];
  });
  return { files: Object.fromEntries(files), commands, notes: list.flatMap(notesOn) };
}

/** The calls have no word for a capacity that something else moves. */
function notesOn(schema: TableSchema): string[] {
  const { tableName, globalSecondaryIndexes = {} } = schema;
  const holders: [name: string, capacity: ProvisionedThroughput | undefined][] = [
    [tableName, schema.provisionedThroughput],
    ...Object.entries(globalSecondaryIndexes).map(
      ([name, { provisionedThroughput }]): [string, ProvisionedThroughput | undefined] => [
        `${tableName}/index/${name}`,
        provisionedThroughput,
      ],
    ),
  ];
  return holders.flatMap(([name, capacity]) =>
    capacity?.autoScaling === 'UNMANAGED'
      ? [`${name}: the capacity is where it starts; what scales it is not made here.`]
      : [],
  );
}

/** The AWS CLI reads files in the encoding of the locale: in ASCII they are the same in any. */
function asciiJson(value: object): string {
  const json = visibleJson(value);
  // By UTF-16 units, as JSON's escapes are.
  return `${json.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
