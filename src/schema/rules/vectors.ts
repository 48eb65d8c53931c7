import { vectorDimensions, vectorInlineFilters } from '../limits.js';
import { type IndexView, show, type TableView, wholeNumber } from '../tableView.js';
import type { Report, Rule } from './rule.js';

function eachVector(table: TableView, visit: (index: IndexView) => void) {
  table.indexes.filter(({ kind }) => kind === 'vectorIndexes').forEach(visit);
}

export const vectorRules: readonly Rule[] = [
  {
    id: 'vector-needs-ppr',
    check(table, report) {
      if (table.provisioned) eachVector(table, ({ path }) => report(path, 'needs billingMode "PAY_PER_REQUEST"'));
    },
  },
  {
    id: 'vector-required',
    check(table, report) {
      eachVector(table, ({ path, value: { vectorAttribute } }) => {
        const name = vectorAttribute as string;
        if (!Object.hasOwn(table.attributes, name) || table.attributes[name] !== 'L') {
          report([...path, 'vectorAttribute'], `${show(name)} must name an attribute of type L, a list of numbers`);
        }
      });
    },
  },
  {
    id: 'vector-dimensions',
    check(table, report) {
      eachVector(table, ({ path, value: { dimensions } }) => {
        if (!wholeNumber(dimensions, 1, vectorDimensions)) {
          report([...path, 'dimensions'], `${show(dimensions)} must be a whole number from 1 to ${vectorDimensions}`);
        }
      });
    },
  },
  {
    id: 'vector-distance',
    check(table, report) {
      eachVector(table, ({ path, value: { distanceFunction } }) => {
        if (!['COSINE', 'EUCLIDEAN', 'DOT_PRODUCT'].includes(distanceFunction as string)) {
          report([...path, 'distanceFunction'], `${show(distanceFunction)} must be "COSINE", "EUCLIDEAN" or "DOT_PRODUCT"`);
        }
      });
    },
  },
  {
    id: 'vector-same-dimensions',
    check(table, report) {
      const first = new Map<unknown, unknown>();
      eachVector(table, ({ path, value: { vectorAttribute, dimensions } }) => {
        const others = first.get(vectorAttribute) ?? dimensions;
        first.set(vectorAttribute, others);
        if (dimensions !== others) {
          report([...path, 'dimensions'], `${show(dimensions)}: another index says ${show(others)} of the same attribute`);
        }
      });
    },
  },
  {
    id: 'vector-search-schema',
    check(table, report) {
      eachVector(table, ({ path, value: { partitionKey, inlineFilters } }) => checkSearchSchema(report, path, partitionKey, inlineFilters));
    },
  },
];

function checkSearchSchema(report: Report, path: IndexView['path'], partitionKey: unknown, inlineFilters: unknown) {
  if (partitionKey !== undefined && typeof partitionKey !== 'string') {
    report([...path, 'partitionKey'], `${show(partitionKey)} must be the name of one attribute`);
  }
  if (inlineFilters === undefined) return;
  const filters = [...path, 'inlineFilters'];
  if (!Array.isArray(inlineFilters) || inlineFilters.some((name) => typeof name !== 'string')) {
    report(filters, `${show(inlineFilters)} must be a list of attribute names`);
  } else if (inlineFilters.length > vectorInlineFilters) {
    report(filters, `${inlineFilters.length} filters; ${vectorInlineFilters} are allowed`);
  }
}
