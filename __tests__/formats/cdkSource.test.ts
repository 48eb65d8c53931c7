import { Stack } from 'aws-cdk-lib';
import * as constructs from 'constructs';
import fc from 'fast-check';
import ts from 'typescript';
import { toCdk } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  sessionTableSchema,
  type TableSchema,
  withTableName,
} from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import {
  elsewhere,
  env,
  isCarried,
  issuesOf,
  readAs,
  readTables,
  sayable,
  synthesise,
  withKeyArn,
} from './cdkSupport.js';
import { meaning } from './cloudFormationSupport.js';
import { replicatedTable } from './scaledTable.js';

const readyMade = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];
const table: TableSchema = { tableName: 'orders', attributes: { id: 'S', v: 'L' }, partitionKey: 'id' };

/** It says what neither TableV2 nor a global table has words for. */
const scheduledTable: TableSchema = {
  tableName: 'orders',
  partitionKey: 'id',
  attributes: { id: 'S' },
  billingMode: 'PROVISIONED',
  provisionedThroughput: {
    readCapacityUnits: 5,
    writeCapacityUnits: 6,
    autoScaling: {
      read: {
        minCapacity: 5,
        maxCapacity: 50,
        targetValue: 70,
        scaleInCooldown: 60,
        scheduledActions: {
          night: {
            schedule: 'rate(1 day)',
            startTime: '2027-01-01T00:00:00Z',
            endTime: '2027-02-01T00:00:00Z',
            minCapacity: 1,
          },
        },
      },
    },
  },
  globalSecondaryIndexes: {
    'by-user': {
      partitionKey: 'id',
      provisionedThroughput: {
        readCapacityUnits: 1,
        writeCapacityUnits: 1,
        autoScaling: { write: { minCapacity: 1, maxCapacity: 2, targetValue: 20 } },
      },
    },
  },
};

describe('toCdk', () => {
  /** Compiles nothing but syntax; types are checked by a test of their own. */
  function run(source: string, className: string): new (...args: unknown[]) => constructs.Construct {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const module = { exports: {} as Record<string, new (...args: unknown[]) => constructs.Construct> };
    new Function('module', 'exports', 'require', outputText)(module, module.exports, (name: string) =>
      name === 'constructs' ? constructs : require(name),
    );
    return module.exports[className];
  }

  test.each(['stack', 'construct'] as const)('writes a %s that synthesises to the same tables', (base) => {
    fc.assert(
      fc.property(fc.array(validTable().map(withKeyArn), { minLength: 1, maxLength: 6 }), (drawn) => {
        const named = drawn.map((schema, i) => withTableName(schema, `table-${i}`) as TableSchema);
        const schemas = named.filter((schema) => isCarried(() => toCdk(schema)));
        // A global table says less, and a date of CDK has no fraction of a second.
        const refused = named.filter((schema) => !schemas.includes(schema));
        for (const { replicas = {}, ...schema } of refused) {
          expect(Object.keys(replicas).length > 0 || JSON.stringify(schema).includes('.500Z')).toBe(true);
        }
        fc.pre(schemas.length > 0);
        const source = toCdk(schemas, { base, className: 'Drawn' });
        const Drawn = run(source, 'Drawn');
        const template = synthesise((app) => {
          const props = { env: elsewhere };
          new Drawn(base === 'stack' ? app : new Stack(app, 'Around', props), 'Drawn', props);
        });
        expect(readTables(template, elsewhere.region).map((schema) => meaning(sayable(schema)))).toEqual(
          schemas.map((schema) => readAs(schema, elsewhere.region)),
        );
        const tables = Object.values<{ Type: string; DeletionPolicy: string }>(template.Resources).filter(({ Type }) =>
          Type.startsWith('AWS::DynamoDB::'),
        );
        expect(tables.map((resource) => resource.DeletionPolicy)).toEqual(schemas.map(() => 'Retain'));
      }),
      runs(10),
    );
  });

  test('writes what scales a CfnTable, which reads back as the same table', () => {
    const source = toCdk(scheduledTable, { className: 'Scaled' });
    const Scaled = run(source, 'Scaled');
    const template = synthesise((app) => {
      new Scaled(app, 'Scaled', { env });
    });
    expect(readTables(template)).toEqual([scheduledTable]);
    expect(source).toMatch(/\/\/ A CfnTable, for provisionedThroughput: TableV2 has no fixed write capacity/);
  });

  test('writes source that compiles', () => {
    const odd = `it's\u2028\`\${x}\``;
    const rich: TableSchema = {
      ...table,
      tableName: 'node',
      attributes: { id: 'S', [odd]: 'N', v: 'L' },
      sortKey: odd,
      localSecondaryIndexes: { local: { sortKey: odd, projection: { include: ['a', '*/', '\n'] } } },
      globalSecondaryIndexes: { global: { partitionKey: ['id', odd] } },
      encryption: { kmsMasterKeyId: 'alias/orders' },
      resourcePolicy: JSON.parse(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"__proto__":{"a\\nb":["</script>"]}}}]}',
      ),
      streamViewType: 'KEYS_ONLY',
      pointInTimeRecovery: { recoveryPeriodInDays: 3 },
      contributorInsights: false,
      tags: { a: 'b' },
    } as TableSchema;
    const provisioned: TableSchema = {
      tableName: 'tags',
      attributes: { id: 'S' },
      partitionKey: 'id',
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      resourcePolicy: { Version: '2008-10-17', 'x\u2028y': 1, Statement: [] },
    };
    const { contributorInsights: _, ...v2 } = rich;
    const { encryption: __, replicas: ___, ...silent } = { ...replicatedTable, tableName: 'silent' };
    const sources = [
      toCdk(readyMade),
      toCdk([rich, provisioned], { base: 'construct' }),
      toCdk([v2, provisioned, withTableName(table, '123'), withTableName(table, '---')], { className: 'Mine' }),
      toCdk([scheduledTable, withTableName(replicatedTable, 'global'), { ...silent, replicas: { 'us-east-1': {} } }]),
    ];
    expect(sources[1]).toMatch(/\/\/ A CfnTable, for provisionedThroughput: TableV2 has no fixed write capacity/);
    expect(sources[3]).toMatch(
      /\/\/ CloudFormation has its defaults for what replicas leave out: .* us-east-1 \(tableClass, deletionProtection/,
    );
    expect(sources[2]).toMatch(/nodeTable = new TableV2\(this, 'Node'/);
    // The last one shows that errors are found.
    expect(diagnosticsOf([...sources, toCdk(table).replace("'orders'", '1')])).toEqual([
      "generated-4.ts: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  test('is the same text each time, ends with a newline, and has no line that is too long for no reason', () => {
    const source = toCdk(readyMade);
    expect(source).toBe(toCdk(structuredClone(readyMade)));
    expect(source).toMatch(/[^\n]\n$/);
    expect(source.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test.each(['tables', 'My Tables', 'TableV2', 'Construct', '', 'X{}'])('refuses the class name %j', (className) => {
    expect(issuesOf(() => toCdk(table, { className }))).toMatchObject([{ rule: 'cdk-class-name' }]);
  });
});

function diagnosticsOf(sources: readonly string[]): string[] {
  const files = new Map(sources.map((source, i) => [`${__dirname}/generated-${i}.ts`, source]));
  const options: ts.CompilerOptions = {
    strict: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    // The root of aws-cdk-lib declares all of AWS, which takes long to read.
    paths: { 'aws-cdk-lib': [`${process.cwd()}/node_modules/aws-cdk-lib/core/index.d.ts`] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...others) => {
    const source = files.get(name);
    return source === undefined ? getSourceFile(name, ...others) : ts.createSourceFile(name, source, others[0]);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = file?.fileName.replace(`${__dirname}/`, '');
    return `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
