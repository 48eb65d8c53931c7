import { Entity } from 'electrodb';
import { defineTable, formatPath, type TableSchema } from '../../src/index.js';
import { assertModelFits, fromElectroDB, fromOneTable, modelIssues } from '../../src/models/index.js';

const orders = defineTable({
  tableName: 'shop',
  attributes: { pk: 'S', sk: 'S', gpk: 'S', gsk: 'N', at: 'N', status: 'S', ttl: 'N' },
  partitionKey: 'pk',
  sortKey: 'sk',
  globalSecondaryIndexes: {
    gsi: { partitionKey: 'gpk', sortKey: 'gsk', projection: { include: ['status', 'total'] } },
    more: { partitionKey: 'status' },
  },
  localSecondaryIndexes: { byTime: { sortKey: 'at' } },
  timeToLive: 'ttl',
});

const Orders = new Entity(
  {
    model: { entity: 'order', version: '1', service: 'shop' },
    attributes: {
      id: { type: 'string' },
      at: { type: 'number' },
      total: { type: 'number' },
      status: { type: 'string' },
    },
    indexes: {
      main: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: ['at'] } },
      byTime: { index: 'byTime', pk: { field: 'pk', composite: ['id'] }, sk: { field: 'at', composite: ['at'] } },
      byStatus: {
        index: 'gsi',
        projection: ['status', 'total'],
        pk: { field: 'gpk', composite: ['status'] },
        sk: { field: 'gsk', composite: ['at'], cast: 'number' },
      },
    },
  },
  { table: 'shop' },
);
const model = fromElectroDB(Orders);

const issuesOf = (schema: TableSchema, ...rest: [Parameters<typeof modelIssues>[2]?]) =>
  modelIssues(schema, model, ...rest).map(({ rule, path, message }) => `${formatPath(path)}: ${message} [${rule}]`);

test('a table with all that the models use fits, whatever else it has', () => {
  expect(issuesOf(orders)).toEqual([]);
  expect(() => assertModelFits({ ...orders, streamViewType: 'NEW_IMAGE' }, model)).not.toThrow();
  // A local index to the reader, which ElectroDB does not tell from a global one.
  const { localSecondaryIndexes, ...rest } = orders;
  const global = { ...orders.globalSecondaryIndexes, byTime: { partitionKey: 'pk', sortKey: 'at' } };
  expect(issuesOf({ ...rest, globalSecondaryIndexes: global })).toEqual([]);
});

const { gsi } = orders.globalSecondaryIndexes;
test.each<[string, Partial<TableSchema>, string[]]>([
  [
    'its name',
    { tableName: 'dev-shop' },
    [
      'tableName: the models use the table "shop", and this is "dev-shop"; name one like the other, or read the models with { tableName: "dev-shop" } [model-table-name]',
    ],
  ],
  [
    'its key, by name and by type',
    { partitionKey: 'status', attributes: { ...orders.attributes, sk: 'N' } },
    [
      `partitionKey: the models use "pk", and the table has "status"; a table's key can't change, so the models must [model-key]`,
      'localSecondaryIndexes.byTime.partitionKey: the models use "pk", and the table has "status"; make the index anew under another name, or change the models [model-index]',
      `attributes.sk: the models use "S", and the table has "N"; one of the two writes what the other can't read [model-attribute-type]`,
    ],
  ],
  [
    'an index',
    { globalSecondaryIndexes: { GSI: gsi } },
    [
      'globalSecondaryIndexes.gsi: the models use this index, by "gpk" and "gsk", and the table has none of that name; it has "GSI", "byTime" [model-index]',
    ],
  ],
  [
    'the key of an index',
    { globalSecondaryIndexes: { gsi: { ...gsi, partitionKey: ['gpk', 'pk'], sortKey: 'at' } } },
    [
      'globalSecondaryIndexes.gsi.partitionKey: the models use "gpk", and the table has ["gpk","pk"]; make the index anew under another name, or change the models [model-index]',
      'globalSecondaryIndexes.gsi.sortKey: the models use "gsk", and the table has "at"; make the index anew under another name, or change the models [model-index]',
    ],
  ],
  [
    'what an index holds',
    {
      globalSecondaryIndexes: { gsi: { ...gsi, projection: { include: ['status'] } } },
      localSecondaryIndexes: { byTime: { sortKey: 'at', projection: 'KEYS_ONLY' } },
    },
    [
      'globalSecondaryIndexes.gsi.projection: the models read "total" from the index, which holds {"include":["status"]}; project that, or tell the models what the index holds [model-projection]',
      'localSecondaryIndexes.byTime.projection: the models read everything from the index, which holds "KEYS_ONLY"; project that, or tell the models what the index holds [model-projection]',
    ],
  ],
])('a table that differs in %s is told so', (_, change, expected) => {
  expect(issuesOf({ ...orders, ...change } as TableSchema)).toEqual(expected);
});

test('what is known can be left out, and the rest is thrown at once', () => {
  const other = {
    ...orders,
    tableName: 'dev-shop',
    localSecondaryIndexes: { byTime: { sortKey: 'at', projection: 'KEYS_ONLY' } },
  } as const;
  expect(issuesOf(other, { ignore: ['model-projection', 'model-table-name'] })).toEqual([]);
  expect(() => assertModelFits(other, model)).toThrow(
    /^The table "dev-shop", for the models that use it, is not valid:\n {2}tableName: .*\n {2}localSecondaryIndexes\.byTime\.projection: /,
  );
});

test('a TTL that only the models have is told, and a local index that is global', () => {
  const { timeToLive, ...rest } = orders;
  const read = fromOneTable(
    {
      indexes: { primary: { hash: 'pk', sort: 'sk' }, more: { sort: 'at', type: 'local' } },
      models: { Order: { at: { type: Number }, ends: { type: Date, ttl: true } } },
    },
    { tableName: 'shop' },
  );
  expect(modelIssues(rest, read).map(({ rule, message }) => [rule, message])).toEqual([
    ['model-index', 'the models use it as a local index, and the table has it as a global one'],
    [
      'model-time-to-live',
      'the models use "ends", and the table has none; declare timeToLive: "ends", or nothing expires by it',
    ],
  ]);
  expect(() => modelIssues({ ...orders, partitionKey: 'no' } as never, read)).toThrow(/is not valid/);
  expect(() => modelIssues(orders, Promise.resolve(read) as never)).toThrow(/and is a promise of it; await it/);
});
