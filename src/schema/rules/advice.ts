import { attributeNameBytes, projectedAttributesPerIndex, projectedAttributesPerTable } from '../limits.js';
import type { AdviceRule } from '../rule.js';
import { bytes, list, type Properties, properties, show } from '../value.js';
import type { Path } from './check.js';
import { indexKinds } from './indexes.js';

type Report = (path: Path, message: string) => void;

interface IndexView {
  readonly kind: (typeof indexKinds)[number];
  readonly name: string;
  readonly path: Path;
  readonly value: Properties;
  readonly include: readonly unknown[];
}

/** A table as advice looks at it: indexes of all kinds in one list, and nothing that is not of the right shape. */
export interface TableView {
  readonly value: Properties;
  readonly indexes: readonly IndexView[];
}

export function viewTable(schema: unknown): TableView {
  const value = properties(schema);
  const indexes = indexKinds.flatMap((kind) =>
    Object.entries(properties(value[kind])).map(([name, definition]): IndexView => {
      const index = properties(definition);
      const { include } = properties(index.projection);
      return { kind, name, path: [kind, name], value: index, include: Array.isArray(include) ? include : [] };
    }),
  );
  return { value, indexes };
}

/** Legal, as far as is known, but rarely meant; or not known for certain to be legal. */
export interface Advice {
  readonly id: AdviceRule;
  check(table: TableView, report: Report): void;
}

function keyText({ partitionKey, sortKey }: Properties): string {
  return JSON.stringify([list(partitionKey), list(sortKey)]);
}

function keyNames(value: Properties): unknown[] {
  return [value.partitionKey, value.sortKey, value.inlineFilters].flatMap(list).filter((name) => name !== undefined);
}

function ofKind({ indexes }: TableView, kind: IndexView['kind']): IndexView[] {
  return indexes.filter((index) => index.kind === kind);
}

export const advice: readonly Advice[] = [
  {
    id: 'gsi-same-key',
    check(table, report) {
      const gsis = ofKind(table, 'globalSecondaryIndexes');
      gsis.forEach(({ path, value }, i) => {
        if (keyText(value) === keyText(table.value))
          report(path, 'has the same key as the table; query the table instead');
        const twin = gsis.findIndex((other) => keyText(other.value) === keyText(value));
        if (twin < i) report(path, `has the same key as ${show(gsis[twin].name)}; one index may serve both`);
      });
    },
  },
  {
    id: 'include-count',
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
    id: 'include-no-keys',
    check({ value: table, indexes }, report) {
      for (const { kind, path, value, include } of indexes) {
        const keys = [...keyNames(table), ...(kind === 'vectorIndexes' ? [] : keyNames(value))];
        include.forEach((name, i) => {
          if (keys.includes(name)) {
            report(
              [...path, 'projection', 'include', i],
              `${show(name)} is a key, which the index holds anyway; leave it out`,
            );
          }
        });
      }
    },
  },
  {
    id: 'vector-projection-total',
    check(table, report) {
      const vectors = ofKind(table, 'vectorIndexes');
      const total = [
        ...table.indexes.map(({ include }) => include.length),
        ...vectors.map(({ value: { inlineFilters } }) => 1 + (Array.isArray(inlineFilters) ? inlineFilters.length : 0)),
      ].reduce((sum, count) => sum + count, 0);
      if (vectors.length && total > projectedAttributesPerTable) {
        report(
          ['vectorIndexes'],
          `vector attributes, inline filters and included attributes are ${total} together; DynamoDB may refuse more than ${projectedAttributesPerTable}`,
        );
      }
    },
  },
  {
    id: 'lsi-collection-size',
    check(table, report) {
      if (ofKind(table, 'localSecondaryIndexes').length) {
        report(
          ['localSecondaryIndexes'],
          'all items of one partition key, with their copies in local indexes, may take 10 GB; a global index has no such limit',
        );
      }
    },
  },
  {
    id: 'on-demand-throughput-empty',
    check(table, report) {
      for (const { path, value } of [{ path: [], value: table.value }, ...table.indexes]) {
        const { onDemandThroughput } = value;
        if (onDemandThroughput !== undefined && !Object.values(properties(onDemandThroughput)).some((units) => units)) {
          report([...path, 'onDemandThroughput'], 'sets no ceiling and does nothing; leave it out');
        }
      }
    },
  },
  {
    id: 'warm-throughput-low',
    check(table, report) {
      if (table.value.billingMode !== 'PROVISIONED') return;
      for (const { path, value } of [{ path: [], value: table.value }, ...table.indexes]) {
        const { readUnitsPerSecond, writeUnitsPerSecond } = properties(value.warmThroughput);
        if ((readUnitsPerSecond as number) < 12_000 || (writeUnitsPerSecond as number) < 4_000) {
          report([...path, 'warmThroughput'], 'DynamoDB may refuse less than 12000 reads or 4000 writes per second');
        }
      }
    },
  },
  {
    id: 'time-to-live-key',
    check({ value: table, indexes }, report) {
      const { timeToLive } = table;
      if (
        timeToLive !== undefined &&
        [table, ...indexes.map(({ value }) => value)].flatMap(keyNames).includes(timeToLive)
      ) {
        report(['timeToLive'], `${show(timeToLive)} is a key too: an item whose expiry moves then moves in that key`);
      }
    },
  },
  {
    id: 'vector-partition-key',
    check(table, report) {
      for (const { path, value } of ofKind(table, 'vectorIndexes')) {
        if (value.partitionKey !== undefined) {
          report(
            [...path, 'partitionKey'],
            `items without ${show(value.partitionKey)} are silently left out of this index`,
          );
        }
      }
    },
  },
  {
    id: 'vector-key-name-length',
    check(table, report) {
      for (const { path, value } of ofKind(table, 'vectorIndexes')) {
        for (const name of keyNames(value)) {
          if (typeof name === 'string' && bytes(name) > attributeNameBytes) {
            report(path, `${show(name)} has ${bytes(name)} bytes; DynamoDB may refuse more than ${attributeNameBytes}`);
          }
        }
      }
    },
  },
];
