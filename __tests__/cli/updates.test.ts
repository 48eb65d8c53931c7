import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromCloudFormation } from '../../src/formats/index.js';
import { tablewright } from './support/bin.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tablewright-updates-'));
  const table = (attributes: object, indexes: object) =>
    `export const orders = ${JSON.stringify({
      tableName: 'prod-orders',
      attributes: { id: 'S', ...attributes },
      partitionKey: 'id',
      globalSecondaryIndexes: indexes,
    })};`;
  const files = {
    'tables.mjs': table({ a: 'S', b: 'S' }, { 'by-a': { partitionKey: 'a' }, 'by-b': { partitionKey: 'b' } }),
    'deployed.yaml': `
Parameters: { Stage: { Type: String } }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "\${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Sub "\${Orders}: yes" } }
Outputs: { Arn: { Value: !GetAtt Orders.Arn }, Name: { Value: !Sub "\${Orders}", Export: { Name: orders } } }
`,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(folder, name), text)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('emit --since writes a template for each update, or tells them', async () => {
  const flags = ['--schema', 'tables.mjs', '--since', 'deployed.yaml', '--parameter', 'Stage=prod'];
  const run = (...args: string[]) => tablewright(['emit', ...args], { cwd: folder });
  const [told, written, stray, missing] = await Promise.all([
    run('cloudformation', ...flags),
    run('cloudformation', ...flags, '--out', 'updates', '--quiet'),
    run('terraform', ...flags),
    run('cloudformation', '--schema', 'tables.mjs', '--since', 'none.yaml'),
  ]);
  expect(told).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^1\. update-1\.yaml: add the index by-a of Orders\n {3}Orders: builds the index by-a\..*\n\n2\. update-2\.yaml: add the index by-b of Orders\n/,
    ),
    stderr: expect.stringContaining('--out FOLDER'),
  });
  expect(written).toMatchObject({ code: 0, stderr: '' });
  const names = (await readdir(path.join(folder, 'updates'))).sort();
  expect(names).toEqual(['update-1.yaml', 'update-2.yaml']);
  const text = await readFile(path.join(folder, 'updates', names[1]), 'utf8');
  expect(text).toMatch(/Value: !GetAtt Orders\.Arn/);
  const { tables } = fromCloudFormation(text, { parameters: { Stage: 'prod' } });
  expect(Object.keys(tables.Orders.globalSecondaryIndexes ?? {})).toEqual(['by-a', 'by-b']);
  expect(text).toContain('Fn::Sub');
  expect(stray).toMatchObject({ code: 2, stderr: expect.stringContaining('--since means nothing for terraform') });
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('Give the template as it is deployed.') });

  await writeFile(path.join(folder, 'updates', 'update-3.json'), '{}');
  const [again, alone] = await Promise.all([
    run('cloudformation', ...flags, '--out', 'updates'),
    run('cloudformation', '--schema', 'tables.mjs', '--parameter', 'Stage=prod'),
  ]);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/update-3\.json is there, of other updates/) });
  expect(alone).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--parameter means nothing without --since'),
  });
});
