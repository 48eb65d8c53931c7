// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { type ReadTables, toTypeScript, toTypeScriptFiles } from '../../src/formats/index.js';
import * as tablewright from '../../src/index.js';
import {
  approvalTableSchema,
  indexNames,
  sessionTableSchema,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  withTableName,
} from '../../src/index.js';
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
  const exported = Object.values(evaluate(code)).filter(isTable);
  expect(exported.map((schema) => JSON.stringify(schema))).toEqual(schemas.map((schema) => JSON.stringify(schema)));
});

/** Told from constants of indexes not by its name: of those, one whose name is taken gets another. */
function isTable(value: unknown): boolean {
  return typeof (value as TableSchema).attributes === 'object';
}

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
    '// timeToLive is left out: defineTable takes an attribute of type N, and ex\\u202epires is declared as S; no item expires\n//   by it.\nexport const',
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

function formatted(code: string): string {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, status } = spawnSync(process.execPath, [biome, 'format', '--stdin-file-path=src/tables.ts'], {
    cwd: root,
    input: code,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout;
}

test('is formatted as Biome formats it', () => {
  const tables = [sessionTableSchema, approvalTableSchema, ...sample(40, validTable({ oddNames: false }))];
  for (const source of [tables, read(tables)]) {
    const code = toTypeScript(source, { indexConstants: true });
    expect(formatted(code)).toBe(code);
  }
});

/** The tables as a reader returns them, every second without its name, and with notes all over. */
function read(schemas: readonly TableSchema[]): ReadTables {
  const issues: TableIssue[] = [];
  const entries = schemas.map((schema, i) => {
    const paths = [
      ['Resources', `t${i}`, 'Properties', 'GlobalSecondaryIndexes', 0, 'Projection'],
      ['resource', `t${i}`, 'tags', 'a'],
      ['tables', `t${i}`, 'attributes', Object.keys(schema.attributes)[0]],
      ...indexNames(schema).map((name) => ['tables', `t${i}`, 'globalSecondaryIndexes', name, 'partitionKey', 0]),
      [`t${i}`],
      ['Resources', `t${i}x`],
      ['Parameters'],
    ];
    for (const [k, at] of paths.entries()) {
      issues.push({ rule: 'not-representable', path: at, message: hostileTexts[(i + k) % hostileTexts.length] });
    }
    return [`t${i}`, schema] as const;
  });
  return {
    tables: Object.fromEntries(entries.filter((_, i) => i % 2 === 0)),
    unnamed: Object.fromEntries(
      entries
        .filter((_, i) => i % 2)
        .map(([id, { tableName, ...schema }], i) => [
          id,
          i % 3 ? { nameExpression: hostileTexts[i % hostileTexts.length], schema } : { schema },
        ]),
    ),
    sources: Object.fromEntries(
      entries.map(([id], i) => [id, { file: hostileTexts[i % hostileTexts.length], line: i }]),
    ),
    issues,
  };
}

test('what readers return evaluates to itself, each table without a name by the name that it is given', () => {
  const schemas = [hostileTable, ...sample(40, validTable())];
  const code = toTypeScript(read(schemas), { indexConstants: true });
  expect(typeErrors(code)).toEqual([]);
  const tables = Object.values(evaluate(code))
    .map((value) => (typeof value === 'function' ? (value as (name: string) => TableSchema)('given') : value))
    .filter(isTable);
  const expected = [
    ...schemas.filter((_, i) => i % 2 === 0),
    ...schemas.filter((_, i) => i % 2).map((schema) => withTableName(schema, 'given')),
  ];
  expect(tables).toHaveLength(schemas.length);
  // The name comes first in what is written.
  expect(tables.map((table) => JSON.parse(JSON.stringify(table)))).toEqual(JSON.parse(JSON.stringify(expected)));
});

const shop: ReadTables = {
  tables: {},
  unnamed: {
    OrdersTable: {
      nameExpression: '${AWS::StackName}-orders',
      schema: {
        attributes: { id: 'S', customer: 'S' },
        partitionKey: 'id',
        globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
      },
    },
  },
  sources: { OrdersTable: { file: 'template.yaml', line: 12 } },
  issues: [
    { rule: 'not-representable', path: ['Resources', 'OrdersTable', 'Condition'], message: 'it is always there' },
    {
      rule: 'not-representable',
      path: ['Resources', 'OrdersTable', 'Properties', 'TableName'],
      message: 'is not known',
    },
    { rule: 'not-representable', path: ['Resources', 'OrdersTable', 'Properties', 'Tags', 0], message: 'is left out' },
    { rule: 'gsi-key', path: ['tables', 'OrdersTable', 'globalSecondaryIndexes', 'gsi-customer'], message: 'is odd' },
    { rule: 'not-representable', path: ['Resources', 'Queue'], message: 'is about no table' },
  ],
};

test('a table without a name is a function of it, with its place and its notes', () => {
  const code = toTypeScript(shop);
  expect(code).toBe(`import { defineTable } from 'tablewright';

// template.yaml:12
// Its name, which only a deployment knows: \${AWS::StackName}-orders
// Condition: it is always there
export const orders = (tableName: string) =>
  defineTable({
    // TableName: is not known
    tableName,
    attributes: { id: 'S', customer: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      // globalSecondaryIndexes["gsi-customer"]: is odd
      'gsi-customer': { partitionKey: 'customer' },
    },
    // Tags[0]: is left out
  });
`);
  expect(Object.keys(evaluate(toTypeScript(shop, { exportName: 'shop' })))).toEqual(['shop']);
  const invalid = { unnamed: { x: { schema: { ...shop.unnamed.OrdersTable.schema, partitionKey: 'nobody' } } } };
  expect(() => toTypeScript({ ...shop, ...invalid })).toThrow(/^The table "x"/);
});

test.each(['typescript-5.4', 'typescript-7.0'])(
  '%s infers the literal types of such a table',
  (compiler) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tablewright-typescript-'));
    const code = `${toTypeScript(shop, { indexConstants: true })}
import type { IndexName, PrimaryKey } from 'tablewright';
export const index: IndexName<ReturnType<typeof orders>> = 'gsi-customer';
export const key: PrimaryKey<ReturnType<typeof orders>> = { id: 'a' };
// @ts-expect-error
export const other: IndexName<ReturnType<typeof orders>> = 'gsi-other';
`;
    const compilerOptions = {
      target: 'ES2022',
      lib: ['ES2022'],
      module: 'NodeNext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules/@types')],
    };
    try {
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      writeFileSync(path.join(folder, 'tables.ts'), code.replaceAll("'tablewright'", `'${root}/src/schema/index.js'`));
      const tsc = path.join(path.dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
      expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout).toBe('');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

test.each([
  ['x', '${self:service}-${sls:stage}-order-lines', 'orderLines'],
  ['x', '!Sub "${AWS::StackName}-orders"', 'orders'],
  ['UsersTable1A2B3C4D', undefined, 'users'],
  ['UsersTable', '!Join ["-", [!Ref Stage, users]]', 'users'],
  ['aws_dynamodb_table.orders', '${var.name}', 'orders'],
  ['aws_dynamodb_table.all["order-lines"]', undefined, 'allOrderLines'],
  ['module.shop.aws_dynamodb_table.this[0]', undefined, 'shop0'],
  ['Delete', undefined, 'deleteTable'],
  ['---', undefined, 'table'],
])('the function of %s, named %s, is %s', (id, nameExpression, name) => {
  const unnamed = { [id]: { ...shop.unnamed.OrdersTable, nameExpression } } as ReadTables['unnamed'];
  expect(toTypeScript({ ...shop, unnamed })).toContain(`export const ${name} = (tableName: string) =>`);
});

test('a file a table, and one that exports them all', () => {
  const schema = (tableName: string): TableSchema => ({ tableName, attributes: { id: 'S' }, partitionKey: 'id' });
  const tables = { a: schema('orders'), b: schema('ORDERS-'), c: schema('index') };
  const files = toTypeScriptFiles([{ ...shop, tables }]);
  const names = ['index-2', 'orders', 'orders-2', 'orders2'];
  const lines = names.map((name) => `export * from './${name}.js';\n`);
  expect(files['index.ts']).toBe(lines.sort().join(''));
  expect(Object.keys(files).sort()).toEqual([...names, 'index'].map((name) => `${name}.ts`).sort());
  expect(evaluate(files['orders.ts']).ordersTableSchema).toEqual(tables.a);
  expect(toTypeScriptFiles([])).toEqual({ 'index.ts': 'export {};\n' });
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
