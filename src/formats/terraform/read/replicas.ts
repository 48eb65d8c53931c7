import { cannotCarry, defined, isProperties, type NotCarried, type Replica, show } from '../../../schema/index.js';
import type { Module } from './blocks.js';
import type { Body } from './body.js';
import type { Settings, Source, TableDraft } from './draft.js';
import { regionOf, replicasOf } from './holders.js';
import type { Links } from './links.js';

/** A resource beside the table says it. */
const beside = () => undefined;

type Read = (block: Body, keyIdOf: Source['keyIdOf']) => unknown;

/** What a `replica` block says of a setting. */
const ofBlock: { readonly [P in keyof Required<Replica>]: Read | NotCarried } = {
  tableClass: cannotCarry('there is no argument for it'),
  deletionProtection: (block) => block.boolean('deletion_protection_enabled'),
  pointInTimeRecovery: (block) => block.boolean('point_in_time_recovery'),
  contributorInsights: beside,
  // Those of the table, once they are read.
  tags: beside,
  encryption: (block, keyIdOf) => {
    const key = keyIdOf(block.raw('kms_key_arn')) ?? block.string('kms_key_arn');
    return key ? { kmsMasterKeyId: key } : undefined;
  },
  kinesisStreamingDestination: beside,
  resourcePolicy: beside,
  provisionedThroughput: cannotCarry('there is no argument for it'),
  onDemandThroughput: cannotCarry('there is no argument for it'),
  globalSecondaryIndexes: beside,
};

function readEach(body: Body, keyIdOf: Source['keyIdOf']): Settings {
  const entries = Object.entries(ofBlock).map(([setting, read]) => [
    setting,
    typeof read === 'function' ? read(body, keyIdOf) : undefined,
  ]);
  return defined(Object.fromEntries(entries));
}

/** The `replica` blocks of a table, by Region. Of one whose Region only Terraform knows, none is left: they are all of them. */
export function readReplicas({ body, keyIdOf }: Source): { readonly [region: string]: Settings } | undefined {
  const replicas = new Map<string, Settings>();
  const blocks = body.blocks('replica');
  // Before anything in them is read, which may be unknown as well.
  let known = !body.isUnknown('replica');
  if (!known && blocks.length)
    body.report('terraform-dynamic', 'replica', 'has more than is known here; no replicas of this table are read');
  for (const block of blocks) {
    const region = block.string('region_name');
    const settings = readEach(block, keyIdOf);
    if (block.boolean('propagate_tags')) settings.tags = propagated;
    const consistency = block.string('consistency_mode');
    if (consistency !== undefined && consistency !== 'EVENTUAL') {
      const message = `${show(consistency)}: a table schema has no place for this`;
      block.report('terraform-argument', 'consistency_mode', message);
    }
    for (const computed of ['arn', 'stream_arn', 'stream_label']) block.raw(computed);
    block.close();
    if (region === undefined) {
      known = false;
      block.report('terraform-expression', 'region_name', 'is not known; no replicas of this table are read');
    } else if (replicas.has(region)) {
      block.report('terraform-duplicate', 'region_name', `${show(region)} has a replica already; this one is not read`);
    } else replicas.set(region, settings);
  }
  return known && replicas.size ? Object.fromEntries(replicas) : undefined;
}

/** Stands for the tags of the table. */
const propagated = {};

/** Gives replicas the tags of their table that the provider would. */
export function propagateTags(settings: Settings): void {
  for (const replica of Object.values(isProperties(settings.replicas) ? settings.replicas : {}) as Settings[]) {
    if (replica.tags !== propagated) continue;
    if (isProperties(settings.tags)) replica.tags = { ...settings.tags };
    else delete replica.tags;
  }
}

/** Reads an `aws_dynamodb_table_replica`, the other way to say it. */
export function readTableReplica(body: Body, links: Links, module: Module): void {
  const found = links.tableOf(body, 'global_table_arn');
  const region = regionOf(body, module);
  if (!found || region === undefined) {
    const what = found ? 'its Region is known to Terraform only' : 'its table is not one of this configuration';
    body.reportAll('terraform-resource', `is not read, because ${what}`);
    return;
  }
  const { draft } = found;
  const settings = defined({
    tableClass: body.string('table_class_override') || undefined,
    ...readEach(body, () => undefined),
    tags: readTags(body),
  });
  for (const computed of ['main_region', 'tags_all', 'provider', 'lifecycle']) body.raw(computed);
  body.close();
  addReplica(draft, region, settings);
}

function readTags(body: Body): unknown {
  const tags = body.value('tags');
  return isProperties(tags) && Object.keys(tags).length ? tags : undefined;
}

function addReplica(draft: TableDraft, region: string, settings: Settings): void {
  const replicas = replicasOf(draft);
  // A state has it in the table, too.
  draft.settings.replicas = { ...replicas, [region]: { ...replicas[region], ...settings } };
}
