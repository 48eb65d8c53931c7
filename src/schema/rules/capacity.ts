import { onDemandWarmThroughput } from '../limits.js';
import { isProperties, properties, show, type TableView, wholeNumber } from '../tableView.js';
import type { Report, Rule } from './rule.js';

const noCeiling = '; to have no ceiling, leave it out';

/** Looks at each number of one throughput property, in the table and its GSIs. */
function eachUnits(table: TableView, property: string, names: readonly string[], visit: Visit) {
  for (const { path, value } of table.capacityScopes) {
    if (value[property] === undefined) continue;
    for (const name of names) visit([...path, property, name], properties(value[property])[name], name, value);
  }
}
type Visit = (path: Parameters<Report>[0], units: unknown, name: string, scope: TableView['value']) => void;

const provisioned = ['readCapacityUnits', 'writeCapacityUnits'];
const onDemand = ['maxReadRequestUnits', 'maxWriteRequestUnits'];
const warm = ['readUnitsPerSecond', 'writeUnitsPerSecond'] as const;

export const capacityRules: readonly Rule[] = [
  {
    id: 'billing-default',
    check({ value: { billingMode } }, report) {
      if (![undefined, 'PAY_PER_REQUEST', 'PROVISIONED'].includes(billingMode as string)) {
        report(['billingMode'], `${show(billingMode)} must be "PAY_PER_REQUEST" or "PROVISIONED"`);
      }
    },
  },
  {
    id: 'prov-needs-pt',
    check(table, report) {
      if (!table.provisioned) return;
      for (const { path, value } of table.capacityScopes) {
        if (value.provisionedThroughput === undefined) {
          report([...path, 'provisionedThroughput'], `missing; PROVISIONED needs { ${provisioned.join(', ')} }`);
        }
      }
      eachUnits(table, 'provisionedThroughput', provisioned, (path, units) => {
        if (!wholeNumber(units, 1)) report(path, `${show(units)} must be a whole number of at least 1`);
      });
    },
  },
  {
    id: 'ppr-forbids-pt',
    check({ provisioned, capacityScopes }, report) {
      for (const { path, value } of capacityScopes) {
        if (!provisioned && value.provisionedThroughput !== undefined) {
          report([...path, 'provisionedThroughput'], 'only with billingMode "PROVISIONED"; set that, or leave this out');
        }
      }
    },
  },
  {
    id: 'pt-quota',
    check(table, report) {
      if (!table.provisioned) return;
      eachUnits(table, 'provisionedThroughput', provisioned, (path, units, name) => {
        const quota = name === 'readCapacityUnits' ? 'tableReadCapacityUnits' : 'tableWriteCapacityUnits';
        if ((units as number) > table.quotas[quota]) {
          report(path, `${show(units)} is over the quota of ${table.quotas[quota]}; if yours is higher, pass it as quotas.${quota}`);
        }
      });
    },
  },
  {
    id: 'lsi-no-capacity',
    check({ indexes }, report) {
      for (const { kind, path, value } of indexes) {
        for (const property of ['provisionedThroughput', 'onDemandThroughput', 'warmThroughput']) {
          if (kind !== 'globalSecondaryIndexes' && value[property] !== undefined) {
            report([...path, property], 'only tables and global secondary indexes have their own; leave it out');
          }
        }
      }
    },
  },
  {
    id: 'odt-only-ppr',
    check({ provisioned, capacityScopes }, report) {
      for (const { path, value } of capacityScopes) {
        if (provisioned && value.onDemandThroughput !== undefined) {
          report([...path, 'onDemandThroughput'], 'only with billingMode "PAY_PER_REQUEST"; leave it out');
        }
      }
    },
  },
  {
    id: 'odt-range',
    check(table, report) {
      for (const { path, value } of table.capacityScopes) checkObject(report, path, value, 'onDemandThroughput');
      eachUnits(table, 'onDemandThroughput', onDemand, (path, units) => {
        if (units !== undefined && units !== -1 && !wholeNumber(units, 1)) {
          report(path, `${show(units)} must be a whole number of at least 1${noCeiling}`);
        }
      });
    },
  },
  {
    id: 'odt-minus-one',
    check(table, report) {
      eachUnits(table, 'onDemandThroughput', onDemand, (path, units) => {
        if (units === -1) report(path, `-1 is for UpdateTable only${noCeiling}`);
      });
    },
  },
  {
    id: 'wt-members',
    check({ capacityScopes }, report) {
      for (const { path, value } of capacityScopes) {
        checkObject(report, path, value, 'warmThroughput');
        const given = properties(value.warmThroughput);
        if (value.warmThroughput !== undefined && warm.every((name) => given[name] === undefined)) {
          report([...path, 'warmThroughput'], `needs ${warm.join(' or ')}, or both`);
        }
      }
    },
  },
  {
    id: 'wt-minimum',
    check(table, report) {
      eachUnits(table, 'warmThroughput', warm, (path, units, name, scope) => {
        const least = table.provisioned
          ? properties(scope.provisionedThroughput)[provisioned[name === warm[0] ? 0 : 1]]
          : onDemandWarmThroughput[name as (typeof warm)[number]];
        const min = typeof least === 'number' ? least : 1;
        if (units !== undefined && !wholeNumber(units, min)) {
          report(path, `${show(units)} must be a whole number of at least ${min}`);
        }
      });
    },
  },
];

function checkObject(report: Report, path: TableView['path'], value: TableView['value'], property: string) {
  if (value[property] !== undefined && !isProperties(value[property])) {
    report([...path, property], `${show(value[property])} must be an object`);
  }
}
