import type { TableQuotas, TableSchema } from '../schema/index.js';
import { globalIndexes } from './globalIndexes.js';
import { conflict, type IndexChange, type IndexMove, indexLimit, type SettledTypes, typesOf } from './indexRules.js';

/** An index of the table, as it is between two calls. */
interface Standing {
  readonly kind: string;
  readonly name: string;
  /** Attributes whose type it settles. */
  readonly types: SettledTypes;
}

/**
 * The order in which indexes come and go. Each that can be made is made before any is taken away; where something is in the way (the
 * number that a table can have, a type that an attribute still has, a name), what is in the way goes first, and its note says why.
 *
 * The order follows from what stands alone, so that a run that was stopped goes on in the same one.
 */
export function indexOrder(
  live: TableSchema,
  desired: TableSchema,
  changes: readonly IndexChange[],
  quotas: TableQuotas | undefined,
): IndexMove[] {
  const moves: IndexMove[] = [];
  let standing = standingIndexes(live);
  let comes = changes.filter(({ kind }) => kind !== 'remove-index');
  let goes = changes.filter(({ kind }) => kind !== 'add-index');

  const stands = (kind: string, name: string) => standing.some((index) => index.kind === kind && index.name === name);
  const isSame = (change: IndexChange, index: Standing) =>
    change.path[0] === index.kind && change.path[1] === index.name;
  const remove = (change: IndexChange) => {
    moves.push({ action: 'delete', change });
    // Of an index that is built again, both calls are of the same change.
    comes = comes.map((other) => (other.path === change.path ? change : other));
    goes = goes.filter((other) => other.path !== change.path);
    standing = standing.filter((index) => !isSame(change, index));
  };
  const make = (change: IndexChange) => {
    const [kind, name] = change.path;
    moves.push({ action: 'create', change });
    comes = comes.filter((other) => other !== change);
    standing = [...standing, { kind, name, types: typesOf(desired, change.after ?? {}) }];
  };
  /** What is in the way of an index, and why. */
  const inTheWay = (change: IndexChange): Blockers => {
    const [kind, name] = change.path;
    const types = typesOf(desired, change.after ?? {});
    const full = standing.filter((index) => index.kind === kind).length >= indexLimit(kind, quotas);
    const blocking = standing.flatMap((index) => {
      const why = index.name === name ? 'a table can have one index of a name' : conflict(index.types, types);
      return why ? [{ index, why }] : [];
    });
    return { blocking, full };
  };

  while (comes.length) {
    // Of those renamed first: where room is scarce, the removal of the old one makes room for the others.
    const renamed = comes.filter(({ path, otherName }) => otherName !== undefined && stands(path[0], otherName));
    const inOrder = [...renamed, ...comes.filter((change) => !renamed.includes(change))];
    const ready = inOrder.find((change) => {
      const { blocking, full } = inTheWay(change);
      return !blocking.length && !full;
    });
    if (ready) {
      make(ready);
      continue;
    }
    const [first] = inOrder;
    const { blocking } = inTheWay(first);
    const removed = blocking.length
      ? goes.flatMap((change) => {
          const blocker = blocking.find(({ index }) => isSame(change, index));
          // Of an index that is built again, the note says all that.
          return blocker ? [change === first ? change : early(change, first, blocker.why)] : [];
        })
      : roomFor(first, goes, comes, quotas);
    // Nothing of what is in the way goes: whoever made the changes has seen to it that this is not so.
    if (!removed.length) make(first);
    for (const change of removed) remove(change);
  }
  for (const change of goes) remove(change);
  return moves;
}

interface Blockers {
  readonly blocking: readonly { readonly index: Standing; readonly why: string }[];
  readonly full: boolean;
}

/** The index whose removal makes room: one that nothing is to take the place of, if there is one. */
function roomFor(
  first: IndexChange,
  goes: readonly IndexChange[],
  comes: readonly IndexChange[],
  quotas: TableQuotas | undefined,
): IndexChange[] {
  const [kind] = first.path;
  const candidates = goes.filter((change) => change.kind === 'remove-index' && change.path[0] === kind);
  const awaited = (change: IndexChange) => comes.some(({ path }) => path[0] === kind && path[1] === change.otherName);
  const [change] = [...candidates.filter((change) => !awaited(change)), ...candidates];
  return change ? [early(change, first, `a table can have ${indexLimit(kind, quotas)} at most`)] : [];
}

/** The change with a note that says why it comes before another. */
function early(change: IndexChange, first: IndexChange, why: string): IndexChange {
  const note = [change.note, `it is removed before ${first.path[1]} is built: ${why}`].filter(Boolean).join('; ');
  return { ...change, note };
}

function standingIndexes(live: TableSchema): Standing[] {
  const of = (kind: string, indexes: { readonly [name: string]: Parameters<typeof typesOf>[1] } = {}) =>
    Object.entries(indexes).map(([name, index]) => ({ kind, name, types: typesOf(live, index) }));
  return [...of('globalSecondaryIndexes', globalIndexes(live)), ...of('vectorIndexes', live.vectorIndexes)];
}
