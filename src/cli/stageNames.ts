import { own } from '../schema/index.js';
import type { Loaded } from './loadSchemas.js';

/** The names of live tables beside those that schemas declare for them. */
export interface StageNames {
  /** What live names begin with; empty where nothing is put before them. */
  readonly prefix: string;
  /** The live name of a table, from either name. */
  liveName(name: string): string;
  /** The name that a schema declares, or would declare, for a live table; `undefined` where the stage has no such table. */
  declaredName(liveName: string): string | undefined;
}

/** As a stage of the configuration names its tables, or as a prefix alone does. */
export function stageNames({
  tableNamePrefix: prefix,
  declaredNames,
}: Pick<Loaded, 'tableNamePrefix' | 'declaredNames'>): StageNames {
  const liveNames = Object.fromEntries(Object.entries(declaredNames).map(([live, declared]) => [declared, live]));
  return {
    prefix,
    liveName(name) {
      if (Object.hasOwn(declaredNames, name)) return name;
      return own(liveNames, name) ?? (name.startsWith(prefix) ? name : `${prefix}${name}`);
    },
    declaredName(live) {
      const declared = own(declaredNames, live);
      if (declared !== undefined) return declared;
      return live.startsWith(prefix) ? live.slice(prefix.length) : undefined;
    },
  };
}
