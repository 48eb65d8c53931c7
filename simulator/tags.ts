import type {
  ListTagsOfResourceCommandInput,
  ListTagsOfResourceCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-dynamodb';
import { invalid, notFound, validationError } from './errors.js';
import { checkTags, tooManyTags } from './requestRules.js';
import { endOf, readLagging, requireCompanion, type TableState, type World } from './state.js';
import { checkTableActive } from './updateTable.js';

/** API: TagResource. Tags of the same key are overwritten. */
export function tagResource(world: World, { ResourceArn, Tags = [] }: TagResourceCommandInput): object {
  if (!Tags.length) throw invalid('request', 'At least one tag is required');
  checkTags(Tags);
  const table = requireTagged(world, ResourceArn);
  const tags = new Map(table.tags.now);
  for (const { Key, Value } of Tags) tags.set(Key as string, Value as string);
  if (tags.size > 50) throw tooManyTags();
  setTags(world, table, tags);
  return {};
}

/** API: UntagResource. Keys that are not there are no error. */
export function untagResource(world: World, { ResourceArn, TagKeys = [] }: UntagResourceCommandInput): object {
  if (!TagKeys.length) throw invalid('request', 'At least one tag key is required');
  const table = requireTagged(world, ResourceArn);
  const tags = new Map(table.tags.now);
  for (const key of TagKeys) tags.delete(key);
  setTags(world, table, tags);
  return {};
}

/** API: ListTagsOfResource, in pages. */
export function listTagsOfResource(
  world: World,
  { ResourceArn, NextToken }: ListTagsOfResourceCommandInput,
): Omit<ListTagsOfResourceCommandOutput, '$metadata'> {
  checkArn(ResourceArn);
  const { table } = requireCompanion(world, ResourceArn, () => missing(ResourceArn));
  const tags = [...readLagging(world, table.tags)].map(([Key, Value]) => ({ Key, Value }));
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const to = from + world.quotas.tagsPerPage;
  return { Tags: tags.slice(from, to), ...(to < tags.length && { NextToken: String(to) }) };
}

function requireTagged(world: World, arn: string | undefined): TableState {
  checkArn(arn);
  const { table } = requireCompanion(world, arn, () => missing(arn));
  if (table.status !== 'UPDATING') checkTableActive(table);
  return table;
}

function checkArn(arn: string | undefined): void {
  if (!arn?.startsWith('arn:'))
    throw validationError('request', `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
}

function missing(arn: string | undefined): Error {
  return notFound(`ResourcArn: ${arn} not found`);
}

function setTags(world: World, table: TableState, tags: ReadonlyMap<string, string>): void {
  table.tags = { now: tags, before: table.tags.now, visibleAt: endOf(world, world.durations.tagsVisible) };
}
