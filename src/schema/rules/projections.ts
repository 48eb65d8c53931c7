import { projectedAttributesPerTable } from '../limits.js';
import { isProperties, show } from '../tableView.js';
import type { Rule } from './rule.js';

export const projectionRules: readonly Rule[] = [
  {
    id: 'projection-required',
    check({ indexes }, report) {
      for (const { path, value } of indexes) {
        const { projection } = value;
        if (![undefined, 'ALL', 'KEYS_ONLY'].includes(projection as string) && !isProperties(projection)) {
          report([...path, 'projection'], `${show(projection)} must be "ALL", "KEYS_ONLY" or { include: [...] }`);
        }
      }
    },
  },
  {
    id: 'include-needs-list',
    check({ indexes }, report) {
      for (const { path, value, include } of indexes) {
        if (!isProperties(value.projection)) continue;
        const names = value.projection.include;
        if (!include.length || !Array.isArray(names) || names.length > include.length) {
          report([...path, 'projection', 'include'], `${show(names)} must be a list of attribute names, one at least`);
        }
      }
    },
  },
  {
    id: 'include-total-100',
    check({ indexes }, report) {
      const total = indexes
        .filter(({ kind }) => kind !== 'vectorIndexes')
        .reduce((sum, { include }) => sum + new Set(include.map(({ name }) => name)).size, 0);
      if (total > projectedAttributesPerTable) {
        report([], `the indexes include ${total} attributes in all; ${projectedAttributesPerTable} are allowed: project ALL`);
      }
    },
  },
];
