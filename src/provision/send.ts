import {
  CreateTableCommand,
  DeleteResourcePolicyCommand,
  DisableKinesisStreamingDestinationCommand,
  EnableKinesisStreamingDestinationCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateContributorInsightsCommand,
  UpdateKinesisStreamingDestinationCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Step } from '../migrate/index.js';
import type { AutoScalingClient, Client } from './client.js';
import { isEmulator, noteAnswerer } from './endpointGaps.js';
import { sendScalingStep } from './sendScaling.js';

/** Makes the call of a step, and says whether it turned out that an emulator answers. */
export async function sendStep(
  client: Client,
  step: Step,
  abortSignal?: AbortSignal,
  autoScalingClient?: AutoScalingClient,
): Promise<{ readonly emulated: boolean }> {
  const { operation, input } = step;
  const options = { abortSignal };
  switch (operation) {
    case 'CreateTable': {
      const command = new CreateTableCommand(input);
      const answerer = noteAnswerer(command);
      const { TableDescription } = await client.send(command, options);
      return { emulated: isEmulator(TableDescription?.TableArn ?? '', answerer()) };
    }
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
    case 'DeleteResourcePolicy':
      await client.send(new DeleteResourcePolicyCommand(input), options);
      break;
    case 'EnableKinesisStreamingDestination':
      await client.send(new EnableKinesisStreamingDestinationCommand(input), options);
      break;
    case 'UpdateKinesisStreamingDestination':
      await client.send(new UpdateKinesisStreamingDestinationCommand(input), options);
      break;
    case 'DisableKinesisStreamingDestination':
      await client.send(new DisableKinesisStreamingDestinationCommand(input), options);
      break;
    case 'RegisterScalableTarget':
    case 'PutScalingPolicy':
    case 'PutScheduledAction':
    case 'DeleteScheduledAction':
    case 'DeregisterScalableTarget':
      await sendScalingStep(autoScalingClient, step, abortSignal);
      break;
    default:
      operation satisfies never;
  }
  return { emulated: false };
}
