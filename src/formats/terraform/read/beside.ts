import { readInsightsWords, readPolicyWords, type Say } from '../../../aws/index.js';
import { isProperties, show } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';
import { setAutoScaling } from './autoScaling.js';
import { instancesOf, type Module, pathOf } from './blocks.js';
import type { Body } from './body.js';
import type { Links } from './links.js';
import type { TableDraft } from './readTable.js';
import { isOfDynamo, scalingResources, scalingTypes } from './scaledResources.js';

/** Puts into the tables what the resources beside them say. */
export function readBeside(module: Module, drafts: readonly TableDraft[], links: Links): void {
  const { within } = links;
  for (const [type, read] of Object.entries(readers)) {
    for (const { body } of instancesOf(module, 'resource', type, { within })) read(body, links, module);
  }
  const scaling = scalingResources(module, links, (body) => body.reportAll('terraform-resource', noPlace));
  for (const draft of drafts) setAutoScaling(draft, scaling.get(draft) ?? []);
  reportOthers(module);
}

type Reader = (body: Body, links: Links, module: Module) => void;

const readers: { readonly [type: string]: Reader } = {
  aws_dynamodb_resource_policy: readPolicy,
  aws_dynamodb_contributor_insights: readInsights,
  aws_dynamodb_tag: readTag,
};

/** The table that an argument refers to: by its resource, or by its name. */
function tableOf(body: Body, argument: string, links: Links): TableDraft | undefined {
  const draft = links.tableOf(body, argument);
  if (!draft) {
    const given = show(body.written(argument) ?? body.raw(argument));
    body.report('terraform-table', argument, `${given} is not a table of this configuration; it is not read`);
  }
  return draft;
}

function readPolicy(body: Body, links: Links, { scope }: Module) {
  const draft = tableOf(body, 'resource_arn', links);
  if (!draft) return;
  const policy = scope.settle(body.document('policy'), [...body.path, 'policy']);
  // Without a part of it, a policy would be another.
  if (policy.known) {
    const { value } = policy;
    const say: Say = (rule, _, message) => body.report(rule, 'policy', message);
    draft.settings.resourcePolicy = typeof value === 'string' ? readPolicyWords(value, say) : value;
  }
  body.close();
}

function readInsights(body: Body, links: Links) {
  const draft = tableOf(body, 'table_name', links);
  if (!draft) return;
  const indexName = body.string('index_name');
  const mode = body.string('mode');
  body.close();
  if (body.isUnknown('index_name') || body.isUnknown('mode')) return;
  const target = indexName === undefined ? draft.settings : draft.globalSecondaryIndexes.get(indexName);
  if (target) target.contributorInsights = readInsightsWords(true, mode);
  else {
    const message = `${show(indexName)} is not a global index of the table; it is not read`;
    body.report('terraform-index', 'index_name', message);
  }
}

function readTag(body: Body, links: Links) {
  const draft = tableOf(body, 'resource_arn', links);
  if (!draft) return;
  const key = body.string('key');
  const value = body.string('value');
  if (key !== undefined && value !== undefined) {
    const tags = isProperties(draft.settings.tags) ? draft.settings.tags : {};
    draft.settings.tags = Object.fromEntries([...Object.entries(tags), [key, value]]);
  }
  body.close();
}

const noPlace = 'a table schema has no place for this resource';

function isRead(type: string): boolean {
  return type === 'aws_dynamodb_table' || Object.hasOwn(readers, type) || scalingTypes.includes(type);
}

/** What else in the configuration is about tables, or may be. */
function reportOthers(module: Module) {
  const { config, scope } = module;
  for (const resources of isProperties(config) ? recordsOf(config.resource) : []) {
    for (const [type, named] of Object.entries(resources)) {
      if (isRead(type)) continue;
      const isScaling = type.startsWith('aws_appautoscaling_');
      if (!isScaling && !type.startsWith('aws_dynamodb_')) continue;
      for (const [name, bodies] of recordsOf(named).flatMap(Object.entries)) {
        if (isScaling && !isOfDynamo(bodies)) continue;
        scope.report('terraform-resource', pathOf(module, 'resource', type, name), noPlace);
      }
    }
  }
}
