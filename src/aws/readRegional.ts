import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { AttributeType, KinesisStreamingDestination, Replica, TableSchema } from '../schema/index.js';
import { type Reader, sayAt } from './readShapes.js';
import { readEncryptionWords, readInsightsWords, readRecoveryWords, readTagWords } from './readWords.js';
import type { TableDescriptionExtras } from './TableDescriptionExtras.js';

/** A live table, while it is read. */
export interface Live {
  readonly table: TableDescription;
  readonly extras: TableDescriptionExtras;
  readonly provisioned: boolean;
  /** Those that are known so far. */
  readonly attributes: Map<string, AttributeType>;
  readonly reader: Reader;
}

/** How the settings are read that a table has in each Region by itself; `undefined`: what would tell was not asked. */
export const regionalSettings = {
  tableClass: ({ table }) => table.TableClassSummary?.TableClass ?? 'STANDARD',
  deletionProtection: ({ table }) => table.DeletionProtectionEnabled ?? false,
  pointInTimeRecovery: ({ extras: { continuousBackups } }) => {
    const { PointInTimeRecoveryStatus: status, RecoveryPeriodInDays: days } =
      continuousBackups?.PointInTimeRecoveryDescription ?? {};
    return continuousBackups && readRecoveryWords(status === 'ENABLED', days);
  },
  contributorInsights: ({ extras }) => readInsights(extras, ''),
  tags: ({ extras: { tags }, reader }) => tags && readTags(tags, reader, 'tags'),
  encryption: readEncryption,
  kinesisStreamingDestination: ({ extras: { kinesis } }) => kinesis && readKinesis(kinesis),
  resourcePolicy: ({ extras: { resourcePolicy } }) => resourcePolicy,
} satisfies { readonly [P in keyof Replica]: (live: Live) => unknown };

function readEncryption({ table: { SSEDescription: sse }, extras, reader }: Live): TableSchema['encryption'] {
  const enabled = sse !== undefined && sse.Status !== 'DISABLED' && sse.Status !== 'DISABLING';
  const key = !enabled || extras.kmsKeyManager === 'AWS' ? undefined : sse.KMSMasterKeyArn;
  return readEncryptionWords(enabled, undefined, key, sayAt(reader, ['SSEDescription']));
}

/** Of the table under `''`, of an index under its name. */
export function readInsights({ contributorInsights }: TableDescriptionExtras, name: string) {
  if (!contributorInsights || !Object.hasOwn(contributorInsights, name)) return undefined;
  const { ContributorInsightsStatus: status, ContributorInsightsMode: mode } = contributorInsights[name];
  return readInsightsWords(status === 'ENABLED' || status === 'ENABLING', mode);
}

/** Without those that AWS sets itself. */
export function readTags(
  tags: NonNullable<TableDescriptionExtras['tags']>,
  reader: Reader,
  where: 'tags' | 'streamTags',
) {
  return readTagWords(
    tags.filter(({ Key }) => !Key?.startsWith('aws:')).map(({ Key: key, Value: value = '' }) => ({ key, value })),
    sayAt(reader, [where]),
  );
}

/** The destinations that get changes, or are about to. One that was switched off stands in the answer for a while. */
export function kinesisDestinations(destinations: TableDescriptionExtras['kinesis'] = []) {
  return destinations.filter(({ DestinationStatus: status = '' }) =>
    ['ACTIVE', 'ENABLING', 'UPDATING'].includes(status),
  );
}

const kinesisMembers: {
  readonly [P in keyof Required<KinesisStreamingDestination>]: (
    destination: ReturnType<typeof kinesisDestinations>[number],
  ) => unknown;
} = {
  streamArn: ({ StreamArn }) => StreamArn,
  approximateCreationDateTimePrecision: ({ ApproximateCreationDateTimePrecision }) =>
    ApproximateCreationDateTimePrecision,
};

function readKinesis(answer: TableDescriptionExtras['kinesis']): TableSchema['kinesisStreamingDestination'] {
  const [destination] = kinesisDestinations(answer);
  if (!destination) return false;
  return Object.fromEntries(
    Object.entries(kinesisMembers).map(([name, read]) => [name, read(destination)]),
  ) as unknown as KinesisStreamingDestination;
}
