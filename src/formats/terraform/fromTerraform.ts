import {
  defined,
  defineTable,
  show,
  type TableSchema,
  type ValidateOptions,
  validateTable,
} from '../../schema/index.js';
import { scaledResource } from '../scalableTarget.js';
import { type ReadTables, withoutTwins } from '../schemas.js';
import { type Body, bodiesOf } from './body.js';
import { parsePolicies, parseTerraform } from './parseTerraform.js';
import { type Draft, readTable } from './readTable.js';
import { createScope, type Scope } from './scope.js';
import { isRecord, type Properties, recordsOf } from './shape.js';

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
  source: string | { readonly [block: string]: unknown },
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
  if (!isRecord(config)) scope.report('terraform-type', [], 'is not an object of blocks');
  const keys = readKeys(scope, config);
  const drafts = new Map<string, Draft>();
  for (const [name, body] of bodiesOf(scope, config, 'resource', 'aws_dynamodb_table')) {
    drafts.set(name, readTable(body, keys));
  }
  readPolicies(scope, config, drafts, await parsePolicies(config));
  readInsights(scope, config, drafts);
  readTags(scope, config, drafts);
  reportOthers(scope, config, drafts);

  const read = [...drafts].map(
    ([name, draft]) => [`aws_dynamodb_table.${name}`, defineTable(finish(draft) as never) as TableSchema] as const,
  );
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
  return { tables: Object.fromEntries(single), issues: scope.issues };
}

/** In the order in which a schema is written by hand. */
function finish({ attributes, globalSecondaryIndexes, localSecondaryIndexes, tags, ...draft }: Draft): object {
  const { nameAsWritten: _, tableName, partitionKey, sortKey, ...settings } = draft;
  return {
    ...defined({ tableName }),
    attributes: Object.fromEntries(attributes),
    ...defined({ partitionKey }),
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
  const given = body.raw(argument);
  const [, name] = /^\$\{\s*aws_dynamodb_table\.([\w-]+)\.(?:arn|name|id)\s*\}$/.exec(String(given)) ?? [];
  // By the name as it is written, too: what only Terraform knows may be the same for both.
  const draft =
    drafts.get(name ?? '') ??
    [...drafts.values()].find(({ nameAsWritten }) => given !== undefined && nameAsWritten === given);
  if (!draft) {
    body.report('terraform-table', argument, `${show(given)} is not a table of this configuration; not read`);
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
    const read = policy.known && typeof policy.value === 'string' ? parseJson(policy.value) : policy.value;
    // Without a part of it, a policy would be another.
    if (policy.known && read !== undefined) draft.resourcePolicy = read;
    else if (policy.known) body.report('resource-policy', 'policy', 'is not JSON; left out');
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
    if (body.isUnknown('index_name') || body.isUnknown('mode')) {
      body.close();
      continue;
    }
    // Without a mode, it is this one.
    const contributorInsights = mode === undefined || mode === 'ACCESSED_AND_THROTTLED_KEYS' ? true : { mode };
    const target = indexName === undefined ? draft : draft.globalSecondaryIndexes.get(indexName);
    if (target) target.contributorInsights = contributorInsights;
    else body.report('terraform-index', 'index_name', `${show(indexName)} is no global index of the table; not read`);
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

/** Marks the capacity that a scalable target scales as moved by something else. False: it is not of a table that was read. */
function readScaling({ resource_id: id }: Properties, drafts: ReadonlyMap<string, Draft>): boolean {
  const scaled = scaledResource(String(id));
  if (!scaled) return false;
  const [, name] = /^\$\{\s*aws_dynamodb_table\.([\w-]+)\.(?:name|id)\s*\}$/.exec(scaled.table) ?? [];
  const draft =
    drafts.get(name ?? '') ?? [...drafts.values()].find(({ nameAsWritten }) => nameAsWritten === scaled.table);
  const holder = scaled.index === undefined ? draft : draft?.globalSecondaryIndexes.get(scaled.index);
  if (!holder?.provisionedThroughput) return false;
  holder.provisionedThroughput = { ...holder.provisionedThroughput, autoScaling: 'UNMANAGED' };
  return true;
}

const read = [
  'aws_dynamodb_table',
  'aws_dynamodb_resource_policy',
  'aws_dynamodb_contributor_insights',
  'aws_dynamodb_tag',
];

/** What else in the configuration is about tables, or may be. */
function reportOthers(scope: Scope, config: unknown, drafts: ReadonlyMap<string, Draft>) {
  if (!isRecord(config)) return;
  for (const resources of recordsOf(config.resource)) {
    for (const [type, named] of Object.entries(resources)) {
      const about = type.startsWith('aws_dynamodb_') ? !read.includes(type) : /^aws_appautoscaling_/.test(type);
      if (!about) continue;
      for (const [name, bodies] of recordsOf(named).flatMap(Object.entries)) {
        if (type.startsWith('aws_appautoscaling_') && !JSON.stringify(bodies).includes('dynamodb')) continue;
        const scaled =
          type === 'aws_appautoscaling_target' && recordsOf(bodies).some((body) => readScaling(body, drafts));
        scope.report(
          'terraform-resource',
          ['resource', type, name],
          `a table schema has no place for this resource${scaled ? '; capacity was read as moved by something else' : ''}`,
        );
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
