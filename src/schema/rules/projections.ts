import { projectedAttributesPerTable } from '../limits.js';
import { properties } from '../value.js';
import { all, type Check, each, must, object } from './check.js';
import { attributeName } from './names.js';

/** What an index projects. */
export function projection(): Check {
  const isList = must(
    'include-list',
    'a list of at least one attribute',
    (names) => Array.isArray(names) && names.length,
  );
  const include = all(isList, each(attributeName('projected-name-length')), once);
  return object('projection', { 'include!': include }, 'ALL', 'KEYS_ONLY');
}

/** The guide doesn't say it; DynamoDB rejects it (recorded by scylladb's and guregu/dynamo's suites, which run on AWS). */
const once: Check = (names, ...at) =>
  each(
    must(
      'include-no-duplicate',
      'in the list once',
      (name, _, __, path) => !(names as unknown[]).slice(0, path.at(-1) as number).includes(name),
    ),
  )(names, ...at);

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
