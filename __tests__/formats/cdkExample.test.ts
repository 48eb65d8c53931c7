import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema } from '../../src/index.js';
import { readTables } from './cdkSupport.js';
import { meaning } from './cloudFormationSupport.js';

let outdir: string;
beforeAll(async () => {
  outdir = await mkdtemp(path.join(tmpdir(), 'tablewright-cdk-app-'));
});
afterAll(() => rm(outdir, { recursive: true, force: true }));

test('the CDK app synthesises the ready-made tables for each stage, and CDK has no complaint', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'examples/cdk-app/app.ts'],
    {
      cwd: path.resolve(__dirname, '../..'),
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'true' },
    },
  );
  expect(stderr).not.toMatch(/template validation/i);
  // CDK writes the report whenever it checks, and lists in it who found something.
  const report = JSON.parse(await readFile(path.join(outdir, 'validation-report.json'), 'utf8'));
  expect(report.pluginReports).toEqual([]);
  expect(stdout.trim().split('\n')).toHaveLength(6);
  for (const stage of ['staging', 'prod']) {
    const template = JSON.parse(await readFile(path.join(outdir, `tables-${stage}.template.json`), 'utf8'));
    const schemas = [breakGlassTableSchema, approvalTableSchema, sessionTableSchema].map((schema) => ({
      ...schema,
      tableName: `${stage}-${schema.tableName}`,
      deletionProtection: stage === 'prod',
    }));
    expect(readTables(template).map(meaning)).toEqual(schemas.map(meaning));
  }
});
