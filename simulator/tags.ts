import type {
  ListTagsOfResourceCommandInput,
  ListTagsOfResourceCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-dynamodb';
import { invalid, notFound, validationError } from './errors.js';
import { checkTags, tooManyTags } from './requestRules.js';
import { endOf, type Lagging, readLagging, requireResource, type World } from './state.js';
import { checkTableActive } from './updateTable.js';

/** API: TagResource. Tags of the same key are overwritten. */
export function tagResource(world: World, { ResourceArn, Tags = [] }: TagResourceCommandInput): object {
  if (!Tags.length) throw invalid('request', 'At least one tag is required');
  checkTags(Tags);
  const tagged = requireTagged(world, ResourceArn);
  const tags = new Map(tagsOf(tagged).now);
  for (const { Key, Value } of Tags) tags.set(Key as string, Value as string);
  if (tags.size > 50) throw tooManyTags();
  setTags(world, tagged, tags);
  return {};
}

/** API: UntagResource. Keys that are not there are no error. */
export function untagResource(world: World, { ResourceArn, TagKeys = [] }: UntagResourceCommandInput): object {
  if (!TagKeys.length) throw invalid('request', 'At least one tag key is required');
  const tagged = requireTagged(world, ResourceArn);
  const tags = new Map(tagsOf(tagged).now);
  for (const key of TagKeys) tags.delete(key);
  setTags(world, tagged, tags);
  return {};
}

/** API: ListTagsOfResource, in pages. */
export function listTagsOfResource(
  world: World,
  { ResourceArn, NextToken }: ListTagsOfResourceCommandInput,
): Omit<ListTagsOfResourceCommandOutput, '$metadata'> {
  checkArn(ResourceArn);
  const tagged = requireResource(world, ResourceArn, () => missing(ResourceArn));
  const tags = [...readLagging(world, tagsOf(tagged))].map(([Key, Value]) => ({ Key, Value }));
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const to = from + world.quotas.tagsPerPage;
  return { Tags: tags.slice(from, to), ...(to < tags.length && { NextToken: String(to) }) };
}

/** A table, or its stream, which has tags of its own. */
type Tagged = ReturnType<typeof requireResource>;

function requireTagged(world: World, arn: string | undefined): Tagged {
  checkArn(arn);
  const tagged = requireResource(world, arn, () => missing(arn));
  if (tagged.table.status !== 'UPDATING') checkTableActive(tagged.table);
  return tagged;
}

type Tags = Lagging<ReadonlyMap<string, string>>;

function tagsOf({ table, arn }: Tagged): Tags {
  return arn === table.arn ? table.tags : (table.streamTags.get(arn) ?? none);
}

const none: Tags = { now: new Map(), before: new Map(), visibleAt: 0 };

function checkArn(arn: string | undefined): void {
  if (!arn?.startsWith('arn:'))
    throw validationError('request', `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
}

function missing(arn: string | undefined): Error {
  return notFound(`ResourcArn: ${arn} not found`);
}

function setTags(world: World, tagged: Tagged, now: ReadonlyMap<string, string>): void {
  const tags: Tags = { now, before: tagsOf(tagged).now, visibleAt: endOf(world, world.durations.tagsVisible) };
  const { table, arn } = tagged;
  if (arn === table.arn) table.tags = tags;
  else table.streamTags.set(arn, tags);
}
