import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  UpdateTimeToLiveCommandInput,
  UpdateTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { invalid, validationError } from './errors.js';
import { assertRoom } from './quotas.js';
import { endOf, requireEntry, schedule, type World } from './state.js';
import { checkTableActive } from './updateTable.js';

/** API: UpdateTimeToLive. "Any additional UpdateTimeToLive calls for the same table during this one hour duration result in a ValidationException." */
export function updateTimeToLive(
  world: World,
  input: UpdateTimeToLiveCommandInput,
): Omit<UpdateTimeToLiveCommandOutput, '$metadata'> {
  const { AttributeName, Enabled } = input.TimeToLiveSpecification ?? {};
  if (!AttributeName || AttributeName.length > 255)
    throw invalid('request', 'AttributeName must have 1 to 255 characters');
  if (Enabled === undefined) throw invalid('request', 'Enabled is required');
  const entry = requireEntry(world, input.TableName);
  const { table } = entry;
  const now = world.now();
  checkTableActive(table);
  if (now < table.backupsBusyUntil) {
    throw validationError('hidden', `Backups are being enabled for the table: ${table.name}. Please retry later`);
  }
  const { status, attributeName, changedAt } = table.timeToLive;
  const isOn = status === 'ENABLED' || status === 'ENABLING';
  if (isOn && attributeName !== AttributeName) {
    throw validationError(
      'state',
      `TimeToLive is active on a different AttributeName: current AttributeName is ${attributeName}`,
    );
  }
  if (isOn === Enabled) throw validationError('state', `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  if (changedAt !== undefined && now < changedAt + world.durations.timeToLiveCoolDown) {
    throw validationError('hidden', 'Time to live has been modified multiple times within a fixed interval');
  }
  assertRoom(world.operations, world.quotas);

  world.operations.all.add(endOf(world, world.durations.updateTimeToLiveOperation));
  table.timeToLive = { status: Enabled ? 'ENABLING' : 'DISABLING', attributeName: AttributeName, changedAt: now };
  schedule(entry, endOf(world, world.durations.updateTimeToLive), () => {
    table.timeToLive = Enabled
      ? { status: 'ENABLED', attributeName: AttributeName, changedAt: now }
      : { status: 'DISABLED', changedAt: now };
  });
  return { TimeToLiveSpecification: { AttributeName, Enabled } };
}

/** API: DescribeTimeToLive. */
export function describeTimeToLive(
  world: World,
  input: DescribeTimeToLiveCommandInput,
): Omit<DescribeTimeToLiveCommandOutput, '$metadata'> {
  const { status, attributeName } = requireEntry(world, input.TableName).table.timeToLive;
  return {
    TimeToLiveDescription: {
      TimeToLiveStatus: status,
      ...(attributeName !== undefined && { AttributeName: attributeName }),
    },
  };
}
