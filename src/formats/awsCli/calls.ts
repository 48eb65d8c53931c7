import {
  toCreateTableInput,
  toUpdateContinuousBackupsInput,
  toUpdateContributorInsightsInputs,
  toUpdateTimeToLiveInput,
} from '../../aws/index.js';
import {
  cannotCarry,
  carried,
  type IndexSettingName,
  type NotCarried,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';

/** An operation of the AWS CLI, and the inputs that a schema needs of it: none, one or several. */
export interface CliCall {
  readonly operation: string;
  readonly inputs: (schema: TableSchema) => readonly object[];
}

export const createTable: CliCall = { operation: 'create-table', inputs: (schema) => [toCreateTableInput(schema)] };
const timeToLive: CliCall = {
  operation: 'update-time-to-live',
  inputs: (schema) => [toUpdateTimeToLiveInput(schema) ?? []].flat(),
};
const backups: CliCall = {
  operation: 'update-continuous-backups',
  inputs: (schema) => [toUpdateContinuousBackupsInput(schema) ?? []].flat(),
};
const insights: CliCall = { operation: 'update-contributor-insights', inputs: toUpdateContributorInsightsInputs };

/** The call that carries each setting of a table. */
const ofTable: { readonly [P in SettingName]: CliCall | NotCarried } = {
  streamResourcePolicy: cannotCarry('this place does not know it yet'),
  streamTags: cannotCarry('this place does not know it yet'),
  kinesisStreamingDestination: cannotCarry('this place does not know it yet'),
  replicas: cannotCarry('this place does not know it yet'),
  billingMode: createTable,
  provisionedThroughput: createTable,
  onDemandThroughput: createTable,
  warmThroughput: createTable,
  streamViewType: createTable,
  encryption: createTable,
  tableClass: createTable,
  deletionProtection: createTable,
  resourcePolicy: createTable,
  tags: createTable,
  timeToLive,
  pointInTimeRecovery: backups,
  contributorInsights: insights,
};

/** The call that carries each setting of a global index. */
const ofIndex: { readonly [P in IndexSettingName]: CliCall | NotCarried } = {
  provisionedThroughput: createTable,
  onDemandThroughput: createTable,
  warmThroughput: createTable,
  contributorInsights: insights,
};

/**
 * The calls that a schema needs once its table is there, in their order.
 *
 * @throws TableSchemaError for a setting that no call of the AWS CLI carries.
 */
export function callsAfterCreateTable(schema: TableSchema): readonly CliCall[] {
  const calls = new Set<CliCall>();
  const add = (record: Carriers, holder: object, path: readonly string[]) => {
    const said = new Map(Object.entries(holder).filter(([, value]) => value !== undefined));
    // In the order of the record, whatever the schema's.
    for (const [name, entry] of Object.entries(record)) {
      if (said.has(name)) calls.add(carried<CliCall>(entry, 'the AWS CLI', [...path, name]));
    }
  };
  add(ofTable, schema, []);
  for (const [name, index] of Object.entries(schema.globalSecondaryIndexes ?? {})) {
    add(ofIndex, index, ['globalSecondaryIndexes', name]);
  }
  calls.delete(createTable);
  return [...calls];
}

type Carriers = { readonly [setting: string]: CliCall | NotCarried };
