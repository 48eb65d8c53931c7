import { onDemandWarmThroughput } from '../limits.js';
import type { ReplicaProvisionedThroughput } from '../Replica.js';
import type { SchemaRule } from '../rule.js';
import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from '../Throughput.js';
import { properties } from '../value.js';
import {
  all,
  type Check,
  type ChecksOf,
  choose,
  leftOut,
  must,
  object,
  type TableQuotas,
  wholeNumber,
} from './check.js';
import { autoScaling } from './scaling.js';

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

function warm(kind: 'read' | 'write'): Check {
  return choose((context, _, path) => {
    const scope = path.slice(0, -2).reduce((holder, step) => properties(holder[step]), context.table);
    const least = context.provisioned
      ? properties(scope.provisionedThroughput)[`${kind}CapacityUnits`]
      : onDemandWarmThroughput[`${kind}UnitsPerSecond`];
    return wholeNumber('warm-throughput-minimum', typeof least === 'number' ? least : 1);
  });
}

type Capacity = 'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput';

/** The capacity of a table or a global secondary index. */
export function capacity(): ChecksOf<Capacity, 'provisionedThroughput'> {
  return {
    'provisionedThroughput!': provisionedThroughput({
      'readCapacityUnits!': units('tableReadCapacityUnits'),
      'writeCapacityUnits!': units('tableWriteCapacityUnits'),
      autoScaling: autoScaling('read', 'write'),
    } satisfies ChecksOf<keyof ProvisionedThroughput, 'readCapacityUnits' | 'writeCapacityUnits'>),
    onDemandThroughput: onDemandThroughput({
      maxReadRequestUnits: ceiling(),
      maxWriteRequestUnits: ceiling(),
    } satisfies ChecksOf<keyof OnDemandThroughput>),
    warmThroughput: all(
      object('warm-throughput', {
        readUnitsPerSecond: warm('read'),
        writeUnitsPerSecond: warm('write'),
      } satisfies ChecksOf<keyof WarmThroughput>),
      must('warm-throughput', 'an object with one of its members at least', (value) =>
        Object.values(properties(value)).some((units) => units !== undefined),
      ),
    ),
  };
}

/** What a replica, or an index of it, may have of its own: reads, because writes are the table's in every Region. */
export function replicaCapacity(): ChecksOf<'provisionedThroughput' | 'onDemandThroughput'> {
  return {
    provisionedThroughput: provisionedThroughput({
      'readCapacityUnits!': units('tableReadCapacityUnits'),
      autoScaling: autoScaling('read'),
    } satisfies ChecksOf<keyof ReplicaProvisionedThroughput, 'readCapacityUnits'>),
    onDemandThroughput: onDemandThroughput({ maxReadRequestUnits: ceiling() }),
  };
}

function units(quota: keyof TableQuotas): Check {
  return all(wholeNumber('provisioned-throughput', 1), within('table-capacity-quota', quota));
}

function ceiling(): Check {
  return wholeNumber('on-demand-throughput', 1, undefined, ', or left out for no ceiling');
}

/** What stands with one billing mode, and must not with the other. */
function capacityOf(
  mode: 'PROVISIONED' | 'PAY_PER_REQUEST',
  rule: SchemaRule,
  needs: SchemaRule,
  members: Readonly<Record<string, Check>>,
): Check {
  const there = object(rule, members);
  const gone = leftOut(needs, `it needs billingMode "${mode}"`);
  return choose(({ provisioned }) => (provisioned === (mode === 'PROVISIONED') ? there : gone));
}

function provisionedThroughput(members: Readonly<Record<string, Check>>): Check {
  return capacityOf('PROVISIONED', 'provisioned-throughput', 'provisioned-throughput-needs-provisioned', members);
}

function onDemandThroughput(members: Readonly<Record<string, Check>>): Check {
  return capacityOf('PAY_PER_REQUEST', 'on-demand-throughput', 'on-demand-throughput-needs-on-demand', members);
}

/** The units of a table and of its global indexes count together against the account's quota. */
export const capacityTotal: Check = (_, __, context, parent) => {
  const { table, provisioned } = context;
  if (!provisioned) return;
  const scopes = [table, ...Object.values(properties(table.globalSecondaryIndexes)).map(properties)];
  for (const kind of ['Read', 'Write'] as const) {
    const member = `${kind.toLowerCase()}CapacityUnits`;
    const total = scopes
      .map((scope) => properties(scope.provisionedThroughput)[member] as number)
      .filter(Number.isInteger)
      .reduce((sum, units) => sum + units, 0);
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
  return { provisionedThroughput: none, onDemandThroughput: none, warmThroughput: none };
}
