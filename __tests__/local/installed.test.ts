import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Packed, pack, root } from '../package/packed.js';
import { run } from '../package/run.js';

/** `tablewright/local` as users have it: installed from the tarball, outside this repository. */

let packed: Packed;
let consumer: string;
beforeAll(async () => {
  packed = await pack();
  consumer = await packed.install();
  await link('@aws-sdk/client-dynamodb', '@aws-sdk/util-dynamodb');
});
afterAll(async () => {
  await packed?.remove();
});

/** Single packages: the consumer finds what they need beside the place that the link means. */
async function link(...names: string[]): Promise<void> {
  for (const name of names) {
    const place = path.join(consumer, 'node_modules', name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(path.join(root, 'node_modules', name), place, 'dir');
  }
}

const program = `
  try {
    const local = await startLocalDynamoDB({ tables: [sessionTableSchema] });
    console.log(local.engine, local.tables[0].outcome);
    await local.stop();
  } catch (error) {
    console.log(error.message);
  }`;
const programs = {
  'import.mjs': `import { sessionTableSchema } from 'tablewright';
    import { startLocalDynamoDB } from 'tablewright/local';
    ${program}`,
  'require.cjs': `const { sessionTableSchema } = require('tablewright');
    const { startLocalDynamoDB } = require('tablewright/local');
    (async () => { ${program} })();`,
};

async function outputOf(name: string, variables: Record<string, string>): Promise<string> {
  await writeFile(path.join(consumer, name), programs[name as keyof typeof programs]);
  const env = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`);
  return (await run('/usr/bin/env', [...env, process.execPath, name], consumer)).stdout;
}

const nothing = { PATH: '', JAVA_HOME: '', TABLEWRIGHT_DYNOXIDE: '', DYNAMODB_LOCAL_JAR: '', TABLEWRIGHT_ENGINE: '' };

describe.each(Object.keys(programs))('%s', (name) => {
  test('says how to get an engine when there is none', async () => {
    const output = await outputOf(name, nothing);
    expect(output).toContain('Found no DynamoDB engine to start on this machine. One of these is enough:');
    for (const name of ['amplify-dynamodb-simulator', 'dynalite']) {
      expect(output).toContain(`npm install --save-dev ${name}`);
    }
  });
});

describe('with an engine beside it', () => {
  beforeAll(() => link('dynalite'));

  test.each(Object.keys(programs))('%s starts it with a table', async (name) => {
    expect(await outputOf(name, { ...nothing, TABLEWRIGHT_ENGINE: 'dynalite' })).toBe('dynalite created\n');
  });

  test('it is found from another working directory too', async () => {
    await writeFile(path.join(consumer, 'import.mjs'), programs['import.mjs']);
    // By way of stdin, there is no script whose place could tell.
    const shell = `cd / && ${process.execPath} --input-type=module -e "await import('${consumer}/import.mjs')"`;
    const { stdout } = await run(
      '/bin/sh',
      ['-c', `TABLEWRIGHT_ENGINE=dynalite; export TABLEWRIGHT_ENGINE; ${shell}`],
      '/',
    );
    expect(stdout).toBe('dynalite created\n');
  });

  test('the example for jest passes, and its types hold', async () => {
    await cp(path.join(root, 'examples', 'jest'), consumer, { recursive: true });
    await link('jest', '@swc/core', '@swc/jest', '@types/jest', '@types/node', 'typescript');
    const [tests, types] = await Promise.all([
      run(process.execPath, ['node_modules/jest/bin/jest.js'], consumer),
      run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], consumer),
    ]);
    expect(tests).toMatchObject({ code: 0, output: expect.stringContaining('2 passed, 2 total') });
    expect(types).toMatchObject({ code: 0, output: '' });
  });
});
