import {
  type AutoScaling,
  type CapacityScaling,
  cannotCarry,
  type NotCarried,
  type Path,
  type ProvisionedThroughput,
  type TableIssue,
} from '../schema/index.js';
import { type CdkExpression, call, type Entries, literal, object } from './expression.js';

/** The options of `Capacity.autoscaled` that a member of a scaled capacity makes. */
const ofScaling: {
  readonly [P in keyof Required<CapacityScaling>]: ((scaling: CapacityScaling) => Entries) | NotCarried;
} = {
  minCapacity: ({ minCapacity }) => ({ minCapacity: literal(minCapacity) }),
  maxCapacity: ({ maxCapacity }) => ({ maxCapacity: literal(maxCapacity) }),
  targetValue: ({ targetValue }) => ({ targetUtilizationPercent: literal(targetValue) }),
  scaleInCooldown: cannotCarry('Capacity.autoscaled of TableV2 has no cooldowns'),
  scaleOutCooldown: cannotCarry('Capacity.autoscaled of TableV2 has no cooldowns'),
  scheduledActions: cannotCarry('Capacity.autoscaled of TableV2 has no scheduled actions'),
};

/** The props of TableV2, of a replica or of an index of these that a member of a capacity makes. */
const ofCapacity: {
  readonly [P in keyof Required<ProvisionedThroughput>]: (capacity: ProvisionedThroughput) => Entries;
} = {
  readCapacityUnits: (capacity) => ({ readCapacity: describeReadCapacity(capacity) }),
  writeCapacityUnits: ({ writeCapacityUnits, autoScaling }) => ({
    writeCapacity: describeUnits(writeCapacityUnits, scalingOf(autoScaling).write),
  }),
  // It stands with the numbers.
  autoScaling: () => ({}),
};

/** `readCapacity` and `writeCapacity`. */
export function describeCapacity(capacity: ProvisionedThroughput): Entries {
  return Object.assign({}, ...Object.values(ofCapacity).map((describe) => describe(capacity)));
}

/** The reads of a table, of an index or of a replica. */
export function describeReadCapacity({ readCapacityUnits, autoScaling }: ReadCapacity): CdkExpression {
  return describeUnits(readCapacityUnits, scalingOf(autoScaling).read);
}

type ReadCapacity = {
  readonly readCapacityUnits: number;
  readonly autoScaling?: 'UNMANAGED' | Pick<AutoScaling, 'read'>;
};

function describeUnits(units: number, scaling: CapacityScaling | undefined): CdkExpression {
  if (!scaling) return call('Capacity.fixed', literal(units));
  const options = Object.values(ofScaling).map((describe) => ('notCarried' in describe ? {} : describe(scaling)));
  // CloudFormation starts with the seed, also where the table was on demand before.
  return call('Capacity.autoscaled', object(Object.assign({}, ...options, { seedCapacity: literal(units) })));
}

function scalingOf(autoScaling: ProvisionedThroughput['autoScaling'] = {}): AutoScaling {
  return autoScaling === 'UNMANAGED' ? {} : autoScaling;
}

/** What TableV2 can't say of the capacity of a table or index, whose writes it always scales. */
export function issuesOfCapacity({ autoScaling }: ProvisionedThroughput, path: Path): TableIssue[] {
  if (autoScaling === 'UNMANAGED') return [unmanaged(path)];
  if (!autoScaling?.write) {
    return [
      {
        rule: 'cdk-fixed-capacity',
        path,
        message: 'TableV2 has no fixed write capacity, only auto scaling; autoScaling.write says how the writes scale',
      },
    ];
  }
  return issuesOfScaling(autoScaling, path);
}

/** The same of the reads of a replica, which may be fixed. */
export function issuesOfReadCapacity({ autoScaling = {} }: ReadCapacity, path: Path): TableIssue[] {
  return autoScaling === 'UNMANAGED' ? [unmanaged(path)] : issuesOfScaling(autoScaling, path);
}

function unmanaged(path: Path): TableIssue {
  return {
    rule: 'cdk-auto-scaling',
    path: [...path, 'autoScaling'],
    message: 'TableV2 sets or scales each capacity itself, and here something else does',
  };
}

function issuesOfScaling(autoScaling: AutoScaling, path: Path): TableIssue[] {
  return Object.entries(autoScaling as { readonly [dimension: string]: CapacityScaling | undefined }).flatMap(
    ([dimension, scaling]) =>
      scaling === undefined
        ? []
        : Object.entries(ofScaling).flatMap(([member, entry]): TableIssue[] => {
            const value: unknown = scaling[member as keyof CapacityScaling];
            // No scheduled actions are what it has.
            const isSaid = value !== undefined && !(typeof value === 'object' && !Object.keys(value ?? {}).length);
            if (!('notCarried' in entry) || !isSaid) return [];
            return [
              {
                rule: 'cdk-auto-scaling',
                path: [...path, 'autoScaling', dimension, member],
                message: entry.notCarried,
              },
            ];
          }),
  );
}
