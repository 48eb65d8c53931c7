import {
  DescribeKinesisStreamingDestinationCommand,
  GetResourcePolicyCommand,
  type KinesisDataStreamDestination,
  ListTagsOfResourceCommand,
  type TableDescription,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import { noPolicy } from '../migrate/index.js';
import type { Client } from './client.js';

interface ReadOptions {
  readonly abortSignal?: AbortSignal | undefined;
}

/** The ARN of the stream that is on. That of one that was switched off stays in the description, and has nothing to tell. */
export function streamArnOf({ StreamSpecification, LatestStreamArn }: TableDescription): string | undefined {
  return StreamSpecification?.StreamEnabled ? LatestStreamArn : undefined;
}

/** The tags of a table or its stream, of all pages. */
export async function readTags(client: Client, ResourceArn: string | undefined, options: ReadOptions): Promise<Tag[]> {
  const tags: Tag[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }), options);
    tags.push(...(page.Tags ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  // moto keeps the tag of a key that is set again; the last one counts.
  return [...new Map(tags.map((tag) => [tag.Key, tag])).values()];
}

/** A policy that was read, or that there is none, and by which revision a change of it is conditional. */
export interface PolicyAnswer {
  readonly policy: string | false;
  readonly revision?: string | undefined;
}

/** The resource policy of a table or its stream. */
export async function readPolicy(
  client: Client,
  ResourceArn: string | undefined,
  options: ReadOptions,
): Promise<PolicyAnswer> {
  try {
    const { Policy = false, RevisionId } = await client.send(new GetResourcePolicyCommand({ ResourceArn }), options);
    return { policy: Policy, revision: RevisionId };
  } catch (error) {
    if ((error as Error).name === 'PolicyNotFoundException') return { policy: false, revision: noPolicy };
    throw error;
  }
}

/** The Kinesis streams to which the changes of items are sent, or were. */
export async function readDestinations(
  client: Client,
  TableName: string | undefined,
  options: ReadOptions,
): Promise<readonly KinesisDataStreamDestination[]> {
  const command = new DescribeKinesisStreamingDestinationCommand({ TableName });
  const { KinesisDataStreamDestinations: destinations = [] } = await client.send(command, options);
  return destinations;
}
