import { toCreateTableInput } from '../aws/index.js';
import type { SettingName, TableSchema, ValidateOptions } from '../schema/index.js';
import { change } from './change.js';
import { afterIndexes } from './diffSettings.js';
import { diffTables } from './diffTables.js';
import { globalIndexes } from './globalIndexes.js';
import type { Step } from './plan.js';
import { stepsToChange } from './steps.js';

/** Whether CreateTable makes a table with the setting; if not, calls after it do. */
const madeWithTable: { readonly [P in SettingName]: boolean } = {
  billingMode: true,
  provisionedThroughput: true,
  onDemandThroughput: true,
  warmThroughput: true,
  streamViewType: true,
  encryption: true,
  tableClass: true,
  deletionProtection: true,
  tags: true,
  resourcePolicy: true,
  timeToLive: false,
  pointInTimeRecovery: false,
  contributorInsights: false,
  kinesisStreamingDestination: false,
  streamTags: false,
  streamResourcePolicy: false,
  replicas: false,
};

/** CreateTable, and the calls for what it does not carry. */
export function stepsToCreate(desired: TableSchema, options?: ValidateOptions): Step[] {
  const creates = [change('create-table', [], undefined, desired)];
  const later = Object.entries(madeWithTable).flatMap(([name, made]) => (made ? [] : [[name, undefined]]));
  const { provisionedThroughput: units } = desired;
  const unscaled = units && { provisionedThroughput: { ...units, autoScaling: undefined } };
  const made = { ...desired, ...unscaled, ...Object.fromEntries(later) } as TableSchema;
  const rest = [...diffTables(made, desired), ...afterIndexes(globalIndexes(desired))];
  return [
    { operation: 'CreateTable', input: toCreateTableInput(desired, options), changes: creates, until: 'table-active' },
    ...stepsToChange({ schema: made, arn: '', unsupported: [] }, desired, rest),
  ];
}
