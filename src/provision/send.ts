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
import type { Step } from '../migrate/index.js';
import type { Client } from './client.js';

/** Makes the call of a step; of the answer, the table's ARN is told where it holds one. */
export async function sendStep(
  client: Client,
  { operation, input }: Step,
  abortSignal?: AbortSignal,
): Promise<string | undefined> {
  const options = { abortSignal };
  switch (operation) {
    case 'CreateTable':
      return (await client.send(new CreateTableCommand(input), options))?.TableDescription?.TableArn;
    case 'UpdateTable':
      return (await client.send(new UpdateTableCommand(input), options))?.TableDescription?.TableArn;
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
  return undefined;
}
