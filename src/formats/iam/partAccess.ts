import { type Part, tableParts } from '../../migrate/index.js';
import { indexArn, streamArn, tableArn } from './arnPlace.js';
import type { Home } from './homes.js';

/** What a part of a table asks for where a schema manages it: actions of DynamoDB, by what they are for, on the ARNs that they take. */
export interface PartAccess {
  readonly purpose: string;
  readonly operations: readonly string[];
  readonly arns: (home: Home) => readonly string[];
}

export const ofItsTable: PartAccess['arns'] = ({ schema, place }) => [tableArn(place, schema.tableName)];
const ofItsStream: PartAccess['arns'] = ({ schema, place }) => [streamArn(place, schema.tableName)];

/** The ARNs where a condition holds. */
function where(condition: (schema: Home['schema']) => boolean, arns: PartAccess['arns']): PartAccess['arns'] {
  return (home) => (condition(home.schema) ? arns(home) : []);
}

const { continuousBackups, tags, resourcePolicy, contributorInsights } = tableParts;
const { kinesisStreamingDestination: kinesis, streamTags, streamResourcePolicy } = tableParts;

/** By part; a part that any schema manages has none of its own, and one of another service stands there. */
export const ofParts: { readonly [P in Part]: readonly PartAccess[] } = {
  timeToLive: [],
  continuousBackups: [{ purpose: 'Backups', operations: [continuousBackups.set], arns: ofItsTable }],
  // CreateTable with a policy or with tags needs the permission to set them, too.
  resourcePolicy: [
    {
      purpose: 'ResourcePolicy',
      operations: [resourcePolicy.read, resourcePolicy.set],
      arns: where((schema) => schema.resourcePolicy !== false, ofItsTable),
    },
    {
      purpose: 'NoResourcePolicy',
      operations: [resourcePolicy.read, resourcePolicy.unset],
      arns: where((schema) => schema.resourcePolicy === false, ofItsTable),
    },
  ],
  tags: [
    {
      purpose: 'Tags',
      operations: [tags.set],
      arns: where((schema) => Object.keys(schema.tags ?? {}).length > 0, ofItsTable),
    },
    { purpose: 'Untag', operations: [tags.unset], arns: ofItsTable },
  ],
  contributorInsights: [
    {
      purpose: 'ContributorInsights',
      operations: [contributorInsights.read, contributorInsights.set],
      arns: insightsArns,
    },
  ],
  kinesisStreamingDestination: [
    { purpose: 'Kinesis', operations: [kinesis.read, kinesis.unset], arns: ofItsTable },
    {
      purpose: 'KinesisEnable',
      operations: [kinesis.set, kinesis.change],
      arns: where((schema) => schema.kinesisStreamingDestination !== false, ofItsTable),
    },
  ],
  streamTags: [
    { purpose: 'StreamTags', operations: [streamTags.read, streamTags.unset], arns: ofItsStream },
    {
      purpose: 'StreamTag',
      operations: [streamTags.set],
      arns: where((schema) => Object.keys(schema.streamTags ?? {}).length > 0, ofItsStream),
    },
  ],
  streamResourcePolicy: [
    {
      purpose: 'StreamPolicy',
      operations: [streamResourcePolicy.read, streamResourcePolicy.set],
      arns: where((schema) => schema.streamResourcePolicy !== false, ofItsStream),
    },
    {
      purpose: 'NoStreamPolicy',
      operations: [streamResourcePolicy.read, streamResourcePolicy.unset],
      arns: where((schema) => schema.streamResourcePolicy === false, ofItsStream),
    },
  ],
  // Of another service; see `scalingAccess`.
  scaling: [],
};

function insightsArns({ schema, place }: Home): string[] {
  const { tableName } = schema;
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, { contributorInsights }]) => contributorInsights !== undefined)
    .map(([name]) => indexArn(place, tableName, name));
  // The reference asks for the table in any case, and for the index besides.
  return [tableArn(place, tableName), ...indexes];
}
