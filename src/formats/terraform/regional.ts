import type { TableSchema } from '../../schema/index.js';
import { type ArgumentValue, argument, type Block, type Entry, type Json, optional } from './document.js';
import type { FreeName } from './freeNames.js';

/** A table, its stream or its replica in another Region, as what stands beside it refers to it. */
export interface Place {
  /** The words of which local names are made. */
  readonly words: readonly [string, ...string[]];
  /** The Region of a replica, in which its resources are; the provider takes it since version 6. */
  readonly region?: string | undefined;
  readonly tableName: ArgumentValue;
  readonly arn: ArgumentValue;
}

function resource(
  { words, region }: Place,
  free: FreeName,
  type: string,
  more: readonly string[],
  body: Entry[],
): Block {
  const labels = [type, free(type, ...words, ...more)];
  return { type: 'resource', labels, body: [...optional('region', region), ...body] };
}

export function policyBlocks(policy: TableSchema['resourcePolicy'], place: Place, free: FreeName): Block[] {
  if (!policy) return [];
  // Text stays the text that it is, white space and all.
  const document: ArgumentValue =
    typeof policy === 'string'
      ? { kind: 'literal', value: policy }
      : { kind: 'json', value: JSON.parse(JSON.stringify(policy)) as Json };
  const body = [argument('resource_arn', place.arn), argument('policy', document)];
  return [resource(place, free, 'aws_dynamodb_resource_policy', [], body)];
}

/** Tags of what no resource has them of: one resource a tag. */
export function tagBlocks(tags: TableSchema['tags'], place: Place, free: FreeName): Block[] {
  return Object.entries(tags ?? {}).map(([key, value]) =>
    resource(
      place,
      free,
      'aws_dynamodb_tag',
      [key],
      [argument('resource_arn', place.arn), argument('key', key), argument('value', value)],
    ),
  );
}

export function destinationBlocks(
  destination: TableSchema['kinesisStreamingDestination'],
  place: Place,
  free: FreeName,
): Block[] {
  if (!destination) return [];
  const { streamArn, approximateCreationDateTimePrecision: precision = 'MILLISECOND' } = destination;
  const body = [
    argument('table_name', place.tableName),
    argument('stream_arn', streamArn),
    // Also the default, because without it the provider keeps what the destination has.
    argument('approximate_creation_date_time_precision', precision),
  ];
  return [resource(place, free, 'aws_dynamodb_kinesis_streaming_destination', [], body)];
}

/** A resource where insights are on. Off is to have none: the provider has no other way to say it. */
export function insightsBlocks(
  mode: string | false | undefined,
  indexName: string | undefined,
  place: Place,
  free: FreeName,
): Block[] {
  if (!mode) return [];
  const body = [argument('table_name', place.tableName), ...optional('index_name', indexName), argument('mode', mode)];
  return [resource(place, free, 'aws_dynamodb_contributor_insights', indexName === undefined ? [] : [indexName], body)];
}
