import type {
  ContributorInsights,
  OnDemandThroughput,
  ProvisionedThroughput,
  TableSchema,
  WarmThroughput,
} from '../../schema/index.js';
import { code, enumerate, table } from './markdownText.js';

/** A setting's name and what it is, in Markdown; `undefined` for one that the schema leaves to others. */
type Setting = readonly [name: string, value: string | undefined];

/** Every setting that the schema says of the table and its indexes, as a table, and the names of those that it does not. */
export function describeSettings(schema: TableSchema): string[] {
  const settings = [...ofTable(schema), ...ofIndexes(schema)];
  const rows = settings.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const left = settings.flatMap(([name, value]) => (value === undefined ? [name.toLowerCase()] : []));
  return [table(['Setting', 'Value'], rows), ...(left.length ? [`Not managed here: ${enumerate(left)}.`] : [])];
}

function ofTable(schema: TableSchema): Setting[] {
  const { provisionedThroughput, onDemandThroughput, timeToLive, billingMode } = schema;
  return [
    ...(billingMode === 'PROVISIONED'
      ? [['Billing', 'provisioned capacity'] as const, ['Capacity', managed(provisionedThroughput, units)] as const]
      : [['Billing', 'per request'] as const, ['Ceilings', managed(onDemandThroughput, ceilings)] as const]),
    ['Time to live', timeToLive === undefined ? 'none' : `items expire at ${code(timeToLive)}, in seconds since 1970`],
    ['Stream', managed(schema.streamViewType, (view) => (view === false ? 'none' : code(view)))],
    ['Encryption', managed(schema.encryption, describeEncryption)],
    ['Table class', managed(schema.tableClass, code)],
    ['Deletion protection', managed(schema.deletionProtection, onOrOff)],
    ['Point-in-time recovery', managed(schema.pointInTimeRecovery, describeRecovery)],
    ['Contributor insights', managed(schema.contributorInsights, describeInsights)],
    ['Resource policy', managed(schema.resourcePolicy, () => 'below')],
    ['Warm throughput', managed(schema.warmThroughput, warm)],
    ['Tags', managed(schema.tags, describeTags)],
  ];
}

/** Only what the schema says of them: a name for each setting that it leaves out would be a long list. */
function ofIndexes(schema: TableSchema): Setting[] {
  return Object.entries(schema.globalSecondaryIndexes ?? {}).flatMap(([name, index]) => {
    const { provisionedThroughput, onDemandThroughput, warmThroughput, contributorInsights } = index;
    const settings: Setting[] = [
      ['Capacity', managed(provisionedThroughput, units)],
      ['Ceilings', managed(onDemandThroughput, ceilings)],
      ['Warm throughput', managed(warmThroughput, warm)],
      ['Contributor insights', managed(contributorInsights, describeInsights)],
    ];
    return settings.flatMap(([setting, value]) =>
      value === undefined ? [] : [[`${setting} of ${code(name)}`, value] as const],
    );
  });
}

function managed<T>(setting: T | undefined, describe: (setting: T) => string): string | undefined {
  return setting === undefined ? undefined : describe(setting);
}

function describeRecovery(recovery: NonNullable<TableSchema['pointInTimeRecovery']>): string {
  return typeof recovery === 'boolean' ? onOrOff(recovery) : `${recovery.recoveryPeriodInDays} days`;
}

function onOrOff(on: boolean): string {
  return on ? 'on' : 'off';
}

function units({ readCapacityUnits, writeCapacityUnits }: ProvisionedThroughput): string {
  return `${readCapacityUnits} read and ${writeCapacityUnits} write units`;
}

function ceilings({ maxReadRequestUnits, maxWriteRequestUnits }: OnDemandThroughput): string {
  return perSecond(maxReadRequestUnits, maxWriteRequestUnits) || 'none';
}

function warm({ readUnitsPerSecond, writeUnitsPerSecond }: WarmThroughput): string {
  return perSecond(readUnitsPerSecond, writeUnitsPerSecond);
}

function perSecond(reads: number | undefined, writes: number | undefined): string {
  const both = [
    ...(reads === undefined ? [] : [`${reads} read`]),
    ...(writes === undefined ? [] : [`${writes} write`]),
  ];
  return both.length ? `${enumerate(both)} units a second` : '';
}

function describeEncryption(encryption: NonNullable<TableSchema['encryption']>): string {
  switch (encryption) {
    case 'AWS_OWNED':
      return "a key of AWS's own";
    case 'AWS_MANAGED':
      return `${code('aws/dynamodb')}, AWS's key in this account`;
    default:
      return `the key ${code(encryption.kmsMasterKeyId)}`;
  }
}

function describeInsights(insights: ContributorInsights): string {
  return typeof insights === 'boolean' ? onOrOff(insights) : `on: ${code(insights.mode)}`;
}

function describeTags(tags: NonNullable<TableSchema['tags']>): string {
  return (
    Object.entries(tags)
      .map(([key, value]) => `${code(key)}: ${code(value)}`)
      .join(', ') || 'none'
  );
}
