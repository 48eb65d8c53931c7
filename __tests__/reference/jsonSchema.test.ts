import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { sessionTableSchema, validateTable } from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

const ajv = new Ajv();
const read = (file: string) => JSON.parse(readFileSync(path.resolve(__dirname, '../..', file), 'utf8'));
const isTable = ajv.compile(read('table.schema.json'));
const isConfig = ajv.compile(read('config.schema.json'));

/** As it stands in a file. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

/** The messages of a validator for a value that it must not take. */
function refused(validate: typeof isTable, value: unknown): string[] {
  expect(validate(asJson(value))).toBe(false);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('every valid table passes, alone and in a configuration', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      expect(isTable(asJson(schema)) || isTable.errors).toBe(true);
      expect(isConfig({ tables: [asJson(schema)] }) || isConfig.errors).toBe(true);
    }),
    runs(300),
  );
});

test('a property that a schema does not have fails, as it does in validateTable', () => {
  fc.assert(
    fc.property(validTable(), fc.nat(), (schema, at) => {
      const properties = Object.entries(asJson(schema));
      const [name, value] = properties[at % properties.length];
      const misspelt = Object.fromEntries([...properties.filter(([other]) => other !== name), [`${name}s`, value]]);
      expect(isTable(misspelt)).toBe(false);
      expect(validateTable(misspelt)).not.toEqual([]);
    }),
    runs(300),
  );
});

test('what is wrong is told of the kind of table that the billing mode says', () => {
  const provisioned = { ...sessionTableSchema, billingMode: 'PROVISIONED' };
  expect(refused(isTable, provisioned)).toContain(" must have required property 'provisionedThroughput'");
  const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
  expect(refused(isTable, { ...sessionTableSchema, provisionedThroughput: units })).toContain(
    ' must NOT have additional properties',
  );
});

test.each([
  ['an attribute of no type', { attributes: { id: 'string' } }],
  ['a key of five attributes', { globalSecondaryIndexes: { gsi: { partitionKey: ['a', 'b', 'c', 'd', 'e'] } } }],
  ['half a day of recovery', { pointInTimeRecovery: { recoveryPeriodInDays: 0.5 } }],
  ['a mode in another case', { billingMode: 'provisioned' }],
])('%s fails', (_, changes) => {
  refused(isTable, { ...sessionTableSchema, ...changes });
});

test('a file may say of what schema it is', () => {
  const $schema = './node_modules/tablewright/table.schema.json';
  expect(isTable(asJson({ $schema, ...sessionTableSchema }))).toBe(true);
  expect(isConfig({ $schema, tables: [asJson(sessionTableSchema)] })).toBe(true);
});

test('stages, overrides, quotas and advice of a configuration', () => {
  const good = {
    tables: [asJson(sessionTableSchema)],
    quotas: { globalSecondaryIndexesPerTable: 25 },
    ignoreAdvice: ['lsi-collection-size'],
    tableNamePrefix: { env: 'TABLE_PREFIX', default: '' },
    defaultStage: 'prod',
    require: { prod: { deletionProtection: true, pointInTimeRecovery: { recoveryPeriodInDays: 7 } } },
    stages: {
      prod: {
        region: 'eu-west-1',
        tableNames: { 'sentinel-sessions': { env: 'SESSIONS' } },
        overrides: { 'sentinel-sessions': { tags: null, tableClass: 'STANDARD' } },
      },
    },
  };
  expect(isConfig(good) || isConfig.errors).toBe(true);
  refused(isConfig, { ...good, stages: { prod: { regoin: 'eu-west-1' } } });
  refused(isConfig, { ...good, ignoreAdvice: ['lsi-size'] });
  refused(isConfig, { ...good, tableNamePrefix: { variable: 'TABLE_PREFIX' } });
  refused(isConfig, { ...good, require: { prod: { deletionProtection: 'yes' } } });
  refused(isConfig, { ...good, require: { prod: { partitionKey: 'user' } } });
  refused(isConfig, { ...good, overrides: { 'sentinel-sessions': { partitionKey: 'user' } } });
});
