import { type ChangeKind, diffTables, type Plan, type Step, sameJson } from '../migrate/index.js';
import type { Client } from './client.js';
import { type RunOptions, startRun } from './provisionTables.js';
import { reconcile } from './reconcile.js';
import type { TableResult } from './result.js';

/**
 * Applies a plan, made a moment ago or read from a file, step by step: makes a step, waits for it, looks at the table again. It
 * makes no change that the plan does not hold.
 *
 * A plan for a table that has changed since is refused: the outcome is `failed`, the error says what changed, nothing was done.
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
  let first = true;
  const refuse = (current: Plan, next: Step | undefined): string | undefined => {
    if (first && current.fingerprint !== plan.fingerprint) {
      return `the plan is out of date, make a new one: ${whatChanged(plan, current)}`;
    }
    first = false;
    const stray = next?.changes.find((change) => !isPlanned(plan, change));
    return (
      stray &&
      `the table changed while the plan was applied: ${[stray.kind, ...stray.path].join(' ')} is not in the plan`
    );
  };
  return reconcile(
    { ...startRun(client, { ...options, allow: plan.allow, quotas: plan.quotas }), refuse },
    plan.schema,
  );
}

/** What a change of two calls is called between them. */
const secondHalf: Partial<Record<ChangeKind, ChangeKind>> = {
  'replace-index': 'add-index',
  'replace-stream': 'enable-stream',
};

/** A change is in the plan if it is of the same kind and leads to the same. */
function isPlanned({ steps }: Plan, change: Step['changes'][number]): boolean {
  return steps.some(({ changes }) =>
    changes.some(
      ({ kind, path, after }) =>
        (kind === change.kind || secondHalf[kind] === change.kind) &&
        sameJson(path, change.path) &&
        sameJson(after, change.after),
    ),
  );
}

function whatChanged(plan: Plan, current: Plan): string {
  if (!plan.live) return 'the table exists now';
  if (!current.live) return 'the table is gone';
  const changes = diffTables(plan.live, current.live).map(({ path, before, after }) => {
    const show = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
    return `${path.join('.')} was ${show(before)} and is ${show(after)}`;
  });
  return changes.join('; ') || 'it is another table of the same name';
}
