import {
  toCreateTableInput,
  toUpdateContinuousBackupsInput,
  toUpdateContributorInsightsInputs,
  toUpdateTimeToLiveInput,
} from '../../aws/index.js';
import type { TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { visibleJson } from '../visibleJson.js';
import { fileNames } from './fileNames.js';
import { shellWords } from './shellWords.js';

export interface CliInputOptions {
  /** Left out: the AWS CLI's own. */
  readonly region?: string;
  /** Of an emulator, such as `http://localhost:8000`. Left out: DynamoDB of AWS. */
  readonly endpointUrl?: string;
  /** Of the AWS CLI's configuration. Left out: its default. */
  readonly profile?: string;
}

export interface CliInput {
  /** File name to content. */
  readonly files: { readonly [name: string]: string };
  /** Lines for a POSIX shell, in order, each to be run after the one before it succeeded, in the folder that holds the files. */
  readonly commands: readonly string[];
}

/**
 * What the AWS CLI needs to create the tables: a file for each call, and the commands that make them. It creates a table, waits for
 * it, and then sets what CreateTable does not carry: TTL, point-in-time recovery, contributor insights.
 *
 * @example
 * ```ts
 * const { files, commands } = toCliInput(sessionTableSchema, { region: 'eu-central-1' });
 * for (const [name, content] of Object.entries(files)) await writeFile(name, content);
 * await writeFile('create-tables.sh', ['set -e', ...commands, ''].join('\n'));
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
  const commands = toSchemaList(schemas).flatMap((schema) => {
    const run = (operation: string, input: object): string => {
      const name = nextName(operation, schema.tableName);
      files.push([name, asciiJson(input)]);
      return `aws dynamodb ${operation} --cli-input-json file://${name}${common}`;
    };
    return [
      run('create-table', toCreateTableInput(schema)),
      `aws dynamodb wait table-exists${shellWords([['--table-name', schema.tableName]])}${common}`,
      ...callsAfter(schema).map(([operation, input]) => run(operation, input)),
    ];
  });
  return { files: Object.fromEntries(files), commands };
}

function callsAfter(schema: TableSchema): readonly (readonly [operation: string, input: object])[] {
  const timeToLive = toUpdateTimeToLiveInput(schema);
  const backups = toUpdateContinuousBackupsInput(schema);
  return [
    ...(timeToLive ? [['update-time-to-live', timeToLive] as const] : []),
    ...(backups ? [['update-continuous-backups', backups] as const] : []),
    ...toUpdateContributorInsightsInputs(schema).map((input) => ['update-contributor-insights', input] as const),
  ];
}

/** The AWS CLI reads files in the encoding of the locale: in ASCII they are the same in any. */
function asciiJson(value: object): string {
  const json = visibleJson(value);
  // By UTF-16 units, as JSON's escapes are.
  return `${json.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
