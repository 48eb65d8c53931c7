import type {
  GlobalSecondaryIndex,
  IndexSettingName,
  NotCarried,
  Setting,
  SettingName,
  TableSchema,
} from '../schema/index.js';
import { describeCapacity } from './capacity.js';
import { type CdkExpression, call, data, type Entries, literal, member, object } from './expression.js';
import { describePolicy, optional, regionalSettings } from './regionalSettings.js';
import { describeReplicas } from './replicas.js';

type Describe<Holder> = (holder: Holder) => Entries;

const regional =
  (setting: keyof typeof regionalSettings): Describe<TableSchema> =>
  (schema) =>
    regionalSettings[setting](schema, schema.tableName);

/** The props of TableV2 that a setting of the table makes. */
export const tableSettings: { readonly [P in SettingName]: Describe<TableSchema> | NotCarried } = {
  // It is said in any case; with it stand the ceilings, or the capacity.
  billingMode: ({ onDemandThroughput: ceilings = {}, provisionedThroughput: capacity }) => ({
    billing: capacity
      ? call('Billing.provisioned', object(describeCapacity(capacity)))
      : call('Billing.onDemand', ...(Object.keys(ceilings).length ? [data(ceilings)] : [])),
  }),
  provisionedThroughput: () => ({}),
  onDemandThroughput: () => ({}),
  warmThroughput: ({ warmThroughput }) => ({ warmThroughput: warmThroughput && data(warmThroughput) }),
  timeToLive: ({ timeToLive }) => ({ timeToLiveAttribute: optional(timeToLive) }),
  // A stream that is off is left out.
  streamViewType: ({ streamViewType }) => ({
    dynamoStream: streamViewType ? member(`StreamViewType.${streamViewType}`) : undefined,
  }),
  streamResourcePolicy: ({ streamResourcePolicy }) => ({ streamResourcePolicy: describePolicy(streamResourcePolicy) }),
  // None are what it has; `issuesOfTableV2` refuses others.
  streamTags: () => ({}),
  kinesisStreamingDestination: regional('kinesisStreamingDestination'),
  encryption: (schema) => ({
    encryption: schema.encryption === undefined ? undefined : describeEncryption(schema, schema.encryption),
  }),
  tableClass: regional('tableClass'),
  deletionProtection: regional('deletionProtection'),
  pointInTimeRecovery: regional('pointInTimeRecovery'),
  contributorInsights: regional('contributorInsights'),
  resourcePolicy: regional('resourcePolicy'),
  tags: regional('tags'),
  replicas: (schema) => ({ replicas: describeReplicas(schema) }),
};

/** The props of an index of TableV2 that a setting of it makes. */
export const indexSettings: { readonly [P in IndexSettingName]: Describe<GlobalSecondaryIndex> | NotCarried } = {
  provisionedThroughput: ({ provisionedThroughput: capacity }) => (capacity ? describeCapacity(capacity) : {}),
  onDemandThroughput: ({ onDemandThroughput: ceilings }) => ({
    maxReadRequestUnits: optional(ceilings?.maxReadRequestUnits),
    maxWriteRequestUnits: optional(ceilings?.maxWriteRequestUnits),
  }),
  warmThroughput: ({ warmThroughput }) => ({ warmThroughput: warmThroughput && data(warmThroughput) }),
  // It gives its indexes what the table has; `issuesOfTableV2` refuses what is otherwise.
  contributorInsights: () => ({}),
};

function describeEncryption(
  { tableName, replicas = {} }: TableSchema,
  encryption: Setting<'encryption'>,
): CdkExpression {
  if (encryption === 'AWS_OWNED') return call('TableEncryptionV2.dynamoOwnedKey');
  if (encryption === 'AWS_MANAGED') return call('TableEncryptionV2.awsManagedKey');
  const { kmsMasterKeyId: key } = encryption;
  const id = literal(`${tableName}-key`);
  const ofReplicas = Object.entries(replicas).flatMap(([region, { encryption: own }]) =>
    typeof own === 'object' ? [[region, own.kmsMasterKeyId] as const] : [],
  );
  return call(
    'TableEncryptionV2.customerManagedKey',
    key.startsWith('arn:')
      ? call('Key.fromKeyArn', { kind: 'scope' }, id, literal(key))
      : call('Alias.fromAliasName', { kind: 'scope' }, id, literal(key)),
    ...(ofReplicas.length ? [data(Object.fromEntries(ofReplicas))] : []),
  );
}
