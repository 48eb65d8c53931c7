import {
  defaultQuotas,
  keyList,
  own,
  type TableSchema,
  type ValidateOptions,
  vectorIndexesPerTable,
} from '../schema/index.js';
import type { Change, Permission } from './change.js';
import { diffTables } from './diffTables.js';
import { fingerprint } from './fingerprint.js';
import { globalIndexes } from './globalIndexes.js';
import type { Plan, PlanBase } from './plan.js';
import { requirements } from './requirements.js';
import { stepsToChange, stepsToCreate } from './steps.js';

interface MakePlanOptions extends ValidateOptions {
  readonly allow?: readonly Permission[];
  /** Says why a change must be left as it is, if so. */
  readonly leave?: (change: Change) => string | undefined;
  /** Found to be not implemented by the endpoint, beside what the live table's reader knows of it. */
  readonly isUnsupported?: (change: Change) => boolean;
}

/** The plan that turns the live table, or none, into the one desired. Pure. */
export function makePlan(live: PlanBase | undefined, desired: TableSchema, options: MakePlanOptions = {}): Plan {
  const { allow = [], quotas, isUnsupported } = options;
  const isUnread = (change: Change) => requirements(change).some((name) => live?.unread?.includes(name));
  const changes = live ? diffTables(live.schema, desired).filter((change) => !isUnread(change)) : [];
  const plan = {
    tableName: desired.tableName,
    schema: desired,
    allow,
    ...(quotas && { quotas }),
    fingerprint: fingerprint(live, { schema: desired, changes }),
  };
  if (!live) return { ...plan, steps: stepsToCreate(desired, options), drift: [], unsupported: [] };
  const lacks = (change: Change) =>
    requirements(change).some((name) => live.unsupported.includes(name)) || isUnsupported?.(change);
  const { schema, ...table } = live;
  const { planned, drift } = sortOut(
    schema,
    desired,
    changes.filter((change) => !lacks(change)),
    live.stuck ? { ...options, leave: () => 'the table takes no change in the state in which it is' } : options,
  );
  const steps = stepsToChange(live, desired, planned);
  return { ...plan, steps, drift, unsupported: changes.filter(lacks), live: schema, table };
}

/** Parts what the plan makes from what it leaves. */
function sortOut(
  live: TableSchema,
  desired: TableSchema,
  changes: readonly Change[],
  { allow = [], quotas, leave: mustLeave }: MakePlanOptions,
) {
  const drift: Change[] = [];
  let planned = changes;
  const leave = (test: (change: Change) => string | boolean) => {
    const left = planned.flatMap((change) => {
      const why = test(change);
      return why ? [typeof why === 'string' ? { ...change, note: why } : change] : [];
    });
    drift.push(...left);
    planned = planned.filter((change) => !left.some(({ kind, path }) => kind === change.kind && path === change.path));
    return left.length > 0;
  };
  // A table with another key is another table: nothing else is done to it.
  const anotherTable = changes.some(({ kind }) => kind === 'change-key');
  leave(
    ({ effect, kind }) =>
      anotherTable || effect === 'impossible' || (effect === 'destructive' && !allow.includes(kind as Permission)),
  );
  leave((change) => mustLeave?.(change) ?? false);
  // Leaving one index may force leaving another: of its name, or on an attribute that it uses with another type.
  while (leave((change) => takenName(live, planned, change) || conflictingType(live, desired, planned, change))) {}
  leave((change) => blockedFlip(live, desired, planned, change));
  leave((change) => noRoom(live, planned, change, quotas));
  leave((change) => missingIndex(live, planned, change));
  return { planned, drift };
}

/** Indexes that stand once the plan is made, and that it does not make. */
function stayingIndexes(live: TableSchema, planned: readonly Change[]) {
  const goes = (kind: string, name: string) =>
    planned.some(
      (change) =>
        (change.kind === 'remove-index' || change.kind === 'replace-index') &&
        change.path[0] === kind &&
        change.path[1] === name,
    );
  return {
    global: Object.entries(globalIndexes(live)).filter(([name]) => !goes('globalSecondaryIndexes', name)),
    vector: Object.entries(live.vectorIndexes ?? {}).filter(([name]) => !goes('vectorIndexes', name)),
  };
}

/** Indexes of all kinds share one space of names. */
function takenName(live: TableSchema, planned: readonly Change[], change: Change): string | false {
  if (change.kind !== 'add-index') return false;
  const [, name] = change.path;
  const { global, vector } = stayingIndexes(live, planned);
  const names = [...Object.keys(live.localSecondaryIndexes ?? {}), ...[...global, ...vector].map(([other]) => other)];
  return names.includes(name) && `waits for the removal of the index of another kind that has this name`;
}

/**
 * An attribute has one type in a table. UpdateTable silently keeps the old one while anything uses it, so an index that needs
 * another type can be made only when all others that use the attribute are gone.
 */
function conflictingType(
  live: TableSchema,
  desired: TableSchema,
  planned: readonly Change[],
  change: Change,
): string | false {
  if (change.kind !== 'add-index' && change.kind !== 'replace-index') return false;
  const { global, vector } = stayingIndexes(live, planned);
  const users: [string, string[]][] = [
    ['the table', [live.partitionKey, ...keyList(live.sortKey)]],
    ...Object.entries(live.localSecondaryIndexes ?? {}).map(([name, { sortKey }]): [string, string[]] => [
      name,
      [sortKey],
    ]),
    ...[...global, ...vector].map(([name, index]): [string, string[]] => [name, typedNames(index)]),
  ];
  for (const attribute of typedNames(change.after ?? {})) {
    const user = users.find(([, names]) => names.includes(attribute));
    const [before, after] = [own(live.attributes, attribute), own(desired.attributes, attribute)];
    if (user && before !== after) {
      return `waits for ${user[0]}: while that uses ${attribute} as ${before}, no index can use it as ${after}`;
    }
  }
  return false;
}

/** Indexes that must stay may leave no room for all that are to be added. */
function noRoom(
  live: TableSchema,
  planned: readonly Change[],
  change: Change,
  quotas: ValidateOptions['quotas'],
): string | false {
  if (change.kind !== 'add-index') return false;
  const [kind] = change.path;
  const limit =
    kind === 'vectorIndexes'
      ? vectorIndexesPerTable
      : (quotas?.globalSecondaryIndexesPerTable ?? defaultQuotas.globalSecondaryIndexesPerTable);
  const ofKind = planned.filter(({ path }) => path[0] === kind);
  const { global, vector } = stayingIndexes(live, planned);
  const replaced = ofKind.filter((other) => other.kind === 'replace-index').length;
  const taken = (kind === 'vectorIndexes' ? vector : global).length + replaced;
  const rank = ofKind.filter((other) => other.kind === 'add-index').indexOf(change);
  return taken + rank >= limit && `waits for the removal of another index: a table has ${limit} at most`;
}

/** A setting of an index waits for the index. */
function missingIndex(live: TableSchema, planned: readonly Change[], { path }: Change): string | false {
  const [kind, name, setting] = path;
  if (kind !== 'globalSecondaryIndexes' || setting === undefined || own(globalIndexes(live), name)) return false;
  return planned.some((change) => change.kind === 'add-index' && change.path[1] === name) ? false : `waits for ${name}`;
}

type AnyKey = {
  partitionKey?: string | readonly string[];
  sortKey?: string | readonly string[];
  inlineFilters?: readonly string[];
  vectorAttribute?: string;
};

/** The attributes whose type an index settles. */
function typedNames({ partitionKey, sortKey, inlineFilters, vectorAttribute }: AnyKey): string[] {
  return [partitionKey, sortKey, inlineFilters, vectorAttribute].flatMap(keyList);
}

/** PROVISIONED needs throughput for every global index that stands, and allows no vector index. */
function blockedFlip(
  live: TableSchema,
  desired: TableSchema,
  planned: readonly Change[],
  change: Change,
): string | false {
  const flips = planned.some((other) => other.kind === 'change-billing-mode' && other.after === 'PROVISIONED');
  if (!flips || (change.kind !== 'change-billing-mode' && change.kind !== 'change-provisioned-throughput'))
    return false;
  const { global, vector } = stayingIndexes(live, planned);
  const undeclared = [...vector, ...global.filter(([name]) => !own(globalIndexes(desired), name))].map(
    ([name]) => name,
  );
  return undeclared.length
    ? `waits for the removal of ${undeclared.join(', ')}: PROVISIONED needs throughput for every index, and allows no vector index`
    : false;
}
