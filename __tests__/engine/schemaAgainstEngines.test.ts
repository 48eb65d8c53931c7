import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  fromCreateTableInput,
  sessionTableSchema,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  toCreateTableInput,
  toUpdateTimeToLiveInput,
  validateTable,
} from '../../src/index.js';
import { engineSpaces, validTable } from '../support/arbitraryTable.js';
import { brokenInput } from '../support/brokenInput.js';
import { emulatorDifferences } from '../support/emulatorDifferences.js';
import { describeEngine } from '../support/engines.js';
import { runs } from '../support/generated.js';
import { declaredTable, describedTable, type LandedTable } from '../support/landedTable.js';

const most = { dynoxide: 200, 'dynamodb-local': 100, 'dynamodb-local-3': 100 };

const handPicked: readonly TableSchema[] = [
  sessionTableSchema,
  approvalTableSchema,
  breakGlassTableSchema,
  { tableName: 'one-key', attributes: { id: 'B' }, partitionKey: 'id' },
  {
    tableName: 'prototype-names',
    attributes: JSON.parse('{ "__proto__": "S", "constructor": "N", "toString": "S", "hasOwnProperty": "N" }'),
    partitionKey: '__proto__',
    sortKey: 'constructor',
    globalSecondaryIndexes: {
      toString: { partitionKey: 'toString', projection: { include: ['valueOf'] } },
    },
    timeToLive: 'hasOwnProperty',
  },
  {
    tableName: 'provisioned',
    attributes: { id: 'S', at: 'N', user: 'S', score: 'N', expires: 'N' },
    partitionKey: 'id',
    sortKey: 'at',
    localSecondaryIndexes: {
      'lsi-score': { sortKey: 'score', projection: 'KEYS_ONLY' },
      'lsi-user': { sortKey: 'user', projection: { include: ['note', 'photo'] } },
    },
    globalSecondaryIndexes: {
      'gsi-user': { partitionKey: 'user', provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 4 } },
    },
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
    streamViewType: 'NEW_AND_OLD_IMAGES',
    deletionProtection: true,
    timeToLive: 'expires',
  },
  {
    tableName: 'twenty-indexes',
    attributes: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, 'S' as const])),
    partitionKey: 'k0',
    globalSecondaryIndexes: Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`gsi-${i}`, { partitionKey: `k${i + 1}` }]),
    ),
  },
];

describeEngine(['dynoxide', 'dynamodb-local', 'dynamodb-local-3'], ({ engine, client }) => {
  const differences = emulatorDifferences.filter((difference) => difference.engine === engine);
  const refusals = (input: CreateTableCommandInput) =>
    differences.filter((difference) => difference.kind === 'strict' && difference.refuses(input));
  const overlooked = (issue: TableIssue, input: CreateTableCommandInput) =>
    differences.some((difference) => difference.kind === 'lenient' && difference.overlooks(issue, input));
  const forgotten = differences.flatMap((difference) => (difference.kind === 'forgetful' ? difference.forgets : []));

  async function landsAsDeclared(schema: TableSchema): Promise<void> {
    const input = toCreateTableInput(schema);
    await withTable(client(), input, async (creation) => {
      expect(creation).toBe('accepted');
      expect(without(forgotten, await describeTable(client(), input))).toEqual(
        without(forgotten, declaredTable(input)),
      );
      const timeToLive = toUpdateTimeToLiveInput(schema);
      if (timeToLive) await client().send(new UpdateTimeToLiveCommand(timeToLive));
      const { TimeToLiveDescription } = await client().send(
        new DescribeTimeToLiveCommand({ TableName: schema.tableName }),
      );
      expect(TimeToLiveDescription).toEqual(
        schema.timeToLive === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: schema.timeToLive },
      );
    });
  }

  test.each(handPicked)('$tableName lands as declared', landsAsDeclared);

  test('any valid schema lands as declared', async () => {
    await fc.assert(
      fc.asyncProperty(validTable(engineSpaces[engine]), async (schema) => {
        fc.pre(refusals(toCreateTableInput(schema)).length === 0);
        await landsAsDeclared(schema);
      }),
      runs(most[engine] / 2, 0.4),
    );
  });

  /** The engine must answer as `fromCreateTableInput` does, but for the differences. */
  async function agrees(input: CreateTableCommandInput): Promise<void> {
    const objections = [
      ...issuesOf(input)
        .filter((issue) => !overlooked(issue, input))
        .map(({ rule, path, message }) => `${rule} at ${path.join('.')}: ${message}`),
      ...refusals(input).map(({ name }) => name),
    ];
    await withTable(client(), input, async (creation) => {
      if ((creation === 'accepted') !== (objections.length === 0)) {
        throw new Error(
          `${engine} answered: ${creation}. Expected: ${objections.length ? `rejected for ${objections}` : 'accepted'}.`,
        );
      }
    });
  }

  test('takes the inputs of all valid schemas, but for the differences listed', async () => {
    const schemas = fc.oneof(
      { weight: 2, arbitrary: validTable(engineSpaces[engine]) },
      { weight: 1, arbitrary: validTable() },
    );
    await fc.assert(
      fc.asyncProperty(schemas, async (schema) => {
        expect(validateTable(schema)).toEqual([]);
        await agrees(toCreateTableInput(schema));
      }),
      runs(most[engine], 0.4),
    );
  });

  test('rejects the inputs that fromCreateTableInput rejects, but for the differences listed', async () => {
    const inputs = fc.oneof(
      { weight: 5, arbitrary: brokenInput(engineSpaces[engine]) },
      { weight: 1, arbitrary: brokenInput() },
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ({ input }) => {
        expect(issuesOf(input)).not.toEqual([]);
        await agrees(input);
      }),
      runs(most[engine] * 2, 0.4),
    );
  });

  test.each(differences)('differs from DynamoDB: $kind with $name', async (difference) => {
    const { example } = difference;
    const issues = issuesOf(example);
    await withTable(client(), example, async (creation) => {
      if (difference.kind === 'strict') {
        expect(issues).toEqual([]);
        expect(difference.refuses(example)).toBe(true);
        expect(creation).not.toBe('accepted');
        return;
      }
      if (difference.kind === 'untidy') {
        expect(issues).not.toEqual([]);
        expect(creation).not.toBe('accepted');
        expect(await describeTable(client(), example)).toMatchObject({ tableName: example.TableName });
        return;
      }
      expect(creation).toBe('accepted');
      if (difference.kind === 'lenient') {
        expect(issues).not.toEqual([]);
        expect(issues.filter((issue) => !difference.overlooks(issue, example))).toEqual([]);
      } else {
        expect(issues).toEqual([]);
        const [described, declared] = [await describeTable(client(), example), declaredTable(example)];
        expect(described).not.toEqual(declared);
        expect(without(difference.forgets, described)).toEqual(without(difference.forgets, declared));
      }
    });
  });
});

function issuesOf(input: CreateTableCommandInput): readonly TableIssue[] {
  try {
    fromCreateTableInput(input);
    return [];
  } catch (error) {
    if (error instanceof TableSchemaError) return error.issues;
    throw error;
  }
}

async function describeTable(client: DynamoDBClient, { TableName }: CreateTableCommandInput): Promise<LandedTable> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  return describedTable(Table ?? {});
}

function without(properties: readonly string[], table: LandedTable): object {
  const drop = (value: object) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !properties.includes(name)));
  return drop({ ...table, globalSecondaryIndexes: table.globalSecondaryIndexes.map(drop) });
}

/** Creates the table, tells whether the engine took it or why not, and deletes it whatever happens. */
async function withTable(
  client: DynamoDBClient,
  input: CreateTableCommandInput,
  look: (creation: string) => Promise<void>,
): Promise<void> {
  let creation = 'accepted';
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    creation = rejection(error);
  }
  try {
    await look(creation);
  } finally {
    await deleteTable(client, input);
  }
}

/** The engine's reason, if that is what the error is: not a lost connection, nor a table that an earlier test left. */
function rejection(error: unknown): string {
  const { name, message } = error as Error;
  if (!['ValidationException', 'InternalFailure', 'LimitExceededException'].includes(name)) throw error;
  return `rejected with ${name}: ${message}`;
}

/** Also a table that the engine rejected and made (see the untidy ones), of which only the engine knows. */
async function deleteTable(client: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  const { TableName } = input;
  try {
    if (input.DeletionProtectionEnabled) {
      await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    }
    await client.send(new DeleteTableCommand({ TableName }));
    for (;;) await client.send(new DescribeTableCommand({ TableName }));
  } catch (error) {
    const notThere = error instanceof ResourceNotFoundException || (error as Error).name === 'ValidationException';
    if (!notThere) throw error;
  }
}
