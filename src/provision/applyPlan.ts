import {
  type Change,
  type ChangeKind,
  changesSince,
  isScalingChange,
  type Plan,
  parsePlan,
  type Step,
  sameAim,
  scaledDimensions,
  unitsOf,
} from '../migrate/index.js';
import { sameJson } from '../schema/index.js';
import type { Client } from './client.js';
import { streamOf } from './decide.js';
import { nameOf } from './nameOf.js';
import { type RunOptions, startRun } from './provisionTables.js';
import { failedAtOnce, reconcile } from './reconcile.js';
import type { TableResult } from './result.js';

/**
 * Applies a plan, made a moment ago or read from a file, step by step: makes a step, waits for it, looks at the table again. It
 * makes no change that the plan does not hold.
 *
 * The plan is checked first, as {@link parsePlan} does. One that is wrong in itself, or for a table that has changed since in what
 * the plan rests on, is refused: the outcome is `failed`, the error says what is wrong or what changed, and nothing was done. What
 * moves by itself (warm throughput, capacity that the plan does not change) may have moved.
 *
 * @example
 * ```ts
 * const plan = await planTable(client, sessionTableSchema);
 * const { outcome, steps } = await applyPlan(client, plan);
 * ```
 *
 * @throws nothing: whatever goes wrong is in the result, and so is what was done before it did.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export async function applyPlan(client: Client, plan: Plan, options: RunOptions = {}): Promise<TableResult> {
  let checked: Plan;
  try {
    checked = parsePlan(plan);
  } catch (error) {
    return failedAtOnce(options, nameOf(plan), error);
  }
  return applyChecked(client, checked, options);
}

async function applyChecked(client: Client, plan: Plan, options: RunOptions): Promise<TableResult> {
  let first = true;
  const refuse = (current: Plan, next: Step | undefined): string | undefined => {
    const changed = first ? changesSince(plan, current) : undefined;
    if (changed) return `the plan is out of date, make a new one: ${changed}`;
    first = false;
    const other = next && otherRevision(plan, next);
    if (other) return `the table changed while the plan was applied: ${other}`;
    const stray = next?.changes.find((change) => !isPlanned(plan, change));
    return (
      stray &&
      `the table changed while the plan was applied: ${[stray.kind, ...stray.path].join(' ')} is not in the plan`
    );
  };
  const { clients = {} } = options;
  const { regions = [] } = plan;
  const missing = regions.filter((region) => !Object.hasOwn(clients, region));
  if (missing.length) {
    const error = new Error(
      `the plan sets what only calls in ${missing.join(', ')} can: give clients for each of these Regions`,
    );
    return Promise.resolve(failedAtOnce(options, plan.tableName, error));
  }
  // Auto scaling, or a person, may move capacity that the plan does not touch.
  const leave = (change: Change) =>
    change.kind === 'change-provisioned-throughput' && !isPlanned(plan, change)
      ? 'it is not in the plan: the capacity moved after the plan was made'
      : undefined;
  // What the plan leaves alone for want of a client stays alone.
  const { autoScalingClient, ...others } = options;
  const scaling = plan.unreached?.includes('autoScaling') ? {} : { autoScalingClient };
  const reached = Object.fromEntries(regions.map((region) => [region, clients[region]]));
  const run = startRun(client, { ...others, ...scaling, clients: reached, allow: plan.allow, quotas: plan.quotas });
  if (!run.autoScalingClient && plan.steps.some(({ changes }) => changes.some(isScalingChange))) {
    const why =
      'the plan changes what scales, for which it needs a client of Application Auto Scaling (npm install @aws-sdk/client-application-auto-scaling; autoScalingClient)';
    return failedAtOnce(options, plan.tableName, new Error(why));
  }
  return reconcile({ ...run, refuse, leave }, plan.schema);
}

/** What a change of two calls is called between them. */
const secondHalf: Partial<Record<ChangeKind, ChangeKind>> = {
  'replace-index': 'add-index',
  'replace-stream': 'enable-stream',
  'replace-kinesis-destination': 'enable-kinesis-destination',
};

/** A change is in the plan if it is of the same kind and leads to the same. */
function isPlanned(plan: Plan, change: Step['changes'][number]): boolean {
  if (isBroughtWithin(plan, change)) return true;
  return plan.steps.some(({ changes }) =>
    changes.some(
      (planned) =>
        ((planned.kind === change.kind && streamOf(planned) === streamOf(change)) ||
          secondHalf[planned.kind] === change.kind) &&
        sameJson(planned.path, change.path) &&
        sameAim(planned, change),
    ),
  );
}

/** A capacity that is brought within bounds that the plan sets, should Application Auto Scaling not do so itself. */
function isBroughtWithin({ steps }: Plan, change: Change): boolean {
  if (change.kind !== 'change-provisioned-throughput') return false;
  const { path, before, after } = change;
  const scaled = (dimension: (typeof scaledDimensions)[number]) =>
    steps.some(({ changes }) =>
      changes.some(
        (planned) =>
          planned.kind === 'change-auto-scaling' &&
          planned.after !== undefined &&
          sameJson(planned.path, [...path, 'autoScaling', dimension]),
      ),
    );
  return scaledDimensions.every((dimension) => {
    const name = unitsOf[dimension];
    return before?.[name] === after?.[name] || scaled(dimension);
  });
}

/** Says which policy a step would be set in the place of, if that is not the one that the plan was made for. */
function otherRevision({ steps }: Plan, { operation, input, changes }: Step): string | undefined {
  if (!('ExpectedRevisionId' in input)) return undefined;
  const planned = steps.find(
    (step) => step.operation === operation && sameJson(step.changes[0]?.path, changes[0]?.path),
  )?.input;
  if (!planned || !('ExpectedRevisionId' in planned)) return undefined;
  const { ExpectedRevisionId: revision } = planned;
  return revision === input.ExpectedRevisionId
    ? undefined
    : `the revision of ${changes[0]?.path[0]} was ${revision} and is ${input.ExpectedRevisionId}`;
}
