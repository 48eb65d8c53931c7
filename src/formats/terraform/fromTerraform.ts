import {
  canonicalTable,
  defineTable,
  isProperties,
  show,
  type TableSchema,
  type ValidateOptions,
  validateTable,
} from '../../schema/index.js';
import { type ReadTables, withoutTwins } from '../schemas.js';
import { readBeside, reportOthers } from './beside.js';
import { bodiesOf } from './body.js';
import { parsePolicies, parseTerraform } from './parseTerraform.js';
import { readTable, type TableDraft } from './readTable.js';
import { createScope, type Scope } from './scope.js';

/** The files of a configuration, and of the local modules that it calls. */
export interface TerraformFiles {
  /**
   * Their texts, by their paths with `/`: `main.tf`, `modules/table/main.tf`. Files of variables (`terraform.tfvars`, `*.auto.tfvars`)
   * that stand beside them count by themselves, as they do for Terraform.
   */
  readonly files: { readonly [path: string]: string };
}

/** What `fromTerraform` needs to know beside the configuration. */
export interface FromTerraformOptions extends ValidateOptions {
  /** The name of the file, for errors. Left out: `main.tf`. */
  readonly filename?: string;
  /** Values of variables by name, as `-var` gives them: a string that a variable of another type is to hold is an expression. */
  readonly vars?: { readonly [name: string]: unknown };
  /** Texts of files of variables by their names, as `-var-file` gives them: `prod.tfvars`, `prod.tfvars.json`. The later counts. */
  readonly varFiles?: { readonly [filename: string]: string };
  /** Names of tables by their addresses, for names that only a deployment knows: `{ 'aws_dynamodb_table.orders': 'prod-orders' }`. */
  readonly names?: { readonly [address: string]: string };
}

/**
 * Reads the DynamoDB tables of a Terraform configuration: text of a `.tf` or a `.tf.json` file, or the object that such JSON holds.
 * For `.tf` text it imports `@cdktf/hcl2json`, only then.
 *
 * The tables stand under their addresses (`aws_dynamodb_table.sessions`), frozen, each with its resource policy, contributor
 * insights and tags from the resources beside it. `issues` holds all that was not taken over as it stands, with its place in the
 * configuration: variables and locals that were resolved; arguments without a place in a schema; and expressions that only Terraform
 * knows, such as the ARN of a key or a variable without a default, which are left out and never become values (a setting of several
 * parts is left out whole when one of them is such). Under the table's address it holds what `validateTable` says of it: a table
 * whose name or key was left out is in `tables`, and is not valid. Tables that have one name are not in `tables`.
 *
 * Values of more than 65,536 characters and entries are not worked out, and left out with a note: locals that name each other can
 * double with each line.
 *
 * @example
 * ```ts
 * const { tables, issues } = await fromTerraform(await readFile('main.tf', 'utf8'));
 * ```
 *
 * @throws TableSchemaError (`terraform-syntax`), with the place, if the text is not Terraform.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
 */
export async function fromTerraform(
  source: string | TerraformFiles | { readonly [block: string]: unknown },
  options: FromTerraformOptions = {},
): Promise<ReadTables> {
  const { config, repeated } =
    typeof source === 'string'
      ? await parseTerraform(source, options.filename ?? 'main.tf')
      : { config: source, repeated: [] };
  const scope = createScope(config);
  for (const path of repeated) {
    scope.report('terraform-duplicate', path, 'is given twice; the last counts');
  }
  if (!isProperties(config)) scope.report('terraform-type', [], 'is not an object of blocks');
  const keys = readKeys(scope, config);
  const drafts = new Map<string, TableDraft>();
  for (const [name, body] of bodiesOf(scope, config, 'resource', 'aws_dynamodb_table')) {
    drafts.set(name, readTable(body, keys));
  }
  readBeside(scope, config, drafts, await parsePolicies(config));
  reportOthers(scope, config, drafts);

  const read = [...drafts].map(([name, draft]) => [`aws_dynamodb_table.${name}`, finish(draft)] as const);
  const single = withoutTwins(read, (address, twin, tableName) =>
    scope.report(
      'table-name-once',
      ['resource', ...address.split('.'), 'name'],
      `${show(tableName)} is the name of ${twin} too, and neither was read; remove one, or read them apart`,
    ),
  );
  for (const [address, schema] of single) {
    for (const { rule, path, message } of validateTable(schema, options)) {
      scope.report(rule, [address, ...path], message);
    }
  }
  return { tables: Object.fromEntries(single), unnamed: {}, sources: {}, issues: scope.issues };
}

function finish(draft: TableDraft): TableSchema {
  const { tableName, attributes, key, localSecondaryIndexes: local, globalSecondaryIndexes: global, settings } = draft;
  const schema = {
    tableName,
    attributes: Object.fromEntries(attributes),
    ...key,
    localSecondaryIndexes: Object.fromEntries(local),
    globalSecondaryIndexes: Object.fromEntries(global),
    ...settings,
  };
  return defineTable(canonicalTable(schema as unknown as TableSchema)) as TableSchema;
}

/** The id behind `data.aws_kms_key.x.arn`, so that a schema names the key as the configuration does. */
function readKeys(scope: Scope, config: unknown): (reference: unknown) => string | undefined {
  const bodies = bodiesOf(scope, config, 'data', 'aws_kms_key');
  return (reference) => {
    const [, name] = /^\$\{\s*data\.aws_kms_key\.([\w-]+)\.arn\s*\}$/.exec(String(reference)) ?? [];
    return name === undefined ? undefined : bodies.get(name)?.string('key_id');
  };
}
