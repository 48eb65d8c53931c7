import type { CreateTableCommandInput, CreateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { newCapacity } from './capacity.js';
import { describeTable } from './describe.js';
import { draw } from './durations.js';
import { invalid, limitExceeded, tableExists, validationError } from './errors.js';
import { assertRoom } from './quotas.js';
import {
  checkAttributeDefinitions,
  checkEncryption,
  checkKeySchema,
  checkLocalKeySchema,
  checkName,
  checkNotEmpty,
  checkPolicy,
  checkProjectedTotal,
  checkProjection,
  checkStream,
  checkTags,
  checkVectorIndex,
  tooManyTags,
} from './requestRules.js';
import { endOf, findEntry, onlineIndexesOf, schedule, type TableEntry, type TableState, type World } from './state.js';

/** API: CreateTable. */
export function createTable(world: World, input: CreateTableCommandInput): Omit<CreateTableCommandOutput, '$metadata'> {
  const table = newTable(world, input);
  const { name, localIndexes, globalIndexes, vectorIndexes } = table;
  if (findEntry(world, name)) throw tableExists(name);
  const indexed = localIndexes.length + globalIndexes.length + vectorIndexes.length > 0;
  assertRoom(world.operations, world.quotas, indexed);
  if (world.entries.size >= world.quotas.tables) {
    throw limitExceeded(`There is a limit of ${world.quotas.tables} tables per subscriber`);
  }

  const entry = addTable(world, table);
  const { durations } = world;
  const activeAt = endOf(world, indexed ? durations.createTableWithIndexes : durations.createTable);
  world.operations.all.add(activeAt);
  if (indexed) world.operations.indexedCreates.add(activeAt);
  table.visibleAt = Math.min(endOf(world, durations.createTableVisible), activeAt);
  table.companionsVisibleAt = endOf(world, durations.companionsVisible);
  const backupsAt = activeAt + draw(world.random, durations.continuousBackupsAvailable);
  schedule(entry, activeAt, () => activate(table, backupsAt));
  return { TableDescription: describeTable(world, table) };
}

/** Adds a table that is ACTIVE at once, as if it had been there for long. */
export function putTable(world: World, input: CreateTableCommandInput): TableEntry {
  const table = newTable(world, input);
  if (findEntry(world, table.name)) throw tableExists(table.name);
  activate(table, world.now());
  return addTable(world, table);
}

function addTable(world: World, table: TableState): TableEntry {
  const entry: TableEntry = { table, pending: [], changedBy: new Map(), before: [] };
  world.entries.set(table.name, entry);
  return entry;
}

function activate(table: TableState, continuousBackupsAt: number): void {
  table.status = 'ACTIVE';
  table.continuousBackupsAt = continuousBackupsAt;
  for (const index of onlineIndexesOf(table)) index.status = 'ACTIVE';
}

/** The table that the input asks for, CREATING; with no regard to the tables that there are. */
function newTable(world: World, request: CreateTableCommandInput): TableState {
  const input = structuredClone(request);
  checkInput(world, input);
  const now = world.now();
  const name = input.TableName as string;
  const arn = `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${name}`;
  const billingMode = input.BillingMode ?? 'PROVISIONED';
  const { StreamSpecification: stream, SSESpecification: encryption } = input;
  const tags = new Map((input.Tags ?? []).map((tag) => [tag.Key as string, tag.Value as string]));
  const table: TableState = {
    name,
    id: world.random.uuid(),
    arn,
    createdAt: now,
    visibleAt: now,
    companionsVisibleAt: now,
    status: 'CREATING',
    keySchema: input.KeySchema ?? [],
    attributes: new Map((input.AttributeDefinitions ?? []).map((a) => [a.AttributeName as string, a.AttributeType])),
    localIndexes: input.LocalSecondaryIndexes ?? [],
    globalIndexes: (input.GlobalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName as string,
      status: 'CREATING',
      keySchema: index.KeySchema ?? [],
      projection: index.Projection ?? {},
      capacity: newCapacity(billingMode, index, world.quotas, index.IndexName),
    })),
    vectorIndexes: (input.VectorIndexes ?? []).map((index) => ({
      name: index.IndexName as string,
      status: 'CREATING',
      definition: index,
    })),
    billingMode,
    onDemandChanges: [],
    capacity: newCapacity(billingMode, input, world.quotas),
    encryptionChanges: [],
    tableClassChanges: [],
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    timeToLive: { status: 'DISABLED' },
    backupsBusyUntil: 0,
    continuousBackupsAt: Number.POSITIVE_INFINITY,
    pointInTimeRecovery: { enabled: false, days: 35 },
    tags: { now: tags, before: tags, visibleAt: now },
    streamTags: new Map(),
    streamVisibleAt: now,
    destinations: { now: [], before: [], visibleAt: now },
    policies: new Map(),
    policiesBusyUntil: new Map(),
    insights: new Map(),
    replicas: [],
    itemCount: 0,
    sizeBytes: 0,
  };
  if (billingMode === 'PAY_PER_REQUEST') table.toOnDemandAt = now;
  if (stream?.StreamEnabled) startStream(table, stream.StreamViewType, now);
  if (encryption?.Enabled) table.encryption = { status: 'ENABLED', keyArn: keyArnOf(world, encryption.KMSMasterKeyId) };
  if (input.TableClass) table.tableClass = { tableClass: input.TableClass };
  if (input.ResourcePolicy !== undefined) {
    const policy = { text: input.ResourcePolicy, revisionId: String(world.random.integer(1e12, 2e12)) };
    table.policies.set(arn, { now: policy, before: policy, visibleAt: now });
  }
  return table;
}

/** Each enabled stream has a label, and so an ARN, of its own. API: TableDescription, LatestStreamLabel. */
export function startStream(table: TableState, viewType: TableState['streamViewType'], now: number): void {
  table.streamViewType = viewType;
  table.streamLabel = new Date(now).toISOString().slice(0, -1);
}

/** The key as DescribeTable shows it: always by the ARN of a key, never by an alias. */
export function keyArnOf(world: World, keyId: string | undefined): string {
  if (keyId?.startsWith('arn:') && keyId.includes(':key/')) return keyId;
  const id = keyId === undefined ? 'aws-managed-dynamodb' : keyId.replace(/^.*alias\//, 'alias-');
  return `arn:aws:kms:${world.region}:${world.accountId}:key/${id}`;
}

function checkInput({ quotas }: World, input: CreateTableCommandInput): void {
  checkName('tableName', input.TableName);
  const local = input.LocalSecondaryIndexes ?? [];
  const global = input.GlobalSecondaryIndexes ?? [];
  const vector = input.VectorIndexes ?? [];
  checkNotEmpty('LocalSecondaryIndexes', input.LocalSecondaryIndexes);
  checkNotEmpty('GlobalSecondaryIndexes', input.GlobalSecondaryIndexes);
  checkNotEmpty('VectorIndexes', input.VectorIndexes);
  if (!['PROVISIONED', 'PAY_PER_REQUEST', undefined].includes(input.BillingMode)) {
    throw invalid('request', `BillingMode ${input.BillingMode} is not PROVISIONED or PAY_PER_REQUEST`);
  }
  const key = input.KeySchema ?? [];
  checkKeySchema(key, 1);
  if (local.length && key.length < 2) {
    throw invalid(
      'request',
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  }
  for (const index of local) {
    checkName('localSecondaryIndexes.member.indexName', index.IndexName);
    checkLocalKeySchema(index.KeySchema, key);
    checkProjection(index.Projection);
  }
  for (const index of global) {
    checkName('globalSecondaryIndexes.member.indexName', index.IndexName);
    checkKeySchema(index.KeySchema, 4);
    checkProjection(index.Projection);
  }
  for (const index of vector) checkVectorIndex(index);
  const names = [...local, ...global, ...vector].map((index) => index.IndexName);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw invalid('request', `Duplicate index name: ${repeated}`);
  checkCount('GlobalSecondaryIndex', global.length, quotas.globalSecondaryIndexesPerTable);
  checkCount('LocalSecondaryIndex', local.length, 5);
  checkCount('VectorIndex', vector.length, quotas.vectorIndexesPerTable);
  checkProjectedTotal([...local, ...global].map((index) => index.Projection));
  checkAttributeDefinitions(
    input.AttributeDefinitions,
    [
      key,
      ...[...local, ...global].map((index) => index.KeySchema ?? []),
      ...vector.map((index) => index.SearchSchema ?? []),
    ].flatMap((elements) => elements.map((element) => element.AttributeName)),
    true,
  );
  if (vector.length && input.BillingMode !== 'PAY_PER_REQUEST') {
    throw invalid('request', 'A table with a vector index must have BillingMode PAY_PER_REQUEST');
  }
  if (input.StreamSpecification) checkStream(input.StreamSpecification);
  if (input.SSESpecification) checkEncryption(input.SSESpecification);
  if (!['STANDARD', 'STANDARD_INFREQUENT_ACCESS', undefined].includes(input.TableClass)) {
    throw validationError(
      'request',
      `1 validation error detected: Value '${input.TableClass}' at 'tableClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]`,
    );
  }
  if (input.ResourcePolicy !== undefined) checkPolicy(input.ResourcePolicy);
  checkTags(input.Tags ?? []);
  if ((input.Tags?.length ?? 0) > 50) throw tooManyTags();
}

function checkCount(kind: string, count: number, limit: number): void {
  if (count > limit) throw invalid('request', `${kind} count exceeds the per-table limit of ${limit}`);
}
