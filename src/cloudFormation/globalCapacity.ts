import {
  type CapacityScaling,
  formatPath,
  type OnDemandThroughput,
  type Path,
  type ProvisionedThroughput,
  type ReplicaProvisionedThroughput,
  type TableIssue,
} from '../schema/index.js';
import { type CloudFormationScaling, toCloudFormationScaling } from './scaling.js';

/** How CloudFormation scales a capacity of a global table. */
interface CloudFormationAutoScaling {
  MinCapacity: number;
  MaxCapacity: number;
  /** Where it starts. */
  SeedCapacity?: number;
  TargetTrackingScalingPolicyConfiguration: CloudFormationScaling['tracking'];
}

/** The reads of a replica, or of an index there. */
export interface CloudFormationReads {
  ReadProvisionedThroughputSettings?:
    | { ReadCapacityUnits: number }
    | { ReadCapacityAutoScalingSettings: CloudFormationAutoScaling };
  ReadOnDemandThroughputSettings?: { MaxReadRequestUnits: number };
}

/** The writes of all replicas, of the table or an index. */
export interface CloudFormationWrites {
  WriteProvisionedThroughputSettings?: { WriteCapacityAutoScalingSettings: CloudFormationAutoScaling };
  WriteOnDemandThroughputSettings?: { MaxWriteRequestUnits: number };
}

/** Where what can't be carried is told. */
export interface Refusals {
  readonly path: Path;
  readonly issues: TableIssue[];
}

const target = 'AWS::DynamoDB::GlobalTable';

function refuseSetting({ path, issues }: Refusals, at: Path, reason: string): void {
  const place = [...path, ...at];
  issues.push({
    rule: 'setting-not-carried',
    path: place,
    message: `${target} can't carry ${formatPath(place)}: ${reason}`,
  });
}

/** The writes of a table or an index: CloudFormation scales those of a global table, or they are on demand. */
export function toWrites(
  throughput: ProvisionedThroughput | undefined,
  refusals: Refusals,
): CloudFormationWrites['WriteProvisionedThroughputSettings'] {
  if (!throughput) return undefined;
  const { autoScaling, writeCapacityUnits } = throughput;
  const write = typeof autoScaling === 'object' ? autoScaling.write : undefined;
  if (!write) {
    refuseSetting(
      refusals,
      ['provisionedThroughput'],
      `its writes are ${autoScaling === 'UNMANAGED' ? 'scaled by something else' : 'fixed'}, and those of a global table are on demand, or scaled by CloudFormation; say autoScaling.write, make the table on demand, or an AWS::DynamoDB::Table`,
    );
    return undefined;
  }
  const at = { ...refusals, path: [...refusals.path, 'provisionedThroughput', 'autoScaling', 'write'] };
  return { WriteCapacityAutoScalingSettings: toAutoScaling(write, writeCapacityUnits, at) };
}

/** The reads of a table, an index or a replica: fixed, or scaled by CloudFormation. */
export function toReads(
  throughput: ProvisionedThroughput | ReplicaProvisionedThroughput | undefined,
  refusals: Refusals,
): CloudFormationReads['ReadProvisionedThroughputSettings'] {
  if (!throughput) return undefined;
  const { autoScaling, readCapacityUnits } = throughput;
  if (autoScaling === 'UNMANAGED') {
    const reason = 'the reads of a global table are fixed, or scaled by CloudFormation';
    refuseSetting(refusals, ['provisionedThroughput', 'autoScaling'], reason);
  }
  const read = typeof autoScaling === 'object' ? autoScaling.read : undefined;
  if (!read) return { ReadCapacityUnits: readCapacityUnits };
  const at = { ...refusals, path: [...refusals.path, 'provisionedThroughput', 'autoScaling', 'read'] };
  return { ReadCapacityAutoScalingSettings: toAutoScaling(read, readCapacityUnits, at) };
}

function toAutoScaling(scaling: CapacityScaling, units: number, refusals: Refusals): CloudFormationAutoScaling {
  const { target: bounds, tracking } = toCloudFormationScaling(scaling);
  if (bounds.ScheduledActions) {
    const reason = 'CloudFormation has no scheduled actions for a global table; leave them out, or to something else';
    refuseSetting(refusals, ['scheduledActions'], reason);
  }
  return {
    MinCapacity: bounds.MinCapacity,
    MaxCapacity: bounds.MaxCapacity,
    SeedCapacity: units,
    TargetTrackingScalingPolicyConfiguration: tracking,
  };
}

export function toMaxReads(
  throughput: OnDemandThroughput | undefined,
): CloudFormationReads['ReadOnDemandThroughputSettings'] {
  const units = throughput?.maxReadRequestUnits;
  return units === undefined ? undefined : { MaxReadRequestUnits: units };
}

export function toMaxWrites(
  throughput: OnDemandThroughput | undefined,
): CloudFormationWrites['WriteOnDemandThroughputSettings'] {
  const units = throughput?.maxWriteRequestUnits;
  return units === undefined ? undefined : { MaxWriteRequestUnits: units };
}
