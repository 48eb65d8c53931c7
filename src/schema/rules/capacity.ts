import { onDemandWarmThroughput } from '../limits.js';
import type { SchemaRule } from '../rule.js';
import { properties } from '../value.js';
import {
  all,
  type Check,
  type ChecksOf,
  choose,
  leftOut,
  must,
  object,
  oneOf,
  type TableQuotas,
  wholeNumber,
} from './check.js';

/** A quota that AWS raises on request. `of` is what counts against it. */
function within(rule: SchemaRule, name: keyof TableQuotas, of = ''): Check {
  return choose(({ quotas }) =>
    must(
      rule,
      `within the quota of ${quotas[name]}${of}; if yours is higher, pass it as quotas.${name}`,
      (units) => typeof units !== 'number' || !(units > quotas[name]),
    ),
  );
}

function warm(name: 'readUnitsPerSecond' | 'writeUnitsPerSecond', provisioned: string): Check {
  return choose((context, _, path) => {
    const scope = path.length > 2 ? properties(properties(context.table[path[0]])[path[1]]) : context.table;
    const least = context.provisioned
      ? properties(scope.provisionedThroughput)[provisioned]
      : onDemandWarmThroughput[name];
    return wholeNumber('warm-throughput-minimum', typeof least === 'number' ? least : 1);
  });
}

type Capacity = 'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput';

/** The capacity of a table or a global secondary index. */
export function capacity(): ChecksOf<Capacity, 'provisionedThroughput'> {
  const unit = wholeNumber('provisioned-throughput', 1);
  const ceiling = wholeNumber('on-demand-throughput', 1, undefined, ', or left out for no ceiling');
  const provisioned = object('provisioned-throughput', {
    readCapacityUnits: all(unit, within('table-capacity-quota', 'tableReadCapacityUnits')),
    writeCapacityUnits: all(unit, within('table-capacity-quota', 'tableWriteCapacityUnits')),
    'autoScaling?': oneOf('auto-scaling', 'UNMANAGED'),
  });
  const notProvisioned = leftOut('provisioned-throughput-needs-provisioned', 'it needs billingMode "PROVISIONED"');
  const onDemand = object('on-demand-throughput', {
    'maxReadRequestUnits?': ceiling,
    'maxWriteRequestUnits?': ceiling,
  });
  const notOnDemand = leftOut('on-demand-throughput-needs-on-demand', 'it needs billingMode "PAY_PER_REQUEST"');
  return {
    provisionedThroughput: choose((context) => (context.provisioned ? provisioned : notProvisioned)),
    'onDemandThroughput?': choose((context) => (context.provisioned ? notOnDemand : onDemand)),
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

/** The units of a table and of its global indexes count together against the account's quota. */
export const capacityTotal: Check = (_, __, context, parent) => {
  const { table, provisioned } = context;
  if (!provisioned) return;
  const scopes = [table, ...Object.values(properties(table.globalSecondaryIndexes)).map(properties)];
  for (const kind of ['Read', 'Write'] as const) {
    const member = `${kind.toLowerCase()}CapacityUnits`;
    let total = 0;
    for (const scope of scopes) {
      const units = properties(scope.provisionedThroughput)[member];
      if (Number.isInteger(units)) total += units as number;
    }
    const check = within(
      'account-capacity-quota',
      `account${kind}CapacityUnits`,
      ' for the table and its global indexes together',
    );
    check(total, ['provisionedThroughput', member], context, parent);
  }
};

/** Local and vector indexes share the table's capacity. */
export function noCapacity(): ChecksOf<Capacity> {
  const none = leftOut('index-without-capacity', 'only tables and global secondary indexes have capacity of their own');
  return { 'provisionedThroughput?': none, 'onDemandThroughput?': none, 'warmThroughput?': none };
}
