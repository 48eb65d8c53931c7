import type { Operation, Step } from '../migrate/index.js';
import { defined } from '../schema/index.js';
import { autoScalingSdk, sender } from './autoScalingSdk.js';
import type { AutoScalingClient } from './client.js';

type ScalingOperation = Extract<Operation, `${string}Scal${string}` | `${string}ScheduledAction`>;
type ScalingStep = Extract<Step, { operation: ScalingOperation }>;

/** Makes the call of a step, if it is one of Application Auto Scaling's. */
export async function sendScalingStep(
  client: AutoScalingClient | undefined,
  { operation, input }: ScalingStep,
  abortSignal: AbortSignal | undefined,
): Promise<void> {
  if (!client)
    throw new Error(`${operation} needs a client of Application Auto Scaling: give one as autoScalingClient`);
  const sdk = await autoScalingSdk();
  const real = sender(client);
  const options = { abortSignal };
  switch (operation) {
    case 'RegisterScalableTarget':
      await real.send(new sdk.RegisterScalableTargetCommand(input), options);
      break;
    case 'PutScalingPolicy':
      await real.send(new sdk.PutScalingPolicyCommand(input), options);
      break;
    case 'PutScheduledAction': {
      const { StartTime, EndTime, ...rest } = input;
      const moments = defined({ StartTime: moment(StartTime), EndTime: moment(EndTime) });
      await real.send(new sdk.PutScheduledActionCommand({ ...rest, ...moments }), options);
      break;
    }
    case 'DeleteScheduledAction':
      await real.send(new sdk.DeleteScheduledActionCommand(input), options);
      break;
    case 'DeregisterScalableTarget':
      await real.send(new sdk.DeregisterScalableTargetCommand(input), options);
      break;
    default:
      operation satisfies never;
  }
}

function moment(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
