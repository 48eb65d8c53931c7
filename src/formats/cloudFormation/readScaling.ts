import type { ScaledCapacity } from '../../cloudFormation/index.js';
import {
  type AutoScaling,
  type CapacityScaling,
  defined,
  type Path,
  type ScheduledAction,
  show,
  type TableSchema,
} from '../../schema/index.js';
import type { ScalableTargetValue } from './scalingShapes.js';

/** What `autoScaling` of a schema is read as. */
export type ReadScaling = 'UNMANAGED' | AutoScaling;

/** What a template says of a capacity that scales. */
export interface ScalingValue {
  readonly target: Pick<ScalableTargetValue, 'MinCapacity' | 'MaxCapacity' | 'ScheduledActions'>;
  readonly tracking: {
    readonly TargetValue?: number;
    readonly ScaleInCooldown?: number;
    readonly ScaleOutCooldown?: number;
  };
}

type ActionValue = NonNullable<ScalableTargetValue['ScheduledActions']>[number];

const ofScaling: { readonly [P in keyof Required<CapacityScaling>]: (value: ScalingValue) => unknown } = {
  minCapacity: ({ target }) => target.MinCapacity,
  maxCapacity: ({ target }) => target.MaxCapacity,
  targetValue: ({ tracking }) => tracking.TargetValue,
  scaleInCooldown: ({ tracking }) => tracking.ScaleInCooldown,
  scaleOutCooldown: ({ tracking }) => tracking.ScaleOutCooldown,
  scheduledActions: ({ target }) => readActions(target.ScheduledActions),
};

const ofAction: { readonly [P in keyof Required<ScheduledAction>]: (action: ActionValue) => unknown } = {
  schedule: ({ Schedule }) => Schedule,
  timezone: ({ Timezone }) => Timezone,
  startTime: ({ StartTime }) => StartTime,
  endTime: ({ EndTime }) => EndTime,
  minCapacity: ({ ScalableTargetAction: of }) => of?.MinCapacity,
  maxCapacity: ({ ScalableTargetAction: of }) => of?.MaxCapacity,
};

/** How a capacity scales. `undefined`: a number is missing, without which a schema can't say it. */
export function toScaling(
  value: ScalingValue,
  report: (path: Path, message: string) => void,
  of: ScaledCapacity,
): CapacityScaling | undefined {
  const { target, tracking } = value;
  const numbers = {
    MinCapacity: target.MinCapacity,
    MaxCapacity: target.MaxCapacity,
    TargetValue: tracking.TargetValue,
  };
  const missing = Object.entries(numbers).filter(([, number]) => number === undefined);
  if (missing.length) {
    report(
      [],
      `there is no ${missing.map(([name]) => name).join(' and no ')} by which the ${of.toLowerCase()} capacity scales`,
    );
    return undefined;
  }
  const names = (target.ScheduledActions ?? []).map(({ ScheduledActionName: name }) => name);
  for (const name of new Set(names.filter((one, i) => names.indexOf(one) !== i))) {
    report(['ScheduledActions'], `${show(name)} is there twice; the last counts`);
  }
  return readEach(ofScaling, value) as unknown as CapacityScaling;
}

function readActions(actions: readonly ActionValue[] | undefined): object | undefined {
  const named = (actions ?? []).flatMap((action) =>
    action.ScheduledActionName === undefined ? [] : [[action.ScheduledActionName, readEach(ofAction, action)] as const],
  );
  return named.length ? Object.fromEntries(named) : undefined;
}

function readEach<T>(record: { readonly [name: string]: (value: T) => unknown }, value: T): object {
  return defined(Object.fromEntries(Object.entries(record).map(([name, read]) => [name, read(value)])));
}

/** Where a schema says how capacity scales: of the table, and of global indexes by name. */
export interface ScalingByPlace {
  readonly table: ReadScaling | undefined;
  readonly indexes: ReadonlyMap<string, ReadScaling>;
}

/** The schema with `autoScaling` where its capacity scales. A table on demand has nothing to scale. */
export function withScaling(schema: TableSchema, { table, indexes }: ScalingByPlace): TableSchema {
  const { provisionedThroughput, globalSecondaryIndexes, ...others } = schema as Partial<TableSchema>;
  const scaled = <T extends object>(capacity: T, autoScaling: ReadScaling) => ({ ...capacity, autoScaling });
  const scaledIndexes = Object.entries(globalSecondaryIndexes ?? {}).map(([name, index]) => {
    const autoScaling = indexes.get(name);
    return [
      name,
      autoScaling && index.provisionedThroughput
        ? { ...index, provisionedThroughput: scaled(index.provisionedThroughput, autoScaling) }
        : index,
    ];
  });
  return defined({
    ...others,
    globalSecondaryIndexes: globalSecondaryIndexes && Object.fromEntries(scaledIndexes),
    provisionedThroughput:
      provisionedThroughput && table ? scaled(provisionedThroughput, table) : provisionedThroughput,
  }) as TableSchema;
}
