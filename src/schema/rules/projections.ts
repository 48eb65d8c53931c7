import { projectedAttributesPerTable } from '../limits.js';
import { properties, show } from '../value.js';
import { all, type Check, each, must, object } from './check.js';
import { attributeName } from './names.js';

/** What an index projects. */
export function projection(): Check {
  const isList = must(
    'include-list',
    'a list of at least one attribute',
    (names) => Array.isArray(names) && names.length,
  );
  const include = all(isList, each(attributeName('projected-name-length')), distinctNames);
  return object('projection', { 'include!': include }, 'ALL', 'KEYS_ONLY');
}

/** The guide doesn't say it; DynamoDB rejects it (recorded by scylladb's and guregu/dynamo's suites, which run on AWS). */
const distinctNames: Check = (names, path, { report }) => {
  if (!Array.isArray(names)) return;
  const seen = new Set();
  for (const [i, name] of names.entries()) {
    if (seen.has(name)) report('include-no-duplicate', [...path, i], `${show(name)} must be in the list once`);
    seen.add(name);
  }
};

/** The names included by all global and local indexes are limited together. */
export const projectionTotal: Check = (_, path, { table, report }) => {
  let total = 0;
  for (const kind of ['globalSecondaryIndexes', 'localSecondaryIndexes']) {
    for (const index of Object.values(properties(table[kind]))) {
      const { include } = properties(properties(index).projection);
      if (Array.isArray(include)) total += include.length;
    }
  }
  if (total > projectedAttributesPerTable) {
    report(
      'include-total',
      path,
      `indexes include ${total} attributes in all, of ${projectedAttributesPerTable} allowed; project ALL`,
    );
  }
};
