import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { toHtml, toMarkdown } from '../../src/formats/index.js';
import { type Project, project, tablewright } from './support/bin.js';
import { noTable, type Stub, stubEndpoint } from './support/stubEndpoint.js';
import { inTerminal } from './support/terminal.js';

/** What would clear a terminal, go to a line's start, retitle a window, and set an output in a workflow. */
const hostile = '\u001b[2J\r\u001b]0;x\u0007\u009b2J\u202e\n::set-output name=x::y\n##[error]x';
const source = JSON.stringify(hostile);

let folder: Project;
let empty: Stub;
let angry: Stub;
const env = { GITHUB_ACTIONS: 'true' };

beforeAll(async () => {
  folder = await project({
    'tables.ts': `export const orders = {
      tableName: 'orders', attributes: { [${source}]: 'S' }, partitionKey: ${source},
      globalSecondaryIndexes: { 'gsi-hostile': { partitionKey: ${source} } },
    };`,
    'bad.ts': `export const bad = { tableName: ${source}, attributes: { id: 'S' }, partitionKey: 'id' };`,
    'throws.config.ts': `throw new Error(${source});`,
    'template.json': JSON.stringify({
      Resources: {
        [hostile]: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: hostile, KeySchema: hostile } },
      },
    }),
    'not-yaml.yaml': `a: [${hostile}\n::error::x`,
  });
  empty = await stubEndpoint(() => noTable);
  angry = await stubEndpoint(() => ({ status: 400, body: { __type: 'ValidationException', message: hostile } }));
});
afterAll(async () => {
  await empty?.stop();
  await angry?.stop();
  await folder?.remove();
});

function expectHarmless(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toMatch(/##\[/);
}

const schema = ['--schema', 'tables.ts'];

test.each<[string, () => string[]]>([
  ['plan', () => ['plan', ...schema, '--endpoint', empty.endpoint]],
  ['plan --json', () => ['plan', ...schema, '--endpoint', empty.endpoint, '--json']],
  ['check', () => ['check', ...schema, '--endpoint', empty.endpoint]],
  ['an answer', () => ['check', ...schema, '--endpoint', angry.endpoint]],
  ['an answer, as a document', () => ['check', ...schema, '--endpoint', angry.endpoint, '--json']],
  ['an error', () => ['plan', ...schema, '--table', hostile]],
  ['a flag', () => ['plan', `--${hostile}`]],
  ['a flag, as a document', () => ['plan', `--${hostile}`, '--json']],
  ['a name', () => ['validate', '--schema', 'bad.ts']],
  ['a configuration that throws', () => ['plan', '--config', 'throws.config.ts']],
  ['a template', () => ['import', 'template.json']],
  ['a template that is not one', () => ['import', 'not-yaml.yaml']],
  ['emit markdown', () => ['emit', 'markdown', ...schema]],
  ['emit typescript', () => ['emit', 'typescript', ...schema]],
  ['emit cloudformation', () => ['emit', 'cloudformation', ...schema]],
])(
  '%s: nothing acts on the terminal or the log',
  async (_, args) => {
    const { stdout, stderr } = await tablewright(args(), { cwd: folder.folder, env });
    expectHarmless(stdout);
    expectHarmless(stderr);
    expect(stdout + stderr).not.toBe('');
  },
  60_000,
);

test('a saved plan is shown harmlessly', async () => {
  const plan = await tablewright(['plan', ...schema, '--endpoint', empty.endpoint, '--out', 'plan.json'], {
    cwd: folder.folder,
  });
  expect(plan.code).toBe(0);
  const saved = JSON.parse(await readFile(path.join(folder.folder, 'plan.json'), 'utf8'));
  saved.plans[0].steps[0].changes[0].note = hostile;
  await folder.write({ 'edited.json': JSON.stringify(saved) });
  const { stdout, stderr } = await tablewright(['apply', 'edited.json'], { cwd: folder.folder, env });
  expectHarmless(stdout);
  expectHarmless(stderr);
});

test('on a terminal the only colours are those of the command', async () => {
  const terminal = inTerminal(['plan', ...schema, '--endpoint', empty.endpoint], folder.folder);
  await terminal.exited;
  expect(terminal.raw()).toContain('\u001b[32m');
  for (const harm of ['\u001b[2J', '\u001b]0', '\u009b', '\u202e']) expect(terminal.raw()).not.toContain(harm);
});

test("a workflow's annotations are still commands, and what they quote is not", async () => {
  const { stdout } = await tablewright(['validate', '--schema', 'bad.ts', '--format', 'github'], {
    cwd: folder.folder,
    env,
  });
  for (const line of stdout.trimEnd().split('\n'))
    expect(line).toMatch(/^::(error|warning) file=bad\.ts,title=[^:]*::\S/);
  expectHarmless(stdout.replace(/^::(error|warning) /gm, ''));
});

test('what emit makes of decent tables is printed as it is', async () => {
  const orders = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' } as const;
  await folder.write({ 'decent.ts': `export const orders = ${JSON.stringify(orders)};` });
  for (const [target, text] of [
    ['html', toHtml([orders])],
    ['markdown', toMarkdown([orders])],
  ]) {
    const { stdout } = await tablewright(['emit', target, '--schema', 'decent.ts'], { cwd: folder.folder, env });
    expect(stdout).toBe(text);
  }
});
