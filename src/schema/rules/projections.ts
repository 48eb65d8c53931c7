import { projectedAttributesPerTable } from '../limits.js';
import { properties } from '../value.js';
import { all, type Check, each, must, object } from './check.js';
import { attributeName } from './names.js';

/** What an index projects. */
export function projection(): Check {
  const isList = must(
    'include-needs-list',
    'a list of attribute names, one at least',
    (names) => Array.isArray(names) && names.length,
  );
  const include = all(isList, each(attributeName('projected-attr-name-length')));
  return object('projection-required', { include }, 'ALL', 'KEYS_ONLY');
}

/** The names included by all global and local indexes are limited together. */
export const projectionTotal: Check = (_, path, { table, report }) => {
  let total = 0;
  for (const kind of ['globalSecondaryIndexes', 'localSecondaryIndexes']) {
    for (const index of Object.values(properties(table[kind]))) {
      const { include } = properties(properties(index).projection);
      if (Array.isArray(include)) total += new Set(include).size;
    }
  }
  if (total > projectedAttributesPerTable) {
    report(
      'include-total-100',
      path,
      `indexes include ${total} attributes in all, of ${projectedAttributesPerTable} allowed; project ALL`,
    );
  }
};
