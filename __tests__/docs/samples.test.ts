import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';

const root = path.resolve(__dirname, '../..');

/** Pages, and how many samples each has at least. */
const pages: [string, number][] = [
  ['README.md', 8],
  ['docs/live-tables.md', 3],
  ['docs/local.md', 4],
  ['docs/iam.md', 3],
  ['docs/table-docs.md', 2],
  ['docs/terraform.md', 2],
  ['docs/cli.md', 2],
  ['docs/cloudformation-and-cdk.md', 6],
  ['docs/html-page.md', 1],
  ['docs/items.md', 14],
  ['docs/coming-from.md', 3],
  ['docs/adopting.md', 1],
  ['docs/catalog.md', 3],
  ['docs/models.md', 2],
  ['docs/moving.md', 2],
  ['docs/scaling-and-replicas.md', 3],
];

async function samplesOf(page: string): Promise<string[]> {
  const text = await readFile(path.join(root, page), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);
}

/** A sample that begins with a name is the file of that name, which those after it import. */
const ownName = (code: string) => /^\/\/ ([\w.]+\.ts)\n/.exec(code)?.[1];

/** Samples live in the repository while they run, so that `tablewright` means this source. */
let folder: string;
let engine: LocalDynamoDB;
const files = new Map<string, string[]>();
beforeAll(async () => {
  folder = await mkdtemp(path.join(root, '__tests__', 'docs', 'samples-'));
  engine = await startLocalDynamoDB();
  for (const [page] of pages) {
    const samples = await samplesOf(page);
    const names = samples.map((code, i) =>
      path.join(folder, ownName(code) ?? `${path.basename(page, '.md')}-${i + 1}.mts`),
    );
    await Promise.all(samples.map((code, i) => writeFile(names[i], code)));
    files.set(page, names);
  }
});
afterAll(async () => {
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

// One program for all: most of its time goes into the declarations of the SDK and the CDK.
test('all samples compile', () => {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => {},
    },
  );
  const program = ts.createProgram([...files.values()].flat(), config?.options ?? {});
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    return `${path.basename(diagnostic.file?.fileName ?? '')}: ${text}`;
  });
  expect(errors).toEqual([]);
});

test.each(pages)(
  'the samples of %s run',
  async (page, least) => {
    const samples = files.get(page) ?? [];
    expect(samples.length).toBeGreaterThanOrEqual(least);
    for (const sample of samples) {
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
  120_000,
);
