import { toAttributeDefinitions, toGlobalSecondaryIndex, toVectorIndex } from '../aws/index.js';
import {
  type Attributes,
  type GlobalSecondaryIndex,
  keyList,
  type TableSchema,
  type VectorIndex,
} from '../schema/index.js';
import type { IndexChange, IndexMove } from './indexRules.js';
import type { UpdateTableMembers } from './plan.js';

function isVector({ path }: IndexChange): boolean {
  return path[0] === 'vectorIndexes';
}

export function deletion(change: IndexChange): UpdateTableMembers {
  const Delete = { IndexName: change.path[1] };
  return isVector(change) ? { VectorIndexUpdates: [{ Delete }] } : { GlobalSecondaryIndexUpdates: [{ Delete }] };
}

/**
 * The call that makes an index. Its definitions hold those of every key that stands, too: DynamoDB drops what the new index does
 * not need, and moto takes them for all that the table has.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function creation(
  desired: TableSchema,
  change: IndexChange,
  withCapacity: boolean,
  standing: Attributes,
): UpdateTableMembers {
  const name = change.path[1];
  const table = { ...desired, attributes: { ...desired.attributes, ...standing } };
  // DescribeTable keeps no order of indexes, and the same call has to look the same.
  const others = Object.keys(standing)
    .sort()
    .map((AttributeName) => ({ AttributeName, KeyType: undefined }));
  if (isVector(change)) {
    const Create = toVectorIndex(name, change.after as VectorIndex);
    const AttributeDefinitions = toAttributeDefinitions(table, [Create.SearchSchema, others]);
    return { AttributeDefinitions, VectorIndexUpdates: [{ Create }] };
  }
  const Create = toGlobalSecondaryIndex(name, change.after as GlobalSecondaryIndex);
  // While a change of the billing mode waits, the index is made for the mode that the table has, without the capacity of another.
  if (!withCapacity) {
    delete Create.ProvisionedThroughput;
    delete Create.OnDemandThroughput;
    delete Create.WarmThroughput;
  }
  return {
    AttributeDefinitions: toAttributeDefinitions(table, [Create.KeySchema, others]),
    GlobalSecondaryIndexUpdates: [{ Create }],
  };
}

/** The attributes, with their types, of the keys that stand when an index is made: of the table, of indexes that stay, of those made before. */
export function standingKeys(live: TableSchema, desired: TableSchema, moves: readonly IndexMove[]): Attributes {
  const stays = (kind: string, name: string) =>
    !moves.some(({ action, change }) => action === 'delete' && change.path[0] === kind && change.path[1] === name);
  const of = (kind: 'globalSecondaryIndexes' | 'vectorIndexes') =>
    Object.entries<Keyed>(live[kind] ?? {}).flatMap(([name, index]) => (stays(kind, name) ? [index] : []));
  const { localSecondaryIndexes = {} } = live;
  return {
    ...typed(live, [
      live,
      ...Object.values(localSecondaryIndexes),
      ...of('globalSecondaryIndexes'),
      ...of('vectorIndexes'),
    ]),
    ...typed(
      desired,
      moves.flatMap(({ action, change }) => (action === 'create' && change.after) || []),
    ),
  };
}

interface Keyed {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
  readonly inlineFilters?: readonly string[];
}

function typed({ attributes }: TableSchema, of: readonly Keyed[]): Attributes {
  const names = of.flatMap(({ partitionKey, sortKey, inlineFilters }) =>
    [partitionKey, sortKey, inlineFilters].flatMap(keyList),
  );
  return Object.fromEntries(names.map((name) => [name, attributes[name]]));
}
