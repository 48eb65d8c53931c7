import {
  defineTable,
  type TableIssue,
  type TableSchema,
  type ValidateOptions,
  validateTable,
} from '../../schema/index.js';
import type { ReadTables } from '../schemas.js';
import { type Body, bodiesOf } from './body.js';
import { parsePolicies, parseTerraform } from './parseTerraform.js';
import { type Draft, readTable } from './readTable.js';
import { createScope, type Scope } from './scope.js';
import { isRecord, recordsOf } from './shape.js';

export interface FromTerraformOptions extends ValidateOptions {
  /** The name of the file, for errors. Left out: `main.tf`. */
  readonly filename?: string;
}

/**
 * Reads the DynamoDB tables of a Terraform configuration: text of a `.tf` or a `.tf.json` file, or the object that such JSON holds.
 * For `.tf` text it imports `@cdktf/hcl2json`, only then.
 *
 * The tables stand under their addresses (`aws_dynamodb_table.sessions`), frozen, each with its resource policy, contributor
 * insights and tags from the resources beside it. `issues` holds all that was not taken over as it stands, with its place in the
 * configuration: expressions (kept as text), variables and locals that were resolved, arguments without a place in a schema; and
 * under the table's address, what `validateTable` says of it.
 *
 * @example
 * ```ts
 * const { tables, issues } = await fromTerraform(await readFile('main.tf', 'utf8'));
 * ```
 *
 * @throws TableSchemaError (`terraform-syntax`), with the place, if the text is not Terraform.
 */
export async function fromTerraform(
  source: string | { readonly [block: string]: unknown },
  options: FromTerraformOptions = {},
): Promise<ReadTables> {
  const config = typeof source === 'string' ? await parseTerraform(source, options.filename ?? 'main.tf') : source;
  const scope = createScope(config);
  if (!isRecord(config)) scope.report('terraform-type', [], 'is not an object of blocks');
  const keys = readKeys(scope, config);
  const drafts = new Map<string, Draft>();
  for (const [name, body] of bodiesOf(scope, config, 'resource', 'aws_dynamodb_table')) {
    drafts.set(name, readTable(body, keys));
  }
  readPolicies(scope, config, drafts, await parsePolicies(config));
  readInsights(scope, config, drafts);
  readTags(scope, config, drafts);
  reportOthers(scope, config);

  const tables: Record<string, TableSchema> = {};
  const issues: TableIssue[] = [...scope.issues];
  for (const [name, draft] of drafts) {
    const address = `aws_dynamodb_table.${name}`;
    const schema = finish(draft);
    for (const { rule, path, message } of validateTable(schema, options)) {
      issues.push({ rule, path: [address, ...path], message });
    }
    tables[address] = defineTable(schema as never) as TableSchema;
  }
  return { tables, issues };
}

/** In the order in which a schema is written by hand. */
function finish({ attributes, globalSecondaryIndexes, localSecondaryIndexes, tags, ...draft }: Draft): object {
  const { tableName, partitionKey, sortKey, ...settings } = draft;
  return {
    tableName,
    attributes: Object.fromEntries(attributes),
    partitionKey,
    ...(sortKey !== undefined && { sortKey }),
    ...(globalSecondaryIndexes.size && { globalSecondaryIndexes: Object.fromEntries(globalSecondaryIndexes) }),
    ...(localSecondaryIndexes !== undefined && { localSecondaryIndexes }),
    ...settings,
    ...(tags && { tags: Object.fromEntries(tags) }),
  };
}

/** The id behind `data.aws_kms_key.x.arn`, so that a schema names the key as the configuration does. */
function readKeys(scope: Scope, config: unknown): (reference: unknown) => string | undefined {
  const bodies = bodiesOf(scope, config, 'data', 'aws_kms_key');
  return (reference) => {
    const [, name] = /^\$\{\s*data\.aws_kms_key\.([\w-]+)\.arn\s*\}$/.exec(String(reference)) ?? [];
    return name === undefined ? undefined : bodies.get(name)?.string('key_id');
  };
}

/** The table that an argument refers to: by its resource, or by its name. */
function tableOf(body: Body, argument: string, drafts: ReadonlyMap<string, Draft>): Draft | undefined {
  const given = String(body.raw(argument));
  const [, name] = /^\$\{\s*aws_dynamodb_table\.([\w-]+)\.(?:arn|name|id)\s*\}$/.exec(given) ?? [];
  const draft =
    drafts.get(name ?? '') ?? [...drafts.values()].find(({ tableName }) => tableName && tableName === given);
  if (!draft) {
    body.report('terraform-table', argument, `${JSON.stringify(given)} is no table of this configuration; not read`);
  }
  return draft;
}

function readPolicies(
  scope: Scope,
  config: unknown,
  drafts: ReadonlyMap<string, Draft>,
  parsed: ReadonlyMap<string, unknown>,
) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_resource_policy').values()) {
    const draft = tableOf(body, 'resource_arn', drafts);
    if (!draft) continue;
    const text = body.raw('policy');
    const document = parsed.get(String(text));
    const policy = scope.evaluate(document ?? text, [...body.path, 'policy']);
    if (typeof policy.value === 'string') {
      const read = policy.known ? parseJson(policy.value) : undefined;
      if (read !== undefined) draft.resourcePolicy = read;
      else if (policy.known) body.report('resource-policy', 'policy', 'is not JSON; left out');
    } else if (document !== undefined || policy.value !== undefined) draft.resourcePolicy = policy.value;
    body.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readInsights(scope: Scope, config: unknown, drafts: ReadonlyMap<string, Draft>) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_contributor_insights').values()) {
    const draft = tableOf(body, 'table_name', drafts);
    if (!draft) continue;
    const indexName = body.string('index_name');
    const mode = body.string('mode');
    // Without a mode, it is this one.
    const contributorInsights = mode === undefined || mode === 'ACCESSED_AND_THROTTLED_KEYS' ? true : { mode };
    const target = indexName === undefined ? draft : draft.globalSecondaryIndexes.get(indexName);
    if (target) target.contributorInsights = contributorInsights;
    else
      body.report(
        'terraform-index',
        'index_name',
        `${JSON.stringify(indexName)} is no global index of the table; not read`,
      );
    body.close();
  }
}

function readTags(scope: Scope, config: unknown, drafts: ReadonlyMap<string, Draft>) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_tag').values()) {
    const draft = tableOf(body, 'resource_arn', drafts);
    if (!draft) continue;
    const key = body.string('key');
    const value = body.string('value');
    if (key !== undefined && value !== undefined) {
      draft.tags ??= new Map();
      draft.tags.set(key, value);
    }
    body.close();
  }
}

const read = [
  'aws_dynamodb_table',
  'aws_dynamodb_resource_policy',
  'aws_dynamodb_contributor_insights',
  'aws_dynamodb_tag',
];

/** What else in the configuration is about tables, or may be. */
function reportOthers(scope: Scope, config: unknown) {
  if (!isRecord(config)) return;
  for (const resources of recordsOf(config.resource)) {
    for (const [type, named] of Object.entries(resources)) {
      const about = type.startsWith('aws_dynamodb_') ? !read.includes(type) : /^aws_appautoscaling_/.test(type);
      if (!about) continue;
      for (const [name, bodies] of recordsOf(named).flatMap(Object.entries)) {
        if (type.startsWith('aws_appautoscaling_') && !JSON.stringify(bodies).includes('dynamodb')) continue;
        scope.report('terraform-resource', ['resource', type, name], 'a table schema has no place for this resource');
      }
    }
  }
  for (const [name] of recordsOf(config.module).flatMap(Object.entries)) {
    scope.report(
      'terraform-module',
      ['module', name],
      'modules are not read; give the text of its files for tables in it',
    );
  }
}
