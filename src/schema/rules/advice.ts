import { closest } from '../closest.js';
import type { Path } from '../issue.js';
import {
  attributeNameBytes,
  onDemandWarmThroughput,
  projectedAttributesPerIndex,
  projectedAttributesPerTable,
} from '../limits.js';
import type { AdviceRule } from '../rule.js';
import { bytes, list, type Properties, properties, show } from '../value.js';
import { indexKinds } from './indexes.js';
import { ownValue } from './names.js';

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

/** The table and its global indexes: what has capacity. */
function scopes(table: TableView): Pick<IndexView, 'path' | 'value'>[] {
  return [{ path: [], value: table.value }, ...ofKind(table, 'globalSecondaryIndexes')];
}

const dimensions = [
  ['read', 'readCapacityUnits'],
  ['write', 'writeCapacityUnits'],
] as const;

function ofKind({ indexes }: TableView, kind: IndexView['kind']): IndexView[] {
  return indexes.filter((index) => index.kind === kind);
}

export const advice: readonly Advice[] = [
  {
    id: 'gsi-same-key',
    check(table, report) {
      const ofTable = keyText(table.value);
      const names = new Map<string, string>();
      for (const { name, path, value } of ofKind(table, 'globalSecondaryIndexes')) {
        const key = keyText(value);
        if (key === ofTable) report(path, 'has the same key as the table; query the table instead');
        const twin = names.get(key);
        if (twin === undefined) names.set(key, name);
        else report(path, `has the same key as ${show(twin)}; one index may serve both`);
      }
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
        const keys = new Set([...keyNames(table), ...(kind === 'vectorIndexes' ? [] : keyNames(value))]);
        include.forEach((name, i) => {
          if (keys.has(name)) {
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
    id: 'include-spelling',
    check({ value: { attributes }, indexes }, report) {
      const declared = properties(attributes);
      const all = Object.keys(declared);
      // A table that includes more is not valid; a search for each of any number would take long.
      let left = projectedAttributesPerTable;
      for (const { path, include } of indexes) {
        for (const [i, name] of include.entries()) {
          if (typeof name !== 'string' || Object.hasOwn(declared, name) || left-- <= 0) continue;
          const meant = closest(name, all);
          if (meant !== undefined) {
            report(
              [...path, 'projection', 'include', i],
              `${show(name)} is not declared in attributes: did you mean ${show(meant)}? If both exist, declare both`,
            );
          }
        }
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
      for (const { path, value } of scopes(table)) {
        const { onDemandThroughput } = value;
        if (onDemandThroughput !== undefined && !Object.values(properties(onDemandThroughput)).some((units) => units)) {
          report(
            [...path, 'onDemandThroughput'],
            'sets no ceiling, as a new table has none; leave it out, unless a live table is to lose its ceilings',
          );
        }
      }
    },
  },
  {
    id: 'warm-throughput-low',
    check(table, report) {
      if (table.value.billingMode !== 'PROVISIONED') return;
      for (const { path, value } of scopes(table)) {
        const { readUnitsPerSecond, writeUnitsPerSecond } = properties(value.warmThroughput);
        const { readUnitsPerSecond: reads, writeUnitsPerSecond: writes } = onDemandWarmThroughput;
        if ((readUnitsPerSecond as number) < reads || (writeUnitsPerSecond as number) < writes) {
          report(
            [...path, 'warmThroughput'],
            `DynamoDB may refuse less than ${reads} reads or ${writes} writes per second`,
          );
        }
      }
    },
  },
  {
    id: 'auto-scaling-start',
    check(table, report) {
      for (const { path, value } of scopes(table)) {
        const units = properties(value.provisionedThroughput);
        for (const [dimension, member] of dimensions) {
          const { minCapacity: min, maxCapacity: max } = properties(properties(units.autoScaling)[dimension]);
          const start = units[member] as number;
          if (start < (min as number) || start > (max as number)) {
            report(
              [...path, 'provisionedThroughput', member],
              `${start} is not within the bounds ${min} to ${max} between which it scales: it is moved there at once`,
            );
          }
        }
      }
    },
  },
  {
    id: 'replica-scaled-writes',
    check(table, report) {
      if (table.value.billingMode !== 'PROVISIONED' || !Object.keys(properties(table.value.replicas)).length) return;
      for (const { path, value } of scopes(table)) {
        const { autoScaling } = properties(value.provisionedThroughput);
        if (autoScaling !== 'UNMANAGED' && properties(autoScaling).write === undefined) {
          report(
            [...path, 'provisionedThroughput'],
            'its writes are not scaled, and DynamoDB adds a replica only where they are: give it autoScaling.write, or bill per request',
          );
        }
      }
    },
  },
  {
    id: 'time-to-live-type',
    check({ value: { timeToLive, attributes } }, report) {
      const type = ownValue(properties(attributes), timeToLive);
      if (type !== undefined && type !== 'N') {
        report(['timeToLive'], `${show(timeToLive)} is declared as ${show(type)}; DynamoDB expires items by an N only`);
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
