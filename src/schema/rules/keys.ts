import { gsiKeyAttributes } from '../limits.js';
import { type NamedAttribute, show, type TableView } from '../tableView.js';
import type { Report, Rule } from './rule.js';

function checkOne(report: Report, path: readonly (string | number)[], value: unknown) {
  if (typeof value !== 'string') report(path, `${show(value)} must be the name of one attribute`);
}

function keyUses({ key, indexes }: TableView): NamedAttribute[] {
  return [key, ...indexes.map((index) => index.key)].flat();
}

export const keyRules: readonly Rule[] = [
  {
    id: 'table-key-shape',
    check({ value: { partitionKey, sortKey } }, report) {
      checkOne(report, ['partitionKey'], partitionKey);
      if (sortKey !== undefined) checkOne(report, ['sortKey'], sortKey);
    },
  },
  {
    id: 'key-no-duplicate',
    check({ key, indexes }, report) {
      for (const attributes of [
        key,
        ...indexes.map((index) => (index.kind === 'localSecondaryIndexes' ? [key[0], ...index.key] : index.key)),
      ]) {
        attributes.forEach((named, i) => {
          if (attributes.findIndex((other) => other?.name === named?.name) < i) {
            report(named.path, `${show(named.name)} is in this key already; name it once`);
          }
        });
      }
    },
  },
  {
    id: 'gsi-key-shape',
    check({ indexes }, report) {
      for (const { kind, path, value } of indexes) {
        if (kind !== 'globalSecondaryIndexes') continue;
        for (const part of ['partitionKey', 'sortKey']) {
          const names = value[part];
          const list = Array.isArray(names) ? names : [names];
          if (names === undefined && part === 'sortKey') continue;
          if (!list.length || list.length > gsiKeyAttributes || list.some((name) => typeof name !== 'string')) {
            report([...path, part], `${show(names)} must be the name of an attribute or a list of 1 to ${gsiKeyAttributes}`);
          }
        }
      }
    },
  },
  {
    id: 'lsi-key-shape',
    check({ indexes }, report) {
      for (const { kind, path, value } of indexes) {
        if (kind === 'localSecondaryIndexes') checkOne(report, [...path, 'sortKey'], value.sortKey);
      }
    },
  },
  {
    id: 'lsi-needs-sort-key',
    check({ value, indexes }, report) {
      if (value.sortKey === undefined && indexes.some(({ kind }) => kind === 'localSecondaryIndexes')) {
        report(['localSecondaryIndexes'], 'the table has no sortKey; give it one, or make these global indexes');
      }
    },
  },
  {
    id: 'key-type-scalar',
    check(table, report) {
      for (const { name, path } of keyUses(table)) {
        if (Object.hasOwn(table.attributes, name) && !/^[SNB]$/.test(table.attributes[name] as string)) {
          report(path, `${show(name)} is declared as ${show(table.attributes[name])}; a key must be S, N or B`);
        }
      }
    },
  },
  {
    id: 'attrdef-exact-set',
    check(table, report) {
      for (const { name, path } of keyUses(table)) {
        if (!Object.hasOwn(table.attributes, name)) {
          report(path, `${show(name)} is not in attributes; declare it there, or name one that is`);
        }
      }
    },
  },
];
