import { attributeNameBytes, projectedAttributesPerIndex } from '../limits.js';
import { bytes, type IndexView, properties, show, type TableView } from '../tableView.js';
import type { Rule } from './rule.js';

function keyOf({ value }: { value: TableView['value'] }): string {
  const list = (names: unknown) => (Array.isArray(names) ? names : [names]);
  return JSON.stringify([list(value.partitionKey), list(value.sortKey)]);
}

function ofKind(table: TableView, kind: IndexView['kind']): IndexView[] {
  return table.indexes.filter((index) => index.kind === kind);
}

/** Legal, as far as is known, but rarely meant, or not known for certain to be legal. */
export const adviceRules: readonly Rule[] = [
  {
    id: 'gsi-same-key-ok',
    check(table, report) {
      const gsis = ofKind(table, 'globalSecondaryIndexes');
      gsis.forEach((index, i) => {
        if (keyOf(index) === keyOf(table)) report(index.path, 'has the same key as the table; query the table instead');
        const twin = gsis.findIndex((other) => keyOf(other) === keyOf(index));
        if (twin < i) report(index.path, `has the same key as ${show(gsis[twin].name)}; one index may serve both`);
      });
    },
  },
  {
    id: 'include-max-20-per-index',
    check({ indexes }, report) {
      for (const { path, include } of indexes) {
        if (include.length > projectedAttributesPerIndex) {
          report(
            [...path, 'projection', 'include'],
            `${include.length} attributes; the API's model allows ${projectedAttributesPerIndex} an index, so DynamoDB may refuse`,
          );
        }
      }
    },
  },
  {
    id: 'include-no-duplicate',
    check({ indexes }, report) {
      for (const { include } of indexes) {
        include.forEach(({ name, path }, i) => {
          if (include.findIndex((other) => other.name === name) < i) report(path, `${show(name)} is listed already`);
        });
      }
    },
  },
  {
    id: 'include-no-keys',
    check({ key, indexes }, report) {
      for (const index of indexes) {
        const keys = new Set([...key, ...(index.kind === 'vectorIndexes' ? [] : index.key)].map(({ name }) => name));
        for (const { name, path } of index.include) {
          if (keys.has(name)) report(path, `${show(name)} is a key, which every index holds anyway; leave it out`);
        }
      }
    },
  },
  {
    id: 'vector-share-of-100',
    check(table, report) {
      const own = table.indexes.reduce((sum, { include }) => sum + include.length, 0);
      const extra = ofKind(table, 'vectorIndexes').reduce(
        (sum, { value }) => sum + 1 + (Array.isArray(value.inlineFilters) ? value.inlineFilters.length : 0),
        0,
      );
      if (extra && own + extra > 100) {
        report(
          ['vectorIndexes'],
          `with vector attributes and inline filters, the indexes project ${own + extra} attributes; DynamoDB may refuse more than 100`,
        );
      }
    },
  },
  {
    id: 'lsi-collection-10gb',
    check(table, report) {
      if (ofKind(table, 'localSecondaryIndexes').length) {
        report(
          ['localSecondaryIndexes'],
          'with a local index, all items of one partition key may take 10 GB together; a global index has no such limit',
        );
      }
    },
  },
  {
    id: 'odt-range',
    check({ capacityScopes }, report) {
      for (const { path, value } of capacityScopes) {
        const given = value.onDemandThroughput;
        if (given !== undefined && !Object.values(properties(given)).some((units) => units !== undefined)) {
          report([...path, 'onDemandThroughput'], 'sets no ceiling and does nothing; leave it out');
        }
      }
    },
  },
  {
    id: 'wt-minimum',
    check(table, report) {
      for (const { path, value } of table.provisioned ? table.capacityScopes : []) {
        const { readUnitsPerSecond, writeUnitsPerSecond } = properties(value.warmThroughput);
        if ((readUnitsPerSecond as number) < 12_000 || (writeUnitsPerSecond as number) < 4_000) {
          report([...path, 'warmThroughput'], 'DynamoDB may refuse less than 12000 reads or 4000 writes per second');
        }
      }
    },
  },
  {
    id: 'ttl-single',
    check({ key, indexes, value: { timeToLive } }, report) {
      if ([key, ...indexes.map((index) => index.key)].flat().some(({ name }) => name === timeToLive)) {
        report(['timeToLive'], `${show(timeToLive)} is also a key: moving an item's expiry then moves it in that key`);
      }
    },
  },
  {
    id: 'vector-hash-missing',
    check(table, report) {
      for (const { path, value } of ofKind(table, 'vectorIndexes')) {
        if (value.partitionKey !== undefined) {
          report([...path, 'partitionKey'], `items without ${show(value.partitionKey)} are not in this index, silently`);
        }
      }
    },
  },
  {
    id: 'key-attr-name-length',
    check(table, report) {
      for (const { name, path } of ofKind(table, 'vectorIndexes').flatMap((index) => index.key)) {
        if (bytes(name) > attributeNameBytes) {
          report(path, `${show(name)} has ${bytes(name)} bytes; DynamoDB may refuse more than ${attributeNameBytes}`);
        }
      }
    },
  },
];
