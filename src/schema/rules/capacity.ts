import { onDemandWarmThroughput } from '../limits.js';
import { properties } from '../value.js';
import { all, type Check, type ChecksOf, leftOut, must, object, oneOf, wholeNumber } from './check.js';

/** A ceiling that AWS raises on request. */
function quota(name: 'tableReadCapacityUnits' | 'tableWriteCapacityUnits'): Check {
  return (units, path, context, parent) =>
    must(
      'table-capacity-quota',
      `within the quota of ${context.quotas[name]}; if yours is higher, pass it as quotas.${name}`,
      (value) => typeof value !== 'number' || !(value > context.quotas[name]),
    )(units, path, context, parent);
}

const unit = /* @__PURE__ */ wholeNumber('provisioned-throughput', 1);
const ceiling: Check = (units, ...at) =>
  (units === -1
    ? leftOut('on-demand-throughput', 'no ceiling is said by absence; -1 is for UpdateTable')
    : wholeNumber('on-demand-throughput', 1))(units, ...at);

function warm(name: 'readUnitsPerSecond' | 'writeUnitsPerSecond', provisioned: string): Check {
  return (units, path, context, parent) => {
    const scope = path.length > 2 ? properties(properties(context.table[path[0]])[path[1]]) : context.table;
    const least = context.provisioned
      ? properties(scope.provisionedThroughput)[provisioned]
      : onDemandWarmThroughput[name];
    wholeNumber('warm-throughput-minimum', typeof least === 'number' ? least : 1)(units, path, context, parent);
  };
}

type Capacity = 'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput';

/** The capacity of a table or a global secondary index. */
export function capacity(): ChecksOf<Capacity, 'provisionedThroughput'> {
  const provisioned = object('provisioned-throughput', {
    readCapacityUnits: all(unit, quota('tableReadCapacityUnits')),
    writeCapacityUnits: all(unit, quota('tableWriteCapacityUnits')),
    'autoScaling?': oneOf('auto-scaling', 'UNMANAGED'),
  });
  const onDemand = object('on-demand-throughput', {
    'maxReadRequestUnits?': ceiling,
    'maxWriteRequestUnits?': ceiling,
  });
  return {
    provisionedThroughput: (value, path, context, parent) =>
      (context.provisioned
        ? provisioned
        : leftOut('provisioned-throughput-needs-provisioned', 'it needs billingMode "PROVISIONED"'))(
        value,
        path,
        context,
        parent,
      ),
    'onDemandThroughput?': (value, path, context, parent) =>
      (context.provisioned
        ? leftOut('on-demand-throughput-needs-on-demand', 'it needs billingMode "PAY_PER_REQUEST"')
        : onDemand)(value, path, context, parent),
    'warmThroughput?': all(
      object('warm-throughput', {
        'readUnitsPerSecond?': warm('readUnitsPerSecond', 'readCapacityUnits'),
        'writeUnitsPerSecond?': warm('writeUnitsPerSecond', 'writeCapacityUnits'),
      }),
      must('warm-throughput', 'an object with one of its members at least', (value) =>
        Object.values(properties(value)).some((units) => units !== undefined),
      ),
    ),
  };
}

const members = {
  readCapacityUnits: 'accountReadCapacityUnits',
  writeCapacityUnits: 'accountWriteCapacityUnits',
} as const;

/** The units of a table and of its global indexes count together against the account's quota. */
export const capacityTotal: Check = (_, __, { table, provisioned, quotas, report }) => {
  if (!provisioned) return;
  const scopes = [table, ...Object.values(properties(table.globalSecondaryIndexes)).map(properties)];
  for (const [member, quota] of Object.entries(members) as [keyof typeof members, keyof typeof quotas][]) {
    const units = scopes.map((scope) => properties(scope.provisionedThroughput)[member]);
    const total = units.reduce<number>((sum, value) => sum + (Number.isInteger(value) ? (value as number) : 0), 0);
    if (total > quotas[quota]) {
      report(
        'account-capacity-quota',
        ['provisionedThroughput', member],
        `${total} in all, with those of the global indexes, must be within the account's quota of ${quotas[quota]}; if yours is higher, pass it as quotas.${quota}`,
      );
    }
  }
};

/** Local and vector indexes share the table's capacity. */
export function noCapacity(): ChecksOf<Capacity> {
  const none = leftOut('index-without-capacity', 'only tables and global secondary indexes have capacity of their own');
  return { 'provisionedThroughput?': none, 'onDemandThroughput?': none, 'warmThroughput?': none };
}
