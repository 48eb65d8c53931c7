import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { readCreateTableInput } from '../../aws/index.js';
import { isProperties, type Properties, properties } from '../../schema/index.js';
import type { ReadTable } from './readTable.js';
import { recordsIn } from './recordsIn.js';

/** What Amplify's words for types are. */
const types = new Map([
  ['string', 'S'],
  ['number', 'N'],
  ['binary', 'B'],
]);

/** Whether it is what Amplify asked for a table of its storage: `cli-inputs.json`. */
export function isAmplifyStorage(value: Properties): boolean {
  return typeof value.tableName === 'string' && isProperties(value.partitionKey) && 'fieldName' in value.partitionKey;
}

/**
 * Reads `cli-inputs.json` as Amplify makes a template of it: five units of everything, a stream, and a name that ends in that of the
 * environment.
 *
 * @see https://github.com/aws-amplify/amplify-cli/blob/dev/packages/amplify-category-storage/src/provider-utils/awscloudformation/cdk-stack-builder/ddb-stack-builder.ts
 */
export function readAmplify(inputs: Properties): ReadTable {
  const attributes = new Map<string, string | undefined>();
  const keyOf = (holder: Properties) =>
    (
      [
        [holder.partitionKey, 'HASH'],
        [holder.sortKey, 'RANGE'],
      ] as const
    ).flatMap(([key, KeyType]) => {
      const { fieldName, fieldType } = properties(key);
      if (typeof fieldName !== 'string') return [];
      if (!attributes.has(fieldName)) attributes.set(fieldName, types.get(String(fieldType)) ?? String(fieldType));
      return [{ AttributeName: fieldName, KeyType }];
    });
  const KeySchema = keyOf(inputs);
  const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  const indexes = recordsIn(inputs.gsi).map((index) => ({
    IndexName: index.name,
    KeySchema: keyOf(index),
    Projection: { ProjectionType: 'ALL' },
    ProvisionedThroughput: units,
  }));
  return readCreateTableInput({
    TableName: `${inputs.tableName}-\${env}`,
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema,
    ...(indexes.length && { GlobalSecondaryIndexes: indexes }),
    ProvisionedThroughput: units,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  } as CreateTableCommandInput);
}
