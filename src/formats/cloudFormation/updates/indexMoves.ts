import { defaultQuotas, type TableQuotas, vectorIndexesPerTable } from '../../../schema/index.js';
import { type IndexKind, includedIn, isSameIndex, type TemplateIndex } from './tableIndexes.js';

/** One index that is added or removed: all that one update can do to the indexes of a table. */
export interface IndexMove {
  readonly action: 'add' | 'remove';
  readonly index: TemplateIndex;
  /** Of what is removed before its time: what it stands in the way of, and how. */
  readonly forced?: string;
}

export interface IndexMoves {
  /** What is added, and what has to go before something can be. */
  readonly first: readonly IndexMove[];
  /** What is removed in the end. */
  readonly last: readonly IndexMove[];
}

/** DG: Quotas, Projected secondary index attributes per table. */
const includedPerTable = 100;

/**
 * The order in which a table comes from its indexes to others, one at a time. Additions go first; a removal does only where the name, the
 * type of an attribute or a limit of DynamoDB leaves no other way. `undefined`: there is no way, as the limit is exceeded in the end too.
 */
export function indexMoves(
  before: readonly TemplateIndex[],
  after: readonly TemplateIndex[],
  /** Attributes that local indexes include. */
  includedLocally: number,
  quotas: TableQuotas | undefined,
): IndexMoves | undefined {
  const stays = (index: TemplateIndex, others: readonly TemplateIndex[]) =>
    others.some((other) => isSameIndex(other, index));
  const limits: { readonly [K in IndexKind]: number } = {
    GlobalSecondaryIndexes: quotas?.globalSecondaryIndexesPerTable ?? defaultQuotas.globalSecondaryIndexesPerTable,
    VectorIndexes: vectorIndexesPerTable,
  };
  let standing = [...before];
  let adding = after.filter((index) => !stays(index, before));
  const leaving = () => standing.filter((index) => !stays(index, after));
  const first: IndexMove[] = [];
  while (adding.length) {
    const ways = adding.map((index) => ({ index, ...obstacle(index) }));
    const free = ways.find(({ forced }) => forced === undefined);
    if (free) {
      first.push({ action: 'add', index: free.index });
      standing.push(free.index);
      adding = adding.filter((index) => index !== free.index);
      continue;
    }
    const { gone, forced } = ways.find((way) => way.gone) ?? {};
    if (!gone) return undefined;
    first.push({ action: 'remove', index: gone, forced });
    standing = standing.filter((index) => index !== gone);
  }
  return { first, last: leaving().map((index) => ({ action: 'remove', index })) };

  /** What stands in the way of an index, and which of those that leave would make room. */
  function obstacle(index: TemplateIndex): { forced?: string; gone?: TemplateIndex } {
    const named = standing.find(({ name }) => name === index.name);
    if (named) return { forced: `an index of this name can't change; it is made anew`, gone: leavingOne(named) };
    const typed = standing.find((other) =>
      [...index.types].some(([name, type]) => (other.types.get(name) ?? type) !== type),
    );
    if (typed) {
      const [name] = [...index.types.keys()].filter(
        (key) => (typed.types.get(key) ?? index.types.get(key)) !== index.types.get(key),
      );
      return {
        forced: `${index.name} has the attribute ${name} as another type, and an attribute has one at a time`,
        gone: leavingOne(typed),
      };
    }
    if (standing.filter(({ kind }) => kind === index.kind).length >= limits[index.kind]) {
      return {
        forced: `${index.name} has no room beside it: a table has ${limits[index.kind]} such indexes at most`,
        gone: leaving().find(({ kind }) => kind === index.kind),
      };
    }
    const included = standing.reduce((sum, other) => sum + includedIn(other), includedLocally);
    if (included + includedIn(index) > includedPerTable) {
      return {
        forced: `${index.name} has no room beside it: the indexes of a table include ${includedPerTable} attributes at most`,
        gone: leaving().find((other) => includedIn(other) > 0),
      };
    }
    return {};
  }

  function leavingOne(index: TemplateIndex): TemplateIndex | undefined {
    return leaving().find((other) => other === index);
  }
}
