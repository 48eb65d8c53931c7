import { visible } from '../schema/index.js';
import type { Change } from './change.js';
import type { Plan, Step } from './plan.js';
import { canonicalJson } from './sameJson.js';

/**
 * The plan as text for people, a line for each change: `+` comes, `-` goes, `~` changes, `!` is left; with the calls that make it
 * and what is left as it is. Ends with a line feed.
 *
 * @example
 * ```ts
 * console.log(formatPlan(await planTable(client, sessionTableSchema)));
 * ```
 */
export function formatPlan(plan: Plan): string {
  const lines = [`${plan.tableName}: ${summary(plan)}`];
  const announced = new Set<Change>();
  plan.steps.forEach((step, i) => {
    lines.push(`  ${i + 1}. ${step.operation}, then ${until(step)}`);
    for (const change of step.changes) {
      lines.push(...changeLines(change, announced.has(change)));
      announced.add(change);
    }
  });
  if (plan.drift.length) {
    lines.push('  Left as it is:');
    for (const change of plan.drift) {
      lines.push(...changeLines(change));
      if (change.effect === 'destructive' && !plan.allow.some((kind) => kind === change.kind)) {
        lines.push(`        to make it, allow ${change.kind}`);
      }
    }
  }
  if (plan.unsupported.length) {
    lines.push('  Not implemented by this endpoint:');
    for (const change of plan.unsupported) lines.push(...changeLines(change));
  }
  for (const note of plan.table?.notes ?? []) lines.push(`  Note: ${note}.`);
  return `${lines.map(visible).join('\n')}\n`;
}

function summary({ steps, drift, unsupported, live }: Plan): string {
  if (!live) return `does not exist yet, ${count(steps.length, 'call')}`;
  if (steps.length) return count(steps.length, 'call');
  if (drift.length) return 'differs, nothing that may be done';
  return unsupported.length ? 'nothing to do here' : 'up to date';
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function until({ until, changes }: Step): string {
  const index = changes[0]?.path[1];
  switch (until) {
    case 'table-active':
      return 'wait until the table is ACTIVE';
    case 'index-active':
      return `wait until ${index} is built`;
    case 'index-gone':
      return `wait until ${index} is gone`;
    case 'accepted':
      return 'go on';
    default:
      return until satisfies never;
  }
}

function changeLines(change: Change, again = false): string[] {
  const { kind, effect, path, before, after, note } = change;
  const sign = effect === 'impossible' ? '!' : before === undefined ? '+' : after === undefined ? '-' : '~';
  const what = kind === 'create-table' ? createdTable(change) : `${place(path)}${values(change)}`;
  const line = `     ${sign} ${what} (${kind}, ${effect})`;
  return note && !again ? [line, `        ${note}`] : [line];
}

/** The path as people say it: an index by its name. */
function place([first, second, ...rest]: readonly string[]): string {
  return second === undefined ? first : [second, ...rest].join('.');
}

function createdTable(change: Extract<Change, { kind: 'create-table' }>): string {
  const { globalSecondaryIndexes = {}, localSecondaryIndexes = {}, vectorIndexes = {} } = change.after ?? {};
  const names = [globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes].flatMap(Object.keys);
  return names.length ? `the table, with ${names.join(', ')}` : 'the table';
}

function values({ kind, before, after }: Change): string {
  switch (kind) {
    case 'add-index':
      return ` ${text(after)}`;
    case 'remove-index':
      return ` ${text(before)}`;
    default:
      return before === undefined ? `: ${text(after)}` : `: ${text(before)} -> ${text(after)}`;
  }
}

function text(value: unknown): string {
  const json = value === undefined ? 'none' : typeof value === 'string' ? value : canonicalJson(value);
  return json.length > 100 ? `${json.slice(0, 97)}...` : json;
}
