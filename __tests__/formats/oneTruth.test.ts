import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  fromCloudFormation,
  fromTerraform,
  toCliInput,
  toCloudFormation,
  toTerraform,
} from '../../src/formats/index.js';
import { fromCreateTableInput, type TableSchema, TableSchemaError, toCreateTableInput } from '../../src/index.js';
import { diffTables } from '../../src/provision/index.js';
import { runs } from '../support/generated.js';
import { asRead, tableWithMore, terraformTable } from './terraformFixtures.js';

type Trip = (schema: TableSchema) => TableSchema | Promise<TableSchema>;

const only = (tables: { readonly [id: string]: TableSchema }) => Object.values(tables)[0];
const createInput = ({ files }: ReturnType<typeof toCliInput>): CreateTableCommandInput => {
  const [name] = Object.keys(files).filter((file) => file.includes('create-table'));
  return JSON.parse(files[name]);
};

/** There and back, by each target that a schema can be read from again. */
const carriesAll: [string, Trip][] = [
  ['CloudFormation in YAML', (schema) => only(fromCloudFormation(toCloudFormation(schema)).tables)],
  ['CloudFormation in JSON', (schema) => only(fromCloudFormation(toCloudFormation(schema, { format: 'json' })).tables)],
  ['Terraform in HCL', async (schema) => only((await fromTerraform(toTerraform(schema))).tables)],
  ['Terraform in JSON', async (schema) => only((await fromTerraform(toTerraform(schema, { format: 'json' }))).tables)],
];
const carriesCreateTable: [string, Trip][] = [
  ['CreateTable', (schema) => fromCreateTableInput(toCreateTableInput(schema))],
  ['the AWS CLI', (schema) => fromCreateTableInput(createInput(toCliInput(schema)))],
];
/** What CreateTable does not carry. */
const later = [
  'enable-time-to-live',
  'extend-recovery',
  'reduce-recovery',
  'change-contributor-insights',
  'change-auto-scaling',
  'change-scheduled-action',
  'enable-kinesis-destination',
  'change-stream-resource-policy',
  'change-stream-tags',
  'add-replica',
];

/** Off is said by absence there. */
const unsaid = (schema: TableSchema): TableSchema => {
  const { streamViewType, contributorInsights, globalSecondaryIndexes, ...others } = schema;
  const indexes = Object.entries(globalSecondaryIndexes ?? {}).map(([name, { contributorInsights: of, ...index }]) => [
    name,
    of ? { ...index, contributorInsights: of } : index,
  ]);
  return {
    ...others,
    ...(streamViewType && { streamViewType }),
    ...(contributorInsights && { contributorInsights }),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
};

test.each(carriesAll)(
  '%s: what comes back differs from the schema in nothing that plan and check would see',
  async (_, trip) => {
    await fc.assert(
      fc.asyncProperty(terraformTable, async (schema) => {
        expect(diffTables(await trip(schema), unsaid(schema))).toEqual([]);
      }),
      runs(40),
    );
  },
);

async function isCarried(trip: Trip, schema: TableSchema): Promise<boolean> {
  try {
    return (await trip(schema)) !== undefined;
  } catch (error) {
    if (error instanceof TableSchemaError) return false;
    throw error;
  }
}

test.each(carriesAll)('%s: the same of what scales a table and what stands beside it', async (_, trip) => {
  await fc.assert(
    fc.asyncProperty(tableWithMore, async (drawn) => {
      // CloudFormation has no replicas of a table whose writes are not scaled, and other limits: their refusals have tests of their own.
      const { replicas: _, ...single } = drawn;
      const schema = (await isCarried(trip, drawn)) ? drawn : (single as TableSchema);
      expect(diffTables(await trip(schema), asRead(schema) as TableSchema)).toEqual([]);
    }),
    runs(40),
  );
});

test.each(carriesCreateTable)('%s: no difference but in what takes calls of its own', async (_, trip) => {
  await fc.assert(
    fc.asyncProperty(tableWithMore, async (schema) => {
      const differences = diffTables(await trip(schema), unsaid(schema)).filter(({ path }) => path[0] !== 'replicas');
      expect(differences.filter(({ kind }) => !later.includes(kind))).toEqual([]);
    }),
    runs(40),
  );
});

test('through all of them, one after the other, it is still the same table', async () => {
  await fc.assert(
    fc.asyncProperty(terraformTable, async (schema) => {
      let table = schema;
      for (const [, trip] of carriesAll) table = await trip(table);
      expect(diffTables(table, unsaid(schema))).toEqual([]);
    }),
    runs(20),
  );
});
