import { readInsightsWords, readPolicyWords, type Say } from '../../aws/index.js';
import { isProperties, type Properties, show } from '../../schema/index.js';
import { scaledResource } from '../scalableTarget.js';
import { type Body, bodiesOf } from './body.js';
import type { TableDraft } from './readTable.js';
import { recordsOf } from './recordsOf.js';
import type { Scope } from './scope.js';

type Drafts = ReadonlyMap<string, TableDraft>;

/** Puts into the tables what the resources beside them say. `parsed` holds the documents of policies, by their text. */
export function readBeside(scope: Scope, config: unknown, drafts: Drafts, parsed: ReadonlyMap<string, unknown>): void {
  readPolicies(scope, config, drafts, parsed);
  readInsights(scope, config, drafts);
  readTags(scope, config, drafts);
}

/** The table that an argument refers to: by its resource, or by its name. */
function tableOf(body: Body, argument: string, drafts: Drafts): TableDraft | undefined {
  const given = body.raw(argument);
  const [, name] = /^\$\{\s*aws_dynamodb_table\.([\w-]+)\.(?:arn|name|id)\s*\}$/.exec(String(given)) ?? [];
  // By the name as it is written, too: what only Terraform knows may be the same for both.
  const draft =
    drafts.get(name ?? '') ??
    [...drafts.values()].find(({ nameAsWritten }) => given !== undefined && nameAsWritten === given);
  if (!draft) {
    body.report('terraform-table', argument, `${show(given)} is not a table of this configuration; it is not read`);
  }
  return draft;
}

function readPolicies(scope: Scope, config: unknown, drafts: Drafts, parsed: ReadonlyMap<string, unknown>) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_resource_policy').values()) {
    const draft = tableOf(body, 'resource_arn', drafts);
    if (!draft) continue;
    const text = body.raw('policy');
    const document = parsed.get(String(text));
    const policy = scope.evaluate(document ?? text, [...body.path, 'policy']);
    // Without a part of it, a policy would be another.
    if (policy.known) {
      const { value } = policy;
      const say: Say = (rule, _, message) => body.report(rule, 'policy', message);
      draft.settings.resourcePolicy = typeof value === 'string' ? readPolicyWords(value, say) : value;
    }
    body.close();
  }
}

function readInsights(scope: Scope, config: unknown, drafts: Drafts) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_contributor_insights').values()) {
    const draft = tableOf(body, 'table_name', drafts);
    if (!draft) continue;
    const indexName = body.string('index_name');
    const mode = body.string('mode');
    if (body.isUnknown('index_name') || body.isUnknown('mode')) {
      body.close();
      continue;
    }
    const target = indexName === undefined ? draft.settings : draft.globalSecondaryIndexes.get(indexName);
    if (target) target.contributorInsights = readInsightsWords(true, mode);
    else
      body.report(
        'terraform-index',
        'index_name',
        `${show(indexName)} is not a global index of the table; it is not read`,
      );
    body.close();
  }
}

function readTags(scope: Scope, config: unknown, drafts: Drafts) {
  for (const body of bodiesOf(scope, config, 'resource', 'aws_dynamodb_tag').values()) {
    const draft = tableOf(body, 'resource_arn', drafts);
    if (!draft) continue;
    const key = body.string('key');
    const value = body.string('value');
    if (key !== undefined && value !== undefined) {
      const tags = isProperties(draft.settings.tags) ? draft.settings.tags : {};
      draft.settings.tags = Object.fromEntries([...Object.entries(tags), [key, value]]);
    }
    body.close();
  }
}

/** Marks the capacity that a scalable target scales as moved by something else. False: it is not of a table that was read. */
function readScaling({ resource_id: id }: Properties, drafts: Drafts): boolean {
  const scaled = scaledResource(String(id));
  if (!scaled) return false;
  const [, name] = /^\$\{\s*aws_dynamodb_table\.([\w-]+)\.(?:name|id)\s*\}$/.exec(scaled.table) ?? [];
  const draft =
    drafts.get(name ?? '') ?? [...drafts.values()].find(({ nameAsWritten }) => nameAsWritten === scaled.table);
  const holder = scaled.index === undefined ? draft?.settings : draft?.globalSecondaryIndexes.get(scaled.index);
  if (!holder || !isProperties(holder.provisionedThroughput)) return false;
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
export function reportOthers(scope: Scope, config: unknown, drafts: Drafts) {
  if (!isProperties(config)) return;
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
