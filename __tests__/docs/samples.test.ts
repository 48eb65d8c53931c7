import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';

const root = path.resolve(__dirname, '../..');

async function samplesOf(file: string): Promise<{ name: string; code: string }[]> {
  const text = await readFile(path.join(root, file), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code], i) => ({
    name: `sample ${i + 1} of ${file}`,
    code,
  }));
}

/** Samples live in the repository while they run, so that `tablewright` means this source. */
let folder: string;
let engine: LocalDynamoDB;
beforeAll(async () => {
  folder = await mkdtemp(path.join(root, '__tests__', 'docs', 'samples-'));
  engine = await startLocalDynamoDB();
});
afterAll(async () => {
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['README.md', 7],
  ['docs/live-tables.md', 3],
  ['docs/local.md', 4],
  ['docs/iam.md', 2],
  ['docs/table-docs.md', 2],
  ['docs/terraform.md', 2],
  ['docs/cli.md', 1],
  ['docs/cloudformation-and-cdk.md', 4],
  ['docs/html-page.md', 1],
])(
  'the samples of %s compile and run',
  async (file, least) => {
    const samples = await samplesOf(file);
    expect(samples.length).toBeGreaterThanOrEqual(least);
    const files = samples.map((_, i) => path.join(folder, `${path.basename(file, '.md')}-${i + 1}.mts`));
    await Promise.all(samples.map(({ code }, i) => writeFile(files[i], code)));

    const config = ts.getParsedCommandLineOfConfigFile(
      path.join(root, 'tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: () => {},
      },
    );
    const program = ts.createProgram(files, config?.options ?? {});
    const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
      return `${path.basename(diagnostic.file?.fileName ?? '')}: ${text}`;
    });
    expect(errors).toEqual([]);

    for (const sample of files) {
      await promisify(execFile)(process.execPath, ['--import', 'tsx', sample], {
        cwd: folder,
        env: {
          ...process.env,
          TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
          AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
        },
      });
    }
  },
  60_000,
);
