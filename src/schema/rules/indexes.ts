import type { GlobalSecondaryIndex, LocalSecondaryIndex, VectorIndex } from '../IndexSchema.js';
import {
  localSecondaryIndexesPerTable,
  vectorDimensions,
  vectorIndexesPerTable,
  vectorInlineFilters,
} from '../limits.js';
import type { SchemaRule } from '../rule.js';
import { properties } from '../value.js';
import { noCapacity } from './capacity.js';
import {
  all,
  type Check,
  type ChecksOf,
  type Context,
  each,
  must,
  object,
  oneOf,
  record,
  wholeNumber,
} from './check.js';
import { distinct, keyAttribute, keyAttributes } from './keys.js';
import { attributeOfType, resourceName } from './names.js';
import { projection } from './projections.js';
import { indexSettings } from './settings.js';

export const indexKinds = ['globalSecondaryIndexes', 'localSecondaryIndexes', 'vectorIndexes'] as const;

/** All indexes of one kind: their names, their number, and each of them. */
function indexes(rule: SchemaRule, limit: (context: Context) => number, index: Check): Check {
  const isNew = must(
    'index-name-unique',
    'another name: an index of another kind has this one',
    (name, { table }, _, path) =>
      path[0] === indexKinds.find((kind) => Object.hasOwn(properties(table[kind]), name as string)),
  );
  return (value, path, context, parent) => {
    record(index, all(resourceName('index-name'), isNew))(value, path, context, parent);
    const count = Object.keys(properties(value)).length;
    if (count > limit(context)) {
      context.report(
        rule,
        path,
        `${count} indexes, of ${limit(context)} allowed${rule === 'gsi-count' ? '; if yours is higher, pass it as quotas.globalSecondaryIndexesPerTable' : ''}`,
      );
    }
  };
}

const globalIndex = () =>
  all(
    object('shape', {
      'partitionKey!': keyAttributes('gsi-key'),
      sortKey: keyAttributes('gsi-key'),
      projection: projection(),
      ...indexSettings(),
    } satisfies ChecksOf<keyof GlobalSecondaryIndex, 'partitionKey' | 'provisionedThroughput'>),
    distinct(['partitionKey', 'sortKey']),
  );

const localIndex = () =>
  all(
    object('shape', {
      'sortKey!': keyAttribute('lsi-key'),
      projection: projection(),
      ...noCapacity(),
    } satisfies ChecksOf<keyof LocalSecondaryIndex, 'sortKey'>),
    distinct(['sortKey'], ({ partitionKey }) => partitionKey),
  );

function vectorIndex(): Check {
  const filter = keyAttribute(
    'vector-search-schema',
    must('vector-search-schema', 'a name that is not empty', Boolean),
  );
  return all(
    object('shape', {
      'vectorAttribute!': attributeOfType('L', 'vector-attribute', 'vector-name-length'),
      'dimensions!': all(
        wholeNumber('vector-dimensions', 1, vectorDimensions),
        must(
          'vector-same-dimensions',
          'the same in all indexes of the attribute',
          (dimensions, { table }, { vectorAttribute }) =>
            Object.values(properties(table.vectorIndexes))
              .map(properties)
              .every((index) => index.vectorAttribute !== vectorAttribute || Object.is(index.dimensions, dimensions)),
        ),
      ),
      'distanceFunction!': oneOf('vector-distance-function', 'COSINE', 'EUCLIDEAN', 'DOT_PRODUCT'),
      partitionKey: filter,
      inlineFilters: all(
        must(
          'vector-search-schema',
          `a list of at most ${vectorInlineFilters} attributes`,
          (filters) => Array.isArray(filters) && filters.length <= vectorInlineFilters,
        ),
        each(filter),
      ),
      projection: projection(),
      ...noCapacity(),
    } satisfies ChecksOf<keyof VectorIndex, 'vectorAttribute' | 'dimensions' | 'distanceFunction'>),
    distinct(['partitionKey', 'inlineFilters']),
    must(
      'vector-needs-on-demand',
      'left out: it needs billingMode "PAY_PER_REQUEST"',
      (_, { provisioned }) => !provisioned,
    ),
  );
}

export function allIndexes(): ChecksOf<(typeof indexKinds)[number]> {
  return {
    globalSecondaryIndexes: indexes('gsi-count', ({ quotas }) => quotas.globalSecondaryIndexesPerTable, globalIndex()),
    localSecondaryIndexes: all(
      indexes('lsi-count', () => localSecondaryIndexesPerTable, localIndex()),
      (value, path, { table, report }) => {
        if (Object.keys(properties(value)).length && table.sortKey === undefined) {
          report('lsi-needs-sort-key', path, 'the table has no sortKey; give it one, or make these global indexes');
        }
      },
    ),
    vectorIndexes: indexes('vector-index-count', () => vectorIndexesPerTable, vectorIndex()),
  };
}
