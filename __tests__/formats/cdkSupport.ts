import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import { fromCloudFormation, toCloudFormationTemplate } from '../../src/formats/index.js';
import { type TableSchema, TableSchemaError } from '../../src/index.js';
import { meaning } from './cloudFormationSupport.js';

export const env: Environment = { account: '111122223333', region: 'eu-west-1' };

/** What CDK's own rules say of a template takes longer than to synthesise it; the test of the example asks for it. */
process.env.CDK_VALIDATION = 'false';

/** The template of the one stack that is put into the app. */
export function synthesise(fill: (app: App) => void) {
  const outdir = mkdtempSync(path.join(tmpdir(), 'tablewright-cdk-'));
  try {
    const app = new App({ analyticsReporting: false, outdir });
    fill(app);
    return app.synth().stacks[0].template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The tables of a stack, read back from its template, in the order of their names. */
export function readStack(fill: (stack: Stack) => void, props?: { env: Environment }): TableSchema[] {
  return readTables(
    synthesise((app) => fill(new Stack(app, 'Stack', props))),
    props?.env.region,
  );
}

export function readTables(template: object, region?: string): TableSchema[] {
  const { tables, issues } = fromCloudFormation(template, region ? { parameters: { 'AWS::Region': region } } : {});
  // TableV2 makes an AWS::DynamoDB::GlobalTable, which is said of each.
  expect(issues.filter(({ path }) => path.at(-1) !== 'Type')).toEqual([]);
  return Object.values(tables).sort((a, b) => (a.tableName < b.tableName ? -1 : 1));
}

/** Where no replica that is drawn has its Region. */
export const elsewhere: Environment = { ...env, region: 'eu-central-1' };

export function isCarried(convert: () => unknown): boolean {
  try {
    convert();
    return true;
  } catch (error) {
    if (error instanceof TableSchemaError) return false;
    throw error;
  }
}

/** What CDK's templates can say: there, none and the absence of a setting are one, and that something else scales is a comment. */
export function sayable(schema: TableSchema): TableSchema {
  return JSON.parse(JSON.stringify(schema), (name, value) => {
    const isNone = value === false || (typeof value === 'object' && value !== null && !Object.keys(value).length);
    if (isNone && offs.includes(name)) return undefined;
    if (name === 'autoScaling' && value === 'UNMANAGED') return undefined;
    return name === 'startTime' || name === 'endTime' ? new Date(value).toISOString() : value;
  });
}

const offs = [
  'resourcePolicy',
  'streamResourcePolicy',
  'kinesisStreamingDestination',
  'replicas',
  'tags',
  'streamTags',
  'scheduledActions',
  'autoScaling',
  'onDemandThroughput',
];

/** What is read back of a table; with replicas, as from the template, where what is the table's anyway goes without saying. */
export function readAs(schema: TableSchema, region: string | undefined): object {
  const isReplicated = Object.keys(schema.replicas ?? {}).length > 0;
  const [told] = isReplicated ? readTables(toCloudFormationTemplate(schema), region) : [schema];
  return meaning(sayable(told));
}

/** Only a key that has an ARN reads back as it was: an alias becomes the ARN of the alias. */
export function withKeyArn(schema: TableSchema): TableSchema {
  if (typeof schema.encryption !== 'object') return schema;
  const kmsMasterKeyId = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  return { ...schema, encryption: { kmsMasterKeyId } };
}

export function issuesOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (error instanceof TableSchemaError) return error.issues;
    throw error;
  }
  throw new Error('nothing was thrown');
}
