import { defined, isProperties, type Path, properties, type TableSchema } from '../../schema/index.js';
import { intrinsicOf } from './asWritten.js';
import { toSchema } from './readTable.js';
import { readShape, type TemplateReader } from './shapes.js';
import { encryption, pointInTimeRecovery, provisionedThroughput } from './tableShapes.js';

const simpleTableShape = {
  TableName: 'text',
  PrimaryKey: { Name: 'text', Type: 'text' },
  ProvisionedThroughput: provisionedThroughput,
  PointInTimeRecoverySpecification: pointInTimeRecovery,
  SSESpecification: encryption,
  Tags: 'texts',
} as const;

const keyTypes = new Map([
  ['String', 'S'],
  ['Number', 'N'],
  ['Binary', 'B'],
]);

/**
 * Reads an `AWS::Serverless::SimpleTable` of SAM: a partition key, `id` of type String if it names none, and on demand unless it has
 * capacity.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function readSimpleTable(reader: TemplateReader, path: Path, given: unknown): TableSchema {
  const {
    PrimaryKey = { Name: 'id', Type: 'String' },
    Tags,
    ...table
  } = readShape(reader, path, withGlobals(reader, given), simpleTableShape) ?? {};
  const { Name, Type = '' } = PrimaryKey;
  return toSchema(reader, path, {
    ...table,
    BillingMode: table.ProvisionedThroughput ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: Name, AttributeType: keyTypes.get(Type) ?? Type }],
    KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
    ...defined({ Tags: Tags && Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })) }),
  });
}

/**
 * The properties with those that all SimpleTables have: SAM merges objects, and takes the table's own where they meet.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function withGlobals({ globals }: TemplateReader, given: unknown): unknown {
  return merged(properties(globals.SimpleTable), given);
}

function merged(shared: unknown, given: unknown): unknown {
  if (given === undefined) return shared;
  if (!isProperties(shared) || !isProperties(given) || intrinsicOf(shared) || intrinsicOf(given)) return given;
  const names = new Set([...Object.keys(shared), ...Object.keys(given)]);
  return Object.fromEntries([...names].map((name) => [name, merged(shared[name], given[name])]));
}
