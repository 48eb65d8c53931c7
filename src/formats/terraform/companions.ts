import { toUpdateContributorInsightsInputs } from '../../aws/index.js';
import type { TableSchema } from '../../schema/index.js';
import { type ArgumentValue, argument, type Block } from './document.js';
import type { FreeName } from './freeNames.js';
import { kmsKeyBlocks } from './kmsKey.js';
import type { TerraformOptions } from './options.js';
import { destinationBlocks, insightsBlocks, type Place, policyBlocks, tagBlocks } from './regional.js';
import type { WrittenReplicas } from './replicas.js';
import { scalingBlocks } from './scalingBlocks.js';

/** The blocks that stand beside a table, and refer to it. */
export function companionsOf(
  schema: TableSchema,
  name: string,
  replicas: WrittenReplicas,
  free: FreeName,
  options: TerraformOptions,
): Block[] {
  const reference = (attribute: string): ArgumentValue => ({
    kind: 'reference',
    to: `aws_dynamodb_table.${name}.${attribute}`,
  });
  const words = [name] as const;
  const ofTable: Place = { words, tableName: reference('name'), arn: reference('arn') };
  const ofStream: Place = { ...ofTable, words: [name, 'stream'], arn: reference('stream_arn') };
  return [
    ...kmsKeyBlocks(schema.encryption, name),
    ...scalingBlocks(schema, { table: name, free }),
    ...policyBlocks(schema.resourcePolicy, ofTable, free),
    ...policyBlocks(schema.streamResourcePolicy, ofStream, free),
    ...tagBlocks(schema.streamTags, ofStream, free),
    ...destinationBlocks(schema.kinesisStreamingDestination, ofTable, free),
    ...toUpdateContributorInsightsInputs(schema, options).flatMap(({ IndexName, ContributorInsightsMode }) =>
      insightsBlocks(ContributorInsightsMode, IndexName, ofTable, free),
    ),
    ...replicas.beside,
    ...(options.outputs ? outputBlocks(schema, name, reference, free) : []),
  ];
}

function outputBlocks(
  { streamViewType }: TableSchema,
  name: string,
  reference: (attribute: string) => ArgumentValue,
  free: FreeName,
): Block[] {
  return ['name', 'arn', ...(streamViewType ? ['stream_arn'] : [])].map((attribute) => ({
    type: 'output',
    labels: [free('output', name, attribute)],
    body: [argument('value', reference(attribute))],
  }));
}
