import { readInsightsWords, readPolicyWords, type Say } from '../../../aws/index.js';
import { defined, isProperties, show } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';
import { instancesOf, type Module, pathOf } from './blocks.js';
import type { Body } from './body.js';
import { type Holder, holderOf, regionOf } from './holders.js';
import type { Links } from './links.js';
import { readTableReplica } from './replicas.js';
import { isOfDynamo, scalingResources, scalingTypes } from './scaledResources.js';

/** Puts into the tables what the resources of a module say of them, and returns what scales them. */
export function readBeside(module: Module, links: Links): ReturnType<typeof scalingResources> {
  const { within } = links;
  const replicas = instancesOf(module, 'resource', replicaType, { within });
  // First, for the others may be about it.
  for (const { body } of replicas) readTableReplica(body, links, module);
  const withReplicas = links.withReplicas(replicas, (body) => regionOf(body, module));
  for (const [type, read] of Object.entries(readers)) {
    for (const { body } of instancesOf(module, 'resource', type, { within: withReplicas.within }))
      read(body, withReplicas, module);
  }
  const scaling = scalingResources(module, links, (body) => body.reportAll('terraform-resource', noPlace));
  reportOthers(module);
  return scaling;
}

const replicaType = 'aws_dynamodb_table_replica';

type Reader = (body: Body, links: Links, module: Module) => void;

const readers: { readonly [type: string]: Reader } = {
  aws_dynamodb_resource_policy: readPolicy,
  aws_dynamodb_kinesis_streaming_destination: readDestination,
  aws_dynamodb_contributor_insights: readInsights,
  aws_dynamodb_tag: readTag,
};

function readPolicy(body: Body, links: Links, module: Module) {
  const holder = holderOf(body, 'resource_arn', links, module);
  if (!holder) return;
  const setting = holder.isStream ? 'streamResourcePolicy' : 'resourcePolicy';
  if (isOfReplicasStream(body, holder)) return;
  const policy = module.scope.settle(body.document('policy'), [...body.path, 'policy']);
  // Without a part of it, a policy would be another.
  if (policy.known) {
    const { value } = policy;
    const say: Say = (rule, _, message) => body.report(rule, 'policy', message);
    holder.settings[setting] = typeof value === 'string' ? readPolicyWords(value, say) : value;
  }
  body.close();
}

/** A schema says of a replica's stream what it says of the table's. */
function isOfReplicasStream(body: Body, { isStream, region }: Holder): boolean {
  if (!isStream || region === undefined) return false;
  body.reportAll(
    'terraform-resource',
    `is about the stream of the replica in ${region}, for which a schema has no place`,
  );
  return true;
}

function readInsights(body: Body, links: Links, module: Module) {
  const holder = holderOf(body, 'table_name', links, module);
  if (!holder) return;
  const { draft, settings, region } = holder;
  const indexName = body.string('index_name');
  const mode = body.string('mode');
  body.close();
  if (body.isUnknown('index_name') || body.isUnknown('mode')) return;
  const index = indexName === undefined ? undefined : draft.globalSecondaryIndexes.get(indexName);
  const insights = readInsightsWords(true, mode);
  if (indexName === undefined) settings.contributorInsights = insights;
  else if (!index) {
    const message = `${show(indexName)} is not a global index of the table; it is not read`;
    body.report('terraform-index', 'index_name', message);
  } else if (region === undefined) index.contributorInsights = insights;
  else {
    const indexes = isProperties(settings.globalSecondaryIndexes) ? settings.globalSecondaryIndexes : {};
    const added = [...Object.entries(indexes), [indexName, { contributorInsights: insights }]];
    settings.globalSecondaryIndexes = Object.fromEntries(added);
  }
}

function readTag(body: Body, links: Links, module: Module) {
  const holder = holderOf(body, 'resource_arn', links, module);
  if (!holder || isOfReplicasStream(body, holder)) return;
  const setting = holder.isStream ? 'streamTags' : 'tags';
  const { settings } = holder;
  const key = body.string('key');
  const value = body.string('value');
  if (key !== undefined && value !== undefined) {
    const tags = isProperties(settings[setting]) ? settings[setting] : {};
    settings[setting] = Object.fromEntries([...Object.entries(tags), [key, value]]);
  }
  body.close();
}

function readDestination(body: Body, links: Links, module: Module) {
  const holder = holderOf(body, 'table_name', links, module);
  if (!holder) return;
  const { settings } = holder;
  const streamArn = body.string('stream_arn');
  const precision = body.string('approximate_creation_date_time_precision') || undefined;
  body.close();
  const isKnown = !body.isUnknown('stream_arn') && !body.isUnknown('approximate_creation_date_time_precision');
  if (isKnown && streamArn === undefined)
    body.reportAll('terraform-resource', 'is not read, because it has no stream_arn');
  if (!isKnown || streamArn === undefined) return;
  if (settings.kinesisStreamingDestination !== undefined) {
    const message = 'another stream of this table was read, and a schema has one; it is not read';
    body.report('terraform-duplicate', 'stream_arn', message);
    return;
  }
  settings.kinesisStreamingDestination = defined({ streamArn, approximateCreationDateTimePrecision: precision });
}

const noPlace = 'a table schema has no place for this resource';

function isRead(type: string): boolean {
  return ['aws_dynamodb_table', replicaType, ...scalingTypes].includes(type) || Object.hasOwn(readers, type);
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
