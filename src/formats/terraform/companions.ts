import { toUpdateContributorInsightsInputs } from '../../aws/index.js';
import type { TableSchema } from '../../schema/index.js';
import { uniqueNames } from '../uniqueNames.js';
import { type ArgumentValue, argument, type Block, type Json, optional } from './document.js';
import { kmsKeyBlocks } from './kmsKey.js';
import type { TerraformOptions } from './options.js';
import { toIdentifier } from './resourceNames.js';
import { scalingBlocks } from './scalingBlocks.js';

/** A local name of which no other block of the type has, made of words. */
export type FreeName = (type: string, ...words: readonly string[]) => string;

/** Each type of resource, and outputs, have names of their own. */
export function freeNames(): FreeName {
  const types = new Map<string, (name: string) => string>();
  return (type, first, ...words) => {
    const free = types.get(type) ?? uniqueNames('_');
    types.set(type, free);
    return free([first, ...words.map(toIdentifier)].join('_'));
  };
}

/** The blocks that stand beside a table, and refer to it. */
export function companionsOf(schema: TableSchema, name: string, free: FreeName, options: TerraformOptions): Block[] {
  const reference = (attribute: string): ArgumentValue => ({
    kind: 'reference',
    to: `aws_dynamodb_table.${name}.${attribute}`,
  });
  return [
    ...kmsKeyBlocks(schema, name),
    ...scalingBlocks(schema, { table: name, free }),
    ...policyBlocks(schema, name, reference('arn')),
    ...insightsBlocks(schema, name, reference('name'), free, options),
    ...(options.outputs ? outputBlocks(schema, name, reference, free) : []),
  ];
}

function policyBlocks({ resourcePolicy }: TableSchema, name: string, arn: ArgumentValue): Block[] {
  if (!resourcePolicy) return [];
  // Text stays the text that it is, white space and all.
  const policy: ArgumentValue =
    typeof resourcePolicy === 'string'
      ? { kind: 'literal', value: resourcePolicy }
      : { kind: 'json', value: JSON.parse(JSON.stringify(resourcePolicy)) as Json };
  return [
    {
      type: 'resource',
      labels: ['aws_dynamodb_resource_policy', name],
      body: [argument('resource_arn', arn), argument('policy', policy)],
    },
  ];
}

/** A resource where insights are on. Off is to have none: the provider has no other way to say it. */
function insightsBlocks(
  schema: TableSchema,
  name: string,
  tableName: ArgumentValue,
  free: FreeName,
  options: TerraformOptions,
): Block[] {
  return toUpdateContributorInsightsInputs(schema, options)
    .filter(({ ContributorInsightsAction }) => ContributorInsightsAction === 'ENABLE')
    .map(({ IndexName, ContributorInsightsMode }) => ({
      type: 'resource',
      labels: [
        'aws_dynamodb_contributor_insights',
        free('aws_dynamodb_contributor_insights', name, ...(IndexName === undefined ? [] : [IndexName])),
      ],
      body: [
        argument('table_name', tableName),
        ...optional('index_name', IndexName),
        ...optional('mode', ContributorInsightsMode),
      ],
    }));
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
