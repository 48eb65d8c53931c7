import {
  CreateTableCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateContributorInsightsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Operation, Step } from '../migrate/index.js';
import type { Client } from './client.js';
import type { Part } from './look.js';

/** Makes the call of a step. */
export async function sendStep(client: Client, { operation, input }: Step, abortSignal?: AbortSignal): Promise<void> {
  const options = { abortSignal };
  switch (operation) {
    case 'CreateTable':
      await client.send(new CreateTableCommand(input), options);
      break;
    case 'UpdateTable':
      await client.send(new UpdateTableCommand(input), options);
      break;
    case 'UpdateTimeToLive':
      await client.send(new UpdateTimeToLiveCommand(input), options);
      break;
    case 'UpdateContinuousBackups':
      await client.send(new UpdateContinuousBackupsCommand(input), options);
      break;
    case 'UpdateContributorInsights':
      await client.send(new UpdateContributorInsightsCommand(input), options);
      break;
    case 'TagResource':
      await client.send(new TagResourceCommand(input), options);
      break;
    case 'UntagResource':
      await client.send(new UntagResourceCommand(input), options);
      break;
    case 'PutResourcePolicy':
      await client.send(new PutResourcePolicyCommand(input), options);
      break;
    default:
      operation satisfies never;
  }
}

/** The part of a table that an operation changes; `undefined` for the table itself. */
export function partOf(operation: Operation): Part | undefined {
  switch (operation) {
    case 'CreateTable':
    case 'UpdateTable':
      return undefined;
    case 'UpdateTimeToLive':
      return 'timeToLive';
    case 'UpdateContinuousBackups':
      return 'continuousBackups';
    case 'UpdateContributorInsights':
      return 'contributorInsights';
    case 'TagResource':
    case 'UntagResource':
      return 'tags';
    case 'PutResourcePolicy':
      return 'resourcePolicy';
    default:
      return operation satisfies never;
  }
}
