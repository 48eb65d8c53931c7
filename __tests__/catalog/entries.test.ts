import * as exported from '../../src/catalog/index.js';
import { lintTable, type TableSchema, validateTable } from '../../src/index.js';

const entries = Object.entries<exported.CatalogEntry>(exported.catalog);
const schemas = entries.flatMap(([, entry]) => Object.entries(entry.schemas));

test.each(schemas)('%s is valid, without advice, and frozen', (_, schema) => {
  expect(validateTable(schema)).toEqual([]);
  expect(lintTable(schema)).toEqual([]);
  expect(Object.isFrozen(schema.attributes)).toBe(true);
});

test('every schema and every list of actions is an export, and part of an entry', () => {
  const all: { readonly [name: string]: unknown } = { ...exported };
  const names = (end: string) => Object.keys(all).filter((name) => name.endsWith(end));
  expect(schemas.map(([constant]) => constant).sort()).toEqual(names('TableSchema').sort());
  for (const [constant, schema] of schemas) expect(all[constant]).toBe(schema);
  // Of a table that a function makes, whose entry has the plain one.
  const { langGraphStoreWithVectorsActions, ...ofEntries } = Object.fromEntries(
    names('Actions').map((name) => [name, all[name]]),
  );
  const actions = Object.values(ofEntries);
  expect(new Set(actions)).toEqual(new Set(entries.flatMap(([, entry]) => (entry.actions ? [entry.actions] : []))));
  for (const list of [...actions, langGraphStoreWithVectorsActions])
    expect(list).toEqual([...(list as string[])].sort());
});

test('the tables of all entries can stand side by side, under their default names', () => {
  const names = schemas.map(([, { tableName }]) => tableName);
  expect(new Set(names).size).toBe(names.length);
});

test('a table with vectors has the dimensions that it is given', () => {
  const table = exported.langGraphStoreTableWithVectors({ dimensions: 256, distanceFunction: 'EUCLIDEAN' });
  const dimensions: 256 = table.vectorIndexes['memory-vector-index'].dimensions;
  expect([dimensions, validateTable(table)]).toEqual([256, []]);
});

test('a table whose sort key the package may be told is typed by it', () => {
  const table = exported.powertoolsIdempotencyTableWithSortKey('sortKey');
  const sortKey: 'sortKey' = table.sortKey;
  const type: 'S' = table.attributes.sortKey;
  const schema: TableSchema = table;
  expect([sortKey, type]).toEqual(['sortKey', 'S']);
  expect(validateTable(schema)).toEqual([]);
});
