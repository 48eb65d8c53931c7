import { readLiveScaling, type ScalingAnswers, scalableResource } from '../aws/index.js';
import { scaledDimensions } from '../migrate/index.js';
import type { ProvisionedThroughput, ScheduledAction, TableSchema } from '../schema/index.js';

/** A schema as it is planned for, and the scheduled actions that are not. */
interface Present {
  readonly schema: TableSchema;
  readonly past: readonly string[];
}

/**
 * The schema without the scheduled actions whose time is over and that are not there: Application Auto Scaling takes an action away once
 * it is over, and refuses to make one.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html
 */
export function withoutPast(schema: TableSchema, answers: ScalingAnswers | undefined, now: number): Present {
  const past: string[] = [];
  const drop = <T extends { readonly provisionedThroughput?: ProvisionedThroughput }>(holder: T, index?: string): T => {
    const { provisionedThroughput: units } = holder;
    if (typeof units?.autoScaling !== 'object') return holder;
    const { autoScaling } = units;
    const scaling = scaledDimensions.flatMap((dimension) => {
      const of = autoScaling[dimension];
      if (!of?.scheduledActions) return of ? [[dimension, of]] : [];
      const live = answers && readLiveScaling(answers, scalableResource(dimension, schema.tableName, index));
      const kept = Object.entries(of.scheduledActions).filter(([name, action]) => {
        const isGone = isOver(action, now) && !Object.hasOwn(live?.scaling.scheduledActions ?? {}, name);
        if (isGone) past.push(name);
        return !isGone;
      });
      return [[dimension, { ...of, scheduledActions: Object.fromEntries(kept) }]];
    });
    return { ...holder, provisionedThroughput: { ...units, autoScaling: Object.fromEntries(scaling) } };
  };
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [name, drop(index, name)]);
  const present = { ...drop(schema), ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }) };
  return past.length ? { schema: present as TableSchema, past } : { schema, past };
}

/** What is left out of a plan for that, in words. */
export function pastNotes(schema: TableSchema, answers: ScalingAnswers, now: number): string[] {
  const { past } = withoutPast(schema, answers, now);
  return past.map((name) => `the time of the scheduled action ${name} is over: it is not made`);
}

function isOver({ schedule, timezone = 'UTC', endTime }: ScheduledAction, now: number): boolean {
  const [, once] = /^at\((.+)\)$/.exec(schedule) ?? [];
  return (endTime !== undefined && Date.parse(endTime) < now) || (once !== undefined && inZone(once, timezone) < now);
}

/** The moment at which clocks of a time zone show this. */
function inZone(shown: string, timeZone: string): number {
  const utc = Date.parse(`${shown}Z`);
  try {
    // Sweden writes it as ISO 8601 does.
    const there = new Date(utc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
    return utc - (Date.parse(`${there}Z`) - utc);
  } catch {
    return utc;
  }
}
