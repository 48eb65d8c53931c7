import type {
  CreateGlobalSecondaryIndexAction,
  CreateVectorIndexAction,
  UpdateGlobalSecondaryIndexAction,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { newCapacity } from './capacity.js';
import { draw } from './durations.js';
import { invalid, limitExceeded, notFound, onlyOneOnlineIndex, stillInUse } from './errors.js';
import {
  checkAttributeDefinitions,
  checkKeySchema,
  checkName,
  checkNotEmpty,
  checkProjectedTotal,
  checkProjection,
  checkVectorIndex,
} from './requestRules.js';
import {
  endOf,
  type GlobalIndexState,
  indexNamesOf,
  onlineIndexesOf,
  pruneAttributes,
  schedule,
  type TableEntry,
  type TableState,
  type VectorIndexState,
  type World,
} from './state.js';

/** The index changes of one UpdateTable. */
export interface IndexUpdates {
  readonly creates: readonly CreateGlobalSecondaryIndexAction[];
  readonly vectorCreates: readonly CreateVectorIndexAction[];
  /** Names of GSIs to delete. */
  readonly deletes: readonly string[];
  /** Names of vector indexes to delete. */
  readonly vectorDeletes: readonly string[];
  readonly updates: readonly UpdateGlobalSecondaryIndexAction[];
}

/** Takes the lists of the request apart, and checks them as far as that needs no table. */
export function readIndexUpdates(input: UpdateTableCommandInput): IndexUpdates {
  const global = input.GlobalSecondaryIndexUpdates ?? [];
  const vector = input.VectorIndexUpdates ?? [];
  checkNotEmpty('GlobalSecondaryIndexUpdates', input.GlobalSecondaryIndexUpdates);
  checkNotEmpty('VectorIndexUpdates', input.VectorIndexUpdates);
  for (const update of [...global, ...vector]) {
    if (Object.values(update).filter((action) => action !== undefined).length !== 1) {
      throw invalid('request', 'One of Create, Update or Delete must be specified for each index update');
    }
  }
  const updates: IndexUpdates = {
    creates: global.flatMap((update) => update.Create ?? []),
    vectorCreates: vector.flatMap((update) => update.Create ?? []),
    deletes: global.flatMap((update) => (update.Delete ? [update.Delete.IndexName ?? ''] : [])),
    vectorDeletes: vector.flatMap((update) => (update.Delete ? [update.Delete.IndexName ?? ''] : [])),
    updates: global.flatMap((update) => update.Update ?? []),
  };
  const { creates, vectorCreates, deletes, vectorDeletes } = updates;
  const names = [
    ...[...creates, ...vectorCreates, ...updates.updates].map((action) => action.IndexName ?? ''),
    ...deletes,
    ...vectorDeletes,
  ];
  for (const name of names) checkName('indexName', name);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) {
    throw invalid(
      'request',
      `Only one global secondary index update per index is allowed simultaneously. Index: ${repeated}`,
    );
  }
  if (creates.length + vectorCreates.length + deletes.length + vectorDeletes.length > 1) {
    throw onlyOneOnlineIndex('request');
  }
  for (const create of creates) {
    checkKeySchema(create.KeySchema, 4);
    checkProjection(create.Projection);
  }
  for (const create of vectorCreates) checkVectorIndex(create);
  checkAttributeDefinitions(
    input.AttributeDefinitions,
    [...creates.map((create) => create.KeySchema ?? []), ...vectorCreates.map((create) => create.SearchSchema ?? [])]
      .flat()
      .map((element) => element.AttributeName),
    // What the change does not use is dropped in silence (recorded on AWS).
    false,
  );
  return updates;
}

/** Checks the creates and deletes against the table. */
export function checkIndexUpdates({ quotas }: World, table: TableState, updates: IndexUpdates): void {
  const { creates, vectorCreates, deletes, vectorDeletes } = updates;
  for (const [names, indexes] of [
    [deletes, table.globalIndexes],
    [vectorDeletes, table.vectorIndexes],
  ] as const) {
    for (const name of names) {
      const index = (indexes as readonly (GlobalIndexState | VectorIndexState)[]).find((one) => one.name === name);
      if (index === undefined) throw notFound(`Index: ${name} not found`);
      if (index.status === 'DELETING') throw stillInUse(`Index is being deleted: ${name}`);
      // DG: Managing GSIs: in the resource allocation phase an index can't be deleted.
      if (index.status === 'CREATING' && !index.backfilling) throw stillInUse(`Index is being created: ${name}`);
      if (index.status === 'UPDATING') throw stillInUse(`Index is being updated: ${name}`);
    }
  }
  const created = [...creates, ...vectorCreates].map((create) => create.IndexName as string);
  for (const name of created) {
    const live = onlineIndexesOf(table).find((index) => index.name === name);
    if (live?.status === 'DELETING') throw stillInUse(`Index is being deleted: ${name}`);
    if (indexNamesOf(table).includes(name)) {
      throw invalid('state', `Attempting to create an index which already exists: ${name}`);
    }
  }
  const going = onlineIndexesOf(table).filter((index) => index.status === 'CREATING' || index.status === 'DELETING');
  const named = [...created, ...deletes, ...vectorDeletes];
  if (named.length && going.some((index) => !named.includes(index.name))) throw onlyOneOnlineIndex();
  for (const create of creates) newCapacity(table.billingMode, create, quotas, create.IndexName);
  if (creates.length && table.globalIndexes.length >= quotas.globalSecondaryIndexesPerTable) {
    throw limitExceeded(
      `GlobalSecondaryIndex count exceeds the per-table limit of ${quotas.globalSecondaryIndexesPerTable}`,
      'state',
    );
  }
  checkProjectedTotal([
    ...table.localIndexes.map((index) => index.Projection),
    ...table.globalIndexes.map((index) => index.projection),
    ...creates.map((create) => create.Projection),
  ]);
  if (vectorCreates.length && table.billingMode === 'PROVISIONED') {
    throw invalid('state', 'A table with a vector index must have BillingMode PAY_PER_REQUEST');
  }
  if (vectorCreates.length && table.vectorIndexes.length >= quotas.vectorIndexesPerTable) {
    throw limitExceeded(`VectorIndex count exceeds the per-table limit of ${quotas.vectorIndexesPerTable}`, 'state');
  }
  for (const create of vectorCreates) {
    const { AttributeName } = create.VectorAttribute ?? {};
    const other = table.vectorIndexes.find(
      (index) => index.definition.VectorAttribute?.AttributeName === AttributeName,
    );
    if (other && other.definition.Dimensions !== create.Dimensions) {
      throw invalid('state', `Vector indexes on attribute ${AttributeName} must have the same Dimensions`);
    }
  }
}

/** Begins the creates and deletes. Returns until when the table is UPDATING, if it is. */
export function startIndexUpdates(
  world: World,
  entry: TableEntry,
  updates: IndexUpdates,
  definitions: UpdateTableCommandInput['AttributeDefinitions'],
): number | undefined {
  const { table } = entry;
  const { durations } = world;
  let tableUntil: number | undefined;
  for (const create of updates.creates) {
    addAttributes(table, create.KeySchema ?? [], definitions);
    table.globalIndexes.push({
      name: create.IndexName as string,
      status: 'CREATING',
      backfilling: false,
      keySchema: create.KeySchema ?? [],
      projection: create.Projection ?? {},
      capacity: newCapacity(table.billingMode, create, world.quotas, create.IndexName),
    });
    tableUntil = startCreate(
      world,
      entry,
      create.IndexName as string,
      draw(world.random, durations.createIndexBackfill),
    );
  }
  for (const create of updates.vectorCreates) {
    addAttributes(table, create.SearchSchema ?? [], definitions);
    table.vectorIndexes.push({
      name: create.IndexName as string,
      status: 'CREATING',
      backfilling: false,
      definition: create,
    });
    const backfill = draw(world.random, durations.createVectorIndexBackfill);
    tableUntil = startCreate(world, entry, create.IndexName as string, backfill);
  }
  for (const name of [...updates.deletes, ...updates.vectorDeletes]) startDelete(world, entry, name);
  return tableUntil;
}

/** A different type for an attribute that the table has already is ignored in silence (recorded on AWS). */
function addAttributes(
  table: TableState,
  elements: readonly { AttributeName: string | undefined }[],
  definitions: UpdateTableCommandInput['AttributeDefinitions'],
): void {
  for (const { AttributeName: name } of elements) {
    if (name === undefined || table.attributes.has(name)) continue;
    table.attributes.set(name, definitions?.find((definition) => definition.AttributeName === name)?.AttributeType);
  }
}

function startCreate(world: World, entry: TableEntry, name: string, backfill: number): number {
  const { table } = entry;
  const { durations } = world;
  const tableUntil = endOf(world, durations.createIndexTable);
  const allocatedAt = Math.max(tableUntil, endOf(world, durations.createIndexAllocation));
  const filledAt = allocatedAt + backfill + Math.ceil(table.itemCount * durations.backfillPerItem);
  const index = onlineIndexesOf(table).find((one) => one.name === name);
  schedule(entry, allocatedAt, () => {
    if (index) index.backfilling = true;
  });
  schedule(entry, filledAt, () => {
    // It may have been deleted meanwhile.
    if (index?.status !== 'CREATING') return;
    index.status = 'ACTIVE';
    delete index.backfilling;
  });
  return tableUntil;
}

function startDelete(world: World, entry: TableEntry, name: string): void {
  const { table } = entry;
  const index = onlineIndexesOf(table).find((one) => one.name === name);
  if (index === undefined) return;
  index.status = 'DELETING';
  delete index.backfilling;
  const goneAt = endOf(world, world.durations.deleteIndex);
  const prunedAt = goneAt + draw(world.random, world.durations.pruneAttributes);
  schedule(entry, goneAt, () => {
    table.globalIndexes = table.globalIndexes.filter((one) => one !== index);
    table.vectorIndexes = table.vectorIndexes.filter((one) => one !== index);
    table.insights.delete(name);
  });
  schedule(entry, prunedAt, () => pruneAttributes(table));
}
