import { isProperties, type Path, type ValidateOptions } from '../../../schema/index.js';
import type { ReadTables } from '../../schemas.js';
import { fullTank } from '../evaluate/environment.js';
import { createTemplates, type Templates } from '../evaluate/parseExpressions.js';
import { recordsOf } from '../recordsOf.js';
import { reportDefaultTags } from './defaultTags.js';
import { finishTables } from './finishTables.js';
import { type Folder, type Folders, readFolders, rootsOf } from './folders.js';
import { modulesOf } from './modules.js';
import { parseTerraform } from './parseTerraform.js';
import { type ReadTable, readModules } from './readModule.js';
import { createScope } from './scope.js';
import { linesIn } from './sourcePlaces.js';
import { givenVariables, typesIn } from './variables.js';

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
 * Reads the DynamoDB tables of a Terraform configuration: text of a `.tf` or a `.tf.json` file, the texts of several files and of the
 * local modules that they call, or the object that such JSON holds. For `.tf` text, and for expressions in JSON, it imports
 * `@cdktf/hcl2json`, only then.
 *
 * The tables stand under their addresses (`aws_dynamodb_table.sessions`, `module.shop.aws_dynamodb_table.all["orders"]`), frozen, each
 * with its resource policy, contributor insights, auto scaling, Kinesis stream, replicas and tags from the resources beside it. Expressions are worked out as far as the
 * configuration tells: variables, locals, operators, templates, `for`, Terraform's functions for strings and collections, `count`,
 * `for_each` and `dynamic` blocks. A table whose name only a deployment knows is in `unnamed`; `names` gives it one.
 *
 * `issues` holds all that was not taken over as it stands, with its place in the configuration: defaults of variables that were taken;
 * arguments without a place in a schema; and expressions that only Terraform knows, such as the ARN of a key or a variable without a
 * value, which are left out and never become values (a setting of several parts is left out whole when one of them is such). Under
 * the table's address it holds what `validateTable` says of it. Tables that have one name are not in `tables`.
 *
 * Values of more than 65,536 characters and entries are not worked out, and left out with a note: locals that name each other can
 * double with each line.
 *
 * @example
 * ```ts
 * const files = { 'main.tf': await readFile('main.tf', 'utf8'), 'variables.tf': await readFile('variables.tf', 'utf8') };
 * const { tables, unnamed, issues } = await fromTerraform({ files }, { vars: { stage: 'prod' } });
 * ```
 *
 * @throws TableSchemaError (`terraform-syntax`), with the place, if the text is not Terraform.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
 */
export async function fromTerraform(
  source: string | TerraformFiles | { readonly [block: string]: unknown },
  options: FromTerraformOptions = {},
): Promise<ReadTables> {
  const scope = createScope();
  const { all: folders, repeated } = await foldersOf(source, options.filename, (folder, { issues: [issue] }) => {
    scope.report('terraform-syntax', [folder || '.'], `${issue.message}; no file of this folder was read`);
  });
  for (const path of repeated) scope.report('terraform-duplicate', path, 'is given twice; the last counts');
  const templates = createTemplates();
  for (const { config } of folders.values()) {
    if (!isProperties(config)) scope.report('terraform-type', [], 'is not an object of blocks');
    await templates.parse(readPartsOf(config));
  }
  const roots = rootsOf(folders);
  const given = await givenVariables(roots, options, templates, (path, message) =>
    scope.report('terraform-variable', path, message),
  );
  const reading = { scope, templates, folders, fuel: { left: fullTank, depth: 0 } };
  const read: ReadTable[] = [];
  const names = options.names ?? {};
  for (const root of roots) {
    const taken = new Set(read.map(({ address }) => address));
    const before = read.length;
    const tables = readModules(modulesOf(reading, root, given.get(root) ?? new Map()), names);
    // Two roots may have one address.
    const twice = new Set(tables.filter(({ address }) => taken.has(address)).map(({ module }) => module));
    for (const table of tables) {
      read.push(twice.has(table.module) ? { ...table, address: `${root.path}/${table.address}` } : table);
    }
    if (read.length > before) reportDefaultTags(scope, root.config);
  }
  const lines = linesIn([...folders.values()]);
  return finishTables(
    scope,
    read.map((table) => ({ ...table, source: lines(table) })),
    options,
  );
}

async function foldersOf(
  source: string | TerraformFiles | { readonly [block: string]: unknown },
  filename: string | undefined,
  report: Parameters<typeof readFolders>[1],
): Promise<Folders> {
  if (isProperties(source) && isProperties(source.files)) {
    return readFolders(source.files as TerraformFiles['files'], report);
  }
  const text = typeof source === 'string' ? source : undefined;
  const { config, repeated } =
    text === undefined ? { config: source, repeated: [] } : await parseTerraform(text, filename ?? 'main.tf');
  const files = text === undefined ? [] : [{ name: filename, text }];
  const folder: Folder = { path: '', config, files, variableFiles: [] };
  return { all: new Map([['', folder]]), repeated: repeated satisfies readonly Path[] };
}

/** The parts of a configuration that tell of tables. */
function readPartsOf(config: unknown): Parameters<Templates['parse']>[0] {
  if (!isProperties(config)) return [];
  const about = /^aws_(dynamodb|appautoscaling|kms_key)/;
  const resources = [...recordsOf(config.resource), ...recordsOf(config.data)].flatMap(Object.entries);
  return [
    config.provider,
    config.variable,
    config.locals,
    config.module,
    config.output,
    typesIn(config),
    ...resources.filter(([type]) => about.test(type)).map(([, bodies]) => bodies),
  ];
}
