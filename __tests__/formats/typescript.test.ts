// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { toTypeScript } from '../../src/formats/index.js';
import * as tablewright from '../../src/index.js';
import { approvalTableSchema, sessionTableSchema, type TableSchema, TableSchemaError } from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { hostileTable, hostileTexts } from './terraformFixtures.js';

const root = path.resolve(__dirname, '../..');

/** What a module exports when it runs. */
function evaluate(code: string): Record<string, TableSchema> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const exports = {};
  new Function('require', 'exports', outputText)((name: string) => {
    expect(name).toBe('tablewright');
    return tablewright;
  }, exports);
  return exports;
}

/** The compiler's files, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a module that imports this source as `tablewright`, with the settings of this repository. */
function typeErrors(code: string): string[] {
  const file = path.join(root, '__tests__/emit/generated.ts');
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const options = { ...config.options, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...others) => {
    if (name === file) return ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...others));
    return parsed.get(name);
  };
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? code : readFile(name));
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText, start = 0 }) =>
      `${code.slice(start, start + 40)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

/** So many schemas that one module can hold together. */
function sample(count: number, tables: fc.Arbitrary<TableSchema>): TableSchema[] {
  return [...new Map(fc.sample(tables, count).map((schema) => [schema.tableName, schema])).values()];
}

test('any valid schema compiles with defineTable, and evaluates to itself', () => {
  const schemas = [hostileTable, ...sample(40, validTable())];
  const code = toTypeScript(schemas, { indexConstants: true });
  expect(typeErrors(code)).toEqual([]);
  const exported = Object.entries(evaluate(code)).filter(([name]) => !name.endsWith('Indexes'));
  expect(exported.map(([, schema]) => JSON.stringify(schema))).toEqual(schemas.map((schema) => JSON.stringify(schema)));
});

test('a TTL that names a string, as a live table may have, is left out, and a comment says why', () => {
  const [ttl, exotic] = ['ex\u202epires', '##[x]*/'];
  const schema: TableSchema = {
    tableName: 'orders',
    attributes: { id: 'S', [ttl]: 'S', [exotic]: 'N' },
    partitionKey: 'id',
    timeToLive: ttl,
    globalSecondaryIndexes: { 'by-id': { partitionKey: 'id', contributorInsights: true } },
  };
  const code = toTypeScript(schema);
  expect(code).toContain(
    '// timeToLive is left out: defineTable takes an attribute of type N, and ex\\u202epires is declared as S; no item expires by it.\nexport const',
  );
  expect(typeErrors(code)).toEqual([]);
  const { timeToLive, ...others } = schema;
  expect(evaluate(code).ordersTableSchema).toEqual(others);
  const valid: TableSchema = { ...schema, timeToLive: exotic };
  expect(toTypeScript(valid)).not.toContain('//');
  expect(evaluate(toTypeScript(valid)).ordersTableSchema).toEqual(valid);
});

test('capacity that something else moves is written as the schema says it', () => {
  const schema: TableSchema = {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2, autoScaling: 'UNMANAGED' },
  };
  const code = toTypeScript(schema);
  expect(code).toContain("autoScaling: 'UNMANAGED'");
  expect(typeErrors(code)).toEqual([]);
});

test('the module still checks what it declares', () => {
  const code = toTypeScript(sessionTableSchema);
  expect(typeErrors(code)).toEqual([]);
  expect(typeErrors(code.replace("sortKey: 'status'", "sortKey: 'state'"))).toHaveLength(1);
  const constants = toTypeScript(sessionTableSchema, { indexConstants: true });
  expect(typeErrors(constants.replace("user: 'gsi-user',", ''))).toHaveLength(1);
});

test('names that every object inherits keep their types', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const schema: TableSchema = {
    tableName: 'inherited',
    attributes: Object.fromEntries(names.map((name) => [name, 'S'])),
    partitionKey: '__proto__',
    globalSecondaryIndexes: Object.fromEntries(
      names.map((name) => [name, { partitionKey: ['constructor', 'toString'], projection: 'KEYS_ONLY' }]),
    ),
    tags: Object.fromEntries(names.map((name) => [name, name])),
  };
  const code = toTypeScript(schema);
  expect(code).toContain("['__proto__']: 'S' as const");
  expect(typeErrors(code)).toEqual([]);
  const { inheritedTableSchema } = evaluate(code);
  expect(Object.keys(inheritedTableSchema.attributes)).toEqual(names);
  expect(Object.getPrototypeOf(inheritedTableSchema.tags)).toBe(Object.prototype);
});

test('is formatted as Biome formats it', () => {
  const code = toTypeScript([sessionTableSchema, approvalTableSchema, ...sample(40, validTable({ oddNames: false }))], {
    indexConstants: true,
  });
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, status } = spawnSync(process.execPath, [biome, 'format', '--stdin-file-path=src/tables.ts'], {
    cwd: root,
    input: code,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toBe(code);
});

test('writes a table as one would by hand', () => {
  const orders: TableSchema = {
    tableName: 'orders',
    attributes: { id: 'S', customer: 'S', 'placed-at': 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', sortKey: 'placed-at' } },
    resourcePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: ['dynamodb:*'] }] },
    sortKey: undefined,
  };
  expect(
    toTypeScript(orders, { indexConstants: true }),
  ).toBe(`import { defineTable, type IndexConstants } from 'tablewright';

export const ordersTableSchema = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', 'placed-at': 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed-at' },
  },
  resourcePolicy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: ['dynamodb:*'] }],
  },
});

const ordersIndexNames = {
  customer: 'gsi-customer',
} as const;

/** The names of the indexes of \`ordersTableSchema\`. */
export const ordersIndexes: IndexConstants<typeof ordersTableSchema, typeof ordersIndexNames> = ordersIndexNames;
`);
});

test('has no constants for indexes where none are wanted, or there are none', () => {
  expect(toTypeScript(sessionTableSchema)).not.toContain('IndexConstants');
  const plain: TableSchema = { tableName: 'plain', attributes: { id: 'S' }, partitionKey: 'id' };
  expect(toTypeScript(plain, { indexConstants: true })).not.toContain('IndexConstants');
  expect(toTypeScript([])).toBe('export {};\n');
});

test.each([
  ['sentinel-sessions', 'sentinelSessionsTableSchema'],
  ['orders_table', 'ordersTableSchema'],
  ['Orders', 'ordersTableSchema'],
  ['prod.EU.OrderLines', 'prodEUOrderLinesTableSchema'],
  ['2024-orders', 'table2024OrdersTableSchema'],
  ['class', 'classTableSchema'],
  ['__proto__', 'protoTableSchema'],
  ['---', 'tableSchema'],
])('the constant of %s is %s', (tableName, name) => {
  expect(toTypeScript({ ...sessionTableSchema, tableName })).toContain(`export const ${name} = defineTable({`);
});

test('constants have names of their own', () => {
  const schemas = ['a-b', 'a.b', 'A_B', '---', '...'].map((tableName) => ({ ...sessionTableSchema, tableName }));
  const code = toTypeScript(schemas, { indexConstants: true });
  expect(Object.keys(evaluate(code))).toHaveLength(10);
  expect(typeErrors(code)).toEqual([]);
});

test('takes names of constants, and says which it can not take', () => {
  expect(toTypeScript(sessionTableSchema, { exportName: 'sessions' })).toContain(
    'export const sessions = defineTable({',
  );
  const both = [sessionTableSchema, approvalTableSchema];
  const code = toTypeScript(both, { exportNames: { 'sentinel-requests': 'requests' } });
  expect(Object.keys(evaluate(code))).toEqual(['sentinelSessionsTableSchema', 'requests']);

  const issues = (run: () => string) => {
    try {
      return run();
    } catch (error) {
      return (error as TableSchemaError).issues.map(({ rule, path: at }) => [rule, at.join('.')]);
    }
  };
  expect(issues(() => toTypeScript(both, { exportName: 'one' }))).toEqual([['typescript-export-name', 'exportName']]);
  for (const name of ['class', '2nd', 'a-b', '', 'x;y', 'defineTable', ...hostileTexts.slice(0, 7)]) {
    expect(issues(() => toTypeScript(sessionTableSchema, { exportName: name }))).toEqual([
      ['typescript-export-name', 'exportNames.sentinel-sessions'],
    ]);
  }
  const exportNames = { 'sentinel-sessions': 'same', 'sentinel-requests': 'same', misspelt: 'x' };
  expect(issues(() => toTypeScript(both, { exportNames }))).toEqual([
    ['typescript-export-name', 'exportNames.sentinel-requests'],
    ['typescript-export-name', 'exportNames.misspelt'],
  ]);
});

test('a schema that is not valid is not written', () => {
  expect(() => toTypeScript({ ...sessionTableSchema, partitionKey: 'nobody' })).toThrow(TableSchemaError);
});
