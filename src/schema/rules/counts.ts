import { localSecondaryIndexesPerTable, vectorIndexesPerTable } from '../limits.js';
import type { IndexView, TableView } from '../tableView.js';
import type { Rule } from './rule.js';

function countRule(id: string, kind: IndexView['kind'], limit: (table: TableView) => number, wayOut: string): Rule {
  return {
    id,
    check(table, report) {
      const count = table.indexes.filter((index) => index.kind === kind).length;
      if (count > limit(table)) report([kind], `${count} indexes; ${limit(table)} are allowed${wayOut}`);
    },
  };
}

export const countRules: readonly Rule[] = [
  /* @__PURE__ */ countRule(
    'gsi-count',
    'globalSecondaryIndexes',
    ({ quotas }) => quotas.globalSecondaryIndexesPerTable,
    ' (a quota: if yours is higher, pass it as quotas.globalSecondaryIndexesPerTable)',
  ),
  /* @__PURE__ */ countRule('lsi-count', 'localSecondaryIndexes', () => localSecondaryIndexesPerTable, ''),
  /* @__PURE__ */ countRule('vector-count', 'vectorIndexes', () => vectorIndexesPerTable, ''),
];
