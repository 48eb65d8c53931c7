import { own, sameJson, type TableQuotas, type TableSchema, type ValidateOptions } from '../schema/index.js';
import type { Change, Permission } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import { conflict, indexLimit, typesOf } from './indexRules.js';
import { replicaReason } from './replicaRules.js';
import { isScalingChange } from './scalingSteps.js';

export interface SortOptions extends ValidateOptions {
  /** The destructive kinds of change that may be made. */
  readonly allow?: readonly Permission[];
  /** Says why a change must be left as it is, if so. */
  readonly leave?: (change: Change) => string | undefined;
}

/** Parts what the plan makes from what it leaves. */
export function sortOut(
  live: TableSchema,
  desired: TableSchema,
  changes: readonly Change[],
  { allow = [], quotas, leave: mustLeave }: SortOptions,
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
      effect === 'impossible' ||
      (anotherTable && 'nothing of a table with another key is changed') ||
      (effect === 'destructive' && !allow.includes(kind as Permission)),
  );
  leave((change) => mustLeave?.(change) ?? false);
  // Leaving one index may force leaving another: of its name, on an attribute that it uses with another type, in its room, or one
  // that it was to take the place of.
  while (
    leave(
      (change) =>
        takenName(live, planned, change) ||
        conflictingType(live, desired, planned, change) ||
        noRoom(live, planned, change, quotas) ||
        withoutSuccessor(planned, change),
    )
  ) {}
  leave((change) => blockedFlip(live, desired, planned, change));
  // What is left of a replica, or of the stream, others wait for.
  while (leave((change) => replicaReason(live, desired, planned, change))) {}
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
  const users: [string, Parameters<typeof typesOf>[1]][] = [
    ['the table', live],
    ...[...Object.entries(live.localSecondaryIndexes ?? {}), ...global, ...vector].sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  const types = typesOf(desired, change.after ?? {});
  const conflicts = users.flatMap(([user, index]) => {
    const why = conflict(typesOf(live, index), types);
    return why ? [`waits for ${user}: ${why}`] : [];
  });
  return conflicts.at(0) ?? false;
}

/** Indexes that must stay may leave no room for all that are to be added. */
function noRoom(
  live: TableSchema,
  planned: readonly Change[],
  change: Change,
  quotas: TableQuotas | undefined,
): string | false {
  if (change.kind !== 'add-index') return false;
  const [kind] = change.path;
  const limit = indexLimit(kind, quotas);
  const ofKind = planned.filter(({ path }) => path[0] === kind);
  const { global, vector } = stayingIndexes(live, planned);
  const replaced = ofKind.filter((other) => other.kind === 'replace-index').length;
  const taken = (kind === 'vectorIndexes' ? vector : global).length + replaced;
  const rank = ofKind.filter((other) => other.kind === 'add-index').indexOf(change);
  return taken + rank >= limit && `waits for the removal of another index: a table has ${limit} at most`;
}

/** An index that is renamed stays until its successor is made. */
function withoutSuccessor(planned: readonly Change[], { kind, path, otherName }: Change): string | false {
  if (kind !== 'remove-index' || otherName === undefined) return false;
  const comes = planned.some(
    (change) =>
      (change.kind === 'add-index' || change.kind === 'replace-index') && sameJson(change.path, [path[0], otherName]),
  );
  return comes ? false : `waits for ${otherName}, which is to take its place`;
}

/** A setting of an index waits for the index. */
function missingIndex(live: TableSchema, planned: readonly Change[], { path }: Change): string | false {
  const [kind, name, setting] = path;
  if (kind !== 'globalSecondaryIndexes' || setting === undefined || own(globalIndexes(live), name)) return false;
  return planned.some((change) => change.kind === 'add-index' && change.path[1] === name) ? false : `waits for ${name}`;
}

/** PROVISIONED needs throughput for every global index that stands, and allows no vector index. */
function blockedFlip(
  live: TableSchema,
  desired: TableSchema,
  planned: readonly Change[],
  change: Change,
): string | false {
  const flips = planned.some((other) => other.kind === 'change-billing-mode' && other.after === 'PROVISIONED');
  const isOfMode =
    change.kind === 'change-billing-mode' || change.kind === 'change-provisioned-throughput' || isScalingChange(change);
  if (!flips || !isOfMode) return false;
  const { global, vector } = stayingIndexes(live, planned);
  const undeclared = [...vector, ...global.filter(([name]) => !own(globalIndexes(desired), name))].map(
    ([name]) => name,
  );
  undeclared.sort();
  return undeclared.length
    ? `waits for the removal of ${undeclared.join(', ')}: PROVISIONED needs throughput for every index, and allows no vector index`
    : false;
}
