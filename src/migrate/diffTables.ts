import type { GlobalSecondaryIndex, Projection, TableSchema, VectorIndex, WarmThroughput } from '../schema/index.js';
import type { Change } from './change.js';
import { globalIndexes, own } from './own.js';
import { sameJson } from './sameJson.js';

const newTable =
  'DynamoDB never changes this: make a new table (withTableName gives the schema another name), copy the items, and switch over';

/**
 * What it takes to turn a live table into the one desired. Returns every difference, in the order of the schema; none when the
 * live table is as desired. Pure: it calls nothing.
 *
 * Settings that `desired` leaves out are unmanaged and never differ. Settings that `live` leaves out count as DynamoDB's default.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function diffTables(live: TableSchema, desired: TableSchema): Change[] {
  return [
    ...diffKey(live, desired),
    ...diffLocalIndexes(live, desired),
    ...diffGlobalIndexes(live, desired),
    ...diffVectorIndexes(live, desired),
    ...diffBilling(live, desired),
    ...diffStream(live, desired),
    ...diffSettings(live, desired),
    ...diffTimeToLive(live, desired),
    ...diffRecovery(live, desired),
    ...diffContributorInsights(live, desired),
  ];
}

function diffKey(live: TableSchema, desired: TableSchema): Change[] {
  const key = ({ partitionKey, sortKey }: TableSchema) => ({ partitionKey, ...(sortKey !== undefined && { sortKey }) });
  const [before, after] = [key(live), key(desired)];
  if (!sameJson(before, after)) {
    return [{ kind: 'change-key', effect: 'impossible', path: ['partitionKey'], before, after, note: newTable }];
  }
  const fixed = [
    before.partitionKey,
    before.sortKey,
    ...Object.values(live.localSecondaryIndexes ?? {}).map((i) => i.sortKey),
  ];
  return [...new Set(fixed)].flatMap((name): Change[] => {
    if (name === undefined || !Object.hasOwn(desired.attributes, name)) return [];
    const [type, wanted] = [own(live.attributes, name), desired.attributes[name]];
    return type === wanted
      ? []
      : [
          {
            kind: 'change-key-type',
            effect: 'impossible',
            path: ['attributes', name],
            before: type,
            after: wanted,
            note: newTable,
          },
        ];
  });
}

function diffLocalIndexes(live: TableSchema, desired: TableSchema): Change[] {
  const comparable = (schema: TableSchema) =>
    mapValues(schema.localSecondaryIndexes, ({ sortKey, projection }) => ({
      sortKey,
      projection: comparableProjection(projection, keyNames(schema, sortKey)),
    }));
  const [before, after] = [comparable(live), comparable(desired)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !sameJson(own(before, name), own(after, name)))
    .map((name): Change => {
      const kind = !Object.hasOwn(before, name)
        ? 'add-local-index'
        : Object.hasOwn(after, name)
          ? 'change-local-index'
          : 'remove-local-index';
      return {
        kind,
        effect: 'impossible',
        path: ['localSecondaryIndexes', name],
        before: own(live.localSecondaryIndexes, name),
        after: own(desired.localSecondaryIndexes, name),
        note: `${newTable}; or use a global index`,
      };
    });
}

/** What of a global index can't change in place. */
function identity(schema: TableSchema, index: GlobalSecondaryIndex) {
  const [partitionKey, sortKey] = [keyList(index.partitionKey), keyList(index.sortKey)];
  const keys = [...partitionKey, ...sortKey];
  return {
    partitionKey: partitionKey.map((name) => [name, own(schema.attributes, name)]),
    sortKey: sortKey.map((name) => [name, own(schema.attributes, name)]),
    projection: comparableProjection(index.projection, keyNames(schema, ...keys)),
  };
}

function sameIndex(live: TableSchema, before: GlobalSecondaryIndex, desired: TableSchema, after: GlobalSecondaryIndex) {
  const [a, b] = [identity(live, before), identity(desired, after)];
  // The order of the attributes of a partition key makes no difference to a query.
  a.partitionKey.sort();
  b.partitionKey.sort();
  return sameJson(a, b);
}

function diffGlobalIndexes(live: TableSchema, desired: TableSchema): Change[] {
  return diffIndexes('globalSecondaryIndexes', globalIndexes(live), globalIndexes(desired), (a, b) =>
    sameIndex(live, a, desired, b),
  );
}

function diffVectorIndexes(live: TableSchema, desired: TableSchema): Change[] {
  const comparable = (schema: TableSchema, index: VectorIndex) => ({
    ...index,
    inlineFilters: [...(index.inlineFilters ?? [])].sort(),
    types: [index.partitionKey ?? [], index.inlineFilters ?? []]
      .flat()
      .sort()
      .map((name) => own(schema.attributes, name)),
    projection: comparableProjection(index.projection, keyNames(schema)),
  });
  return diffIndexes('vectorIndexes', live.vectorIndexes ?? {}, desired.vectorIndexes ?? {}, (a, b) =>
    sameJson(comparable(live, a), comparable(desired, b)),
  );
}

type Indexes<Index> = { readonly [name: string]: Index };

function diffIndexes<Index extends GlobalSecondaryIndex | VectorIndex>(
  kind: 'globalSecondaryIndexes' | 'vectorIndexes',
  before: Indexes<Index>,
  after: Indexes<Index>,
  same: (before: Index, after: Index) => boolean,
): Change[] {
  const changes: Change[] = [];
  for (const [name, index] of Object.entries(after)) {
    const path = [kind, name];
    if (!Object.hasOwn(before, name)) {
      changes.push({ kind: 'add-index', effect: 'slow', path, before: undefined, after: index });
    } else if (!same(before[name], index)) {
      changes.push({
        kind: 'replace-index',
        effect: 'destructive',
        path,
        before: before[name],
        after: index,
        note: 'it is deleted and built again under its name: queries on it fail meanwhile, for 5 to 15 minutes and longer with much data. To avoid that, add the new one under another name, move its readers, then remove this one',
      });
    }
  }
  for (const [name, index] of Object.entries(before)) {
    if (Object.hasOwn(after, name)) continue;
    changes.push({ kind: 'remove-index', effect: 'destructive', path: [kind, name], before: index, after: undefined });
  }
  return changes;
}

function diffBilling(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.billingMode ?? 'PAY_PER_REQUEST', desired.billingMode ?? 'PAY_PER_REQUEST'];
  const changes: Change[] = [];
  if (before !== after) {
    changes.push({
      kind: 'change-billing-mode',
      effect: 'online',
      path: ['billingMode'],
      before,
      after,
      ...(after === 'PAY_PER_REQUEST' && { note: 'DynamoDB allows this four times in 24 hours' }),
    });
  }
  const scopes = [
    { path: [], live, desired },
    ...Object.entries(globalIndexes(desired)).flatMap(([name, index]) => {
      const existing = own(globalIndexes(live), name);
      return existing ? [{ path: ['globalSecondaryIndexes', name], live: existing, desired: index }] : [];
    }),
  ];
  for (const scope of scopes) changes.push(...diffCapacity(scope.path, scope.live, scope.desired));
  return changes;
}

type Capacity = Pick<TableSchema, 'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput'>;

function diffCapacity(path: string[], live: Capacity, desired: Capacity): Change[] {
  const changes: Change[] = [];
  const { provisionedThroughput, onDemandThroughput, warmThroughput } = desired;
  if (provisionedThroughput && !sameJson(provisionedThroughput, live.provisionedThroughput)) {
    changes.push({
      kind: 'change-provisioned-throughput',
      effect: 'online',
      path: [...path, 'provisionedThroughput'],
      before: live.provisionedThroughput,
      after: provisionedThroughput,
    });
  }
  if (onDemandThroughput && !sameJson(onDemandThroughput, live.onDemandThroughput ?? {})) {
    changes.push({
      kind: 'change-on-demand-throughput',
      effect: 'online',
      path: [...path, 'onDemandThroughput'],
      before: live.onDemandThroughput,
      after: onDemandThroughput,
    });
  }
  if (warmThroughput && isHigher(warmThroughput, live.warmThroughput)) {
    changes.push({
      kind: 'raise-warm-throughput',
      effect: 'online',
      path: [...path, 'warmThroughput'],
      before: live.warmThroughput,
      after: warmThroughput,
      note: 'AWS charges for each raise, and it can never be lowered',
    });
  }
  return changes;
}

/** Warm throughput grows with use and never shrinks: what is live already satisfies a lower wish. */
function isHigher(desired: WarmThroughput, live: WarmThroughput = {}): boolean {
  const { readUnitsPerSecond: read = 0, writeUnitsPerSecond: write = 0 } = live;
  return (desired.readUnitsPerSecond ?? 0) > read || (desired.writeUnitsPerSecond ?? 0) > write;
}

function diffStream(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.streamViewType ?? false, desired.streamViewType];
  if (after === undefined || after === before) return [];
  const change = { path: ['streamViewType'], before, after };
  if (!before) return [{ kind: 'enable-stream', effect: 'online', ...change }];
  const note = 'unread records of the old stream can be read for 24 hours more';
  return [
    after
      ? {
          kind: 'replace-stream',
          effect: 'destructive',
          ...change,
          note: `the stream goes off and on, under a new ARN that its readers must be given; ${note}`,
        }
      : { kind: 'disable-stream', effect: 'destructive', ...change, note },
  ];
}

function diffSettings(live: TableSchema, desired: TableSchema): Change[] {
  const changes: Change[] = [];
  const { encryption, tableClass, deletionProtection, tags, resourcePolicy } = desired;
  if (encryption !== undefined && !sameEncryption(live.encryption ?? 'AWS_OWNED', encryption)) {
    changes.push({
      kind: 'change-encryption',
      effect: 'online',
      path: ['encryption'],
      before: live.encryption ?? 'AWS_OWNED',
      after: encryption,
    });
  }
  if (tableClass !== undefined && tableClass !== (live.tableClass ?? 'STANDARD')) {
    changes.push({
      kind: 'change-table-class',
      effect: 'online',
      path: ['tableClass'],
      before: live.tableClass ?? 'STANDARD',
      after: tableClass,
      note: 'DynamoDB allows this twice in 30 days',
    });
  }
  if (deletionProtection !== undefined && deletionProtection !== (live.deletionProtection ?? false)) {
    changes.push({
      kind: 'change-deletion-protection',
      effect: 'online',
      path: ['deletionProtection'],
      before: live.deletionProtection ?? false,
      after: deletionProtection,
    });
  }
  if (tags !== undefined && !sameJson(tags, live.tags ?? {})) {
    changes.push({ kind: 'change-tags', effect: 'online', path: ['tags'], before: live.tags, after: tags });
  }
  if (resourcePolicy !== undefined && !samePolicy(resourcePolicy, live.resourcePolicy)) {
    changes.push({
      kind: 'change-resource-policy',
      effect: 'online',
      path: ['resourcePolicy'],
      before: live.resourcePolicy,
      after: resourcePolicy,
    });
  }
  return changes;
}

/**
 * DescribeTable shows a KMS key by its ARN, AWS's own key too, and never by an alias. So what it shows equals the managed key or an
 * alias as far as anyone can tell without asking KMS.
 */
function sameEncryption(live: NonNullable<TableSchema['encryption']>, desired: NonNullable<TableSchema['encryption']>) {
  if (live === 'AWS_OWNED' || desired === 'AWS_OWNED') return live === desired;
  if (live === 'AWS_MANAGED' || desired === 'AWS_MANAGED') return true;
  const [arn, key] = [live.kmsMasterKeyId, desired.kmsMasterKeyId];
  return arn === key || /(^|:)alias\//.test(key) || arn.endsWith(`:key/${key}`);
}

function samePolicy(desired: NonNullable<TableSchema['resourcePolicy']>, live: TableSchema['resourcePolicy']): boolean {
  const parse = (policy: TableSchema['resourcePolicy']) => (typeof policy === 'string' ? JSON.parse(policy) : policy);
  return sameJson(parse(desired), parse(live));
}

function diffTimeToLive(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.timeToLive, desired.timeToLive];
  if (before === after) return [];
  const change = { effect: 'online', path: ['timeToLive'], before, after } as const;
  if (before === undefined) return [{ kind: 'enable-time-to-live', ...change }];
  if (after === undefined) return [{ kind: 'disable-time-to-live', ...change }];
  return [
    {
      kind: 'move-time-to-live',
      ...change,
      note: `takes two applies: this one switches TTL off, and one that runs an hour later or more switches it on for ${after}; nothing expires between them`,
    },
  ];
}

function diffRecovery(live: TableSchema, desired: TableSchema): Change[] {
  const days = (recovery: TableSchema['pointInTimeRecovery']) =>
    typeof recovery === 'object' ? recovery.recoveryPeriodInDays : recovery ? 35 : 0;
  const [before, after] = [live.pointInTimeRecovery ?? false, desired.pointInTimeRecovery];
  if (after === undefined || days(after) === days(before)) return [];
  const change = { path: ['pointInTimeRecovery'], before, after };
  return [
    days(after) > days(before)
      ? { kind: 'extend-recovery', effect: 'online', ...change }
      : {
          kind: 'reduce-recovery',
          effect: 'destructive',
          ...change,
          note: 'older points in time can no longer be restored',
        },
  ];
}

function diffContributorInsights(live: TableSchema, desired: TableSchema): Change[] {
  const mode = (insights: TableSchema['contributorInsights']) =>
    typeof insights === 'object' ? insights.mode : insights ? 'ACCESSED_AND_THROTTLED_KEYS' : false;
  const scopes = [
    { path: ['contributorInsights'], before: live.contributorInsights, after: desired.contributorInsights },
    ...Object.entries(globalIndexes(desired)).map(([name, index]) => ({
      path: ['globalSecondaryIndexes', name, 'contributorInsights'],
      before: own(globalIndexes(live), name)?.contributorInsights,
      after: index.contributorInsights,
    })),
  ];
  return scopes
    .filter(({ before, after }) => after !== undefined && mode(after) !== mode(before))
    .map((scope): Change => ({ kind: 'change-contributor-insights', effect: 'online', ...scope }));
}

export function keyList(names: string | readonly string[] | undefined): string[] {
  return names === undefined ? [] : typeof names === 'string' ? [names] : [...names];
}

function keyNames({ partitionKey, sortKey }: TableSchema, ...others: string[]): string[] {
  return [partitionKey, ...keyList(sortKey), ...others];
}

/** A projection without what makes no difference: the order of names, repeats, and keys, which every index holds. */
function comparableProjection(projection: Projection = 'ALL', keys: readonly string[]): unknown {
  if (typeof projection === 'string') return projection;
  const names = [...new Set(projection.include)].filter((name) => !keys.includes(name)).sort();
  return names.length ? names : 'KEYS_ONLY';
}

function mapValues<T, U>(record: { readonly [name: string]: T } = {}, convert: (value: T) => U): { [name: string]: U } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}
