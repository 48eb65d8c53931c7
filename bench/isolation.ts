import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const rounds = 3;
const fileCount = 20;
const testsPerFile = 5;
const workers = 2;

const contenders = [
  { what: 'shared by all', isolate: undefined },
  { what: "isolate: 'worker'", isolate: 'worker' },
  { what: "isolate: 'test'", isolate: 'test' },
] as const;

export const isolation: Section = {
  name: 'isolation',
  title: `jest, ${fileCount} files of ${testsPerFile} tests, ${workers} workers: whole runs, median of ${rounds} (reference: one set of tables)`,
  async run(progress) {
    const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-bench-'));
    try {
      await writeSuite(folder);
      await timeOf(folder, contenders[0]);
      const samples = await takeTurns(contenders, rounds, (contender, round) => {
        progress(`${contender.what}, round ${round + 1} of ${rounds}`);
        return timeOf(folder, contender);
      });
      const [base, , fresh] = samples.map(median);
      return [
        ...contenders.map(({ what }, i) => ({
          what,
          value: median(samples[i]),
          unit: 'ms',
          ratio: median(samples[i]) / base,
          samples: samples[i],
        })),
        perTest((fresh - base) / (fileCount * testsPerFile)),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function perTest(value: number) {
  return { what: 'fresh tables, for each test', value, unit: 'ms', target: atMost(50, value, 'ms') };
}

async function timeOf(folder: string, { isolate }: (typeof contenders)[number]): Promise<number> {
  const jest = path.join(packageFolder, 'node_modules/jest/bin/jest.js');
  const start = performance.now();
  await promisify(execFile)(process.execPath, [jest, '--maxWorkers', String(workers), '--silent'], {
    cwd: folder,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ISOLATE: isolate ?? '' },
    maxBuffer: 2 ** 26,
  });
  return performance.now() - start;
}

/** Tests that pass in any case: items of their own, of which each test puts some and reads them back. */
async function writeSuite(folder: string): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  await mkdir(path.join(modules, '@aws-sdk'), { recursive: true });
  await symlink(packageFolder, path.join(modules, 'tablewright'), 'dir');
  const [sdk, dynoxide] = ['@aws-sdk/client-dynamodb', '@dynoxide'];
  for (const name of [sdk, dynoxide]) {
    await symlink(path.join(packageFolder, 'node_modules', name), path.join(modules, name), 'dir');
  }
  const files = {
    'package.json': '{}',
    'jest.config.js': `module.exports = {
      globalSetup: './setup.js', setupFilesAfterEnv: process.env.ISOLATE ? ['./setup.js'] : [], transform: {} };`,
    'setup.js': `const { setupLocalDynamoDB } = require('tablewright/local');
      const table = (tableName) => ({ tableName, attributes: { id: 'S', customer: 'S', expires: 'N' }, partitionKey: 'id',
        globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } }, timeToLive: 'expires' });
      const isolate = process.env.ISOLATE || undefined;
      module.exports = setupLocalDynamoDB({ tables: [table('orders'), table('invoices')], isolate });`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const test = (file: number, number: number) => `test('test ${number}', async () => {
      for (const id of ['${file}-${number}-a', '${file}-${number}-b']) {
        await client.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: id }, customer: { S: id } } }));
        const { Item } = await client.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: id } } }));
        expect(Item.customer.S).toBe(id);
      }
    });`;
  for (let file = 1; file <= fileCount; file += 1) {
    const tests = Array.from({ length: testsPerFile }, (_, i) => test(file, i + 1));
    const text = `const { DynamoDBClient, GetItemCommand, PutItemCommand } = require('${sdk}');
      const client = new DynamoDBClient({});\n${tests.join('\n')}`;
    await writeFile(path.join(folder, `file-${file}.test.js`), text);
  }
}
