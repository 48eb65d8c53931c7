import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { marked } from 'marked';
import { parse } from 'yaml';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { bin, type Project, project, tablewright } from '../cli/support/bin.js';
import { type GitHub, readAction, runAction, stubGitHub } from './runAction.js';

/** The steps of action.yml, run by bash with what GitHub gives them. */

const event = { pull_request: { number: 12, head: { sha: '0123456789abcdef' } } };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tablewright-action-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An `npx` that tells what it was called with, and answers so. */
async function stubNpx(out: string, { err = '', code = 0, installed = true } = {}) {
  await mkdir(path.join(folder, 'bin'));
  await writeFile(path.join(folder, 'out'), out);
  await writeFile(path.join(folder, 'err'), err);
  const script = [
    '#!/usr/bin/env bash',
    `if [ "$3" = --version ]; then exit ${installed ? 0 : 1}; fi`,
    `printf '%s\\n' "$@" >'${folder}/called'`,
    `cat '${folder}/err' >&2; cat '${folder}/out'; exit ${code}`,
  ];
  const file = path.join(folder, 'bin/npx');
  await writeFile(file, script.join('\n'));
  await chmod(file, 0o755);
  return { workspace: folder, env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` } };
}

const called = async () => (await readFile(path.join(folder, 'called'), 'utf8')).trim().split('\n');

test('no expression stands in a script; every input is said what it is, and used', async () => {
  const { inputs, runs } = await readAction();
  const { steps } = runs;
  expect(runs.using).toBe('composite');
  for (const { run, shell } of steps) expect([shell, run]).toEqual(['bash', expect.not.stringContaining('${{')]);
  const used = JSON.stringify(steps);
  for (const [name, { description }] of Object.entries(inputs)) {
    expect([name, used.includes(`\${{ inputs.${name} }}`), description]).toEqual([
      name,
      true,
      expect.stringMatching(/\.$/),
    ]);
  }
});

test.each([
  [0, '### ✅ In line: tablewright check\n', ''],
  [1, '### ❌ Drift: tablewright check\n', '::error title=tablewright check::Live tables are not as declared. '],
  [2, '### ❓ Could not tell: tablewright check\n', '::error title=tablewright check::It could not tell. '],
])('check ends with the exit code of the command, %i', async (code, heading, error) => {
  const runner = await stubNpx('```\norders: says this\n', { code, err: 'error it says so\n' });
  const { code: ended, log, summary } = await runAction({}, { ...runner, event });
  expect(ended).toBe(code);
  expect(await called()).toEqual(['--no-install', 'tablewright', 'check']);
  expect(summary.startsWith(heading)).toBe(true);
  expect(summary).toContain('````text\n```\norders: says this\n````\n');
  expect(summary.includes('error it says so')).toBe(code === 2);
  expect(log).toContain('orders: says this');
  expect(log.includes('::error')).toBe(error !== '');
  expect(log).toContain(error);
});

test('inputs are words of the command, whatever is in them', async () => {
  const odd = '`x` "$(touch pwned)"; exit 1 #\' --yes';
  const inputs = { command: 'plan', stage: odd, config: '-c', table: 'a,b', region: 'r', endpoint: 'e', allow: 'all' };
  await mkdir(path.join(folder, 'my app'));
  const runner = await stubNpx('a plan\n');
  const { code, summary } = await runAction({ ...inputs, 'working-directory': 'my app' }, runner);
  expect(code).toBe(0);
  const words = [`--stage=${odd}`, '--config=-c', '--table=a,b', '--region=r', '--endpoint=e', '--allow=all'];
  expect(await called()).toEqual(['--no-install', 'tablewright', 'plan', '--format', 'markdown', ...words]);
  expect(summary).toBe(`### tablewright plan stage \`\`\` ${odd} \`\`\` in \`my app\`\n\na plan\n`);
  await expect(readFile(path.join(folder, 'my app/pwned'))).rejects.toThrow();
});

test.each([
  [{ command: 'apply' }, 'command is neither check nor plan.'],
  [{ allow: 'all' }, 'allow is for plan, and the command is check.'],
  [{ command: 'plan' }, 'tablewright is not installed in the working directory: run npm ci in a step before.'],
])('what can not run ends with 2: %j', async (inputs: { [name: string]: string }, error) => {
  const runner = await stubNpx('', { installed: false });
  const { code, log } = await runAction(inputs, runner);
  expect({ code, log }).toEqual({ code: 2, log: `::error title=tablewright::${error}\n` });
});

describe('on a pull request', () => {
  let github: GitHub;
  const plan = (stage: string, comment = 'true') => ({ command: 'plan', stage, comment });
  const person = (body: string) => ({ id: 1, user: { type: 'User' }, body });
  afterEach(() => github.stop());
  const on = (runner: { workspace: string; env: NodeJS.ProcessEnv }) => ({
    ...runner,
    env: { ...runner.env, GITHUB_API_URL: github.url },
    event,
  });

  test('each plan is one comment, which is written anew at each run; those of others stay', async () => {
    const others = Array.from({ length: 150 }, (_, id) => ({ id, user: { type: 'User' }, body: 'hello' }));
    github = await stubGitHub(others);
    const runner = on(await stubNpx('the plan\n'));
    expect((await runAction(plan('prod'), runner)).code).toBe(0);
    expect((await runAction(plan('dev'), runner)).code).toBe(0);
    await writeFile(path.join(folder, 'out'), 'another plan\n');
    expect((await runAction(plan('prod'), runner)).code).toBe(0);
    expect((await runAction(plan('prod', 'false'), runner)).code).toBe(0);

    const [prod, dev, ...more] = github.comments.slice(150).map(({ body }) => body);
    expect(more).toEqual([]);
    expect(prod).toMatch(
      /^<!-- tablewright [\w-]+ -->\n### tablewright plan stage `prod`\n\nanother plan\n\n<sub>Of 0123456, by \[this run\]\(https:\/\/github\.com\/owner\/shop\/actions\/runs\/77\)\.<\/sub>\n$/,
    );
    expect(dev).toContain('the plan');
    expect(github.requests.every((request) => request.endsWith(' Bearer own-token'))).toBe(true);
    // A person who begins a comment with the marker has theirs left alone.
    github.comments.splice(0, Number.POSITIVE_INFINITY, person(prod));
    await runAction(plan('prod'), runner);
    expect(github.comments.map(({ body }) => body === prod)).toEqual([true, true]);
    expect(github.comments).toHaveLength(2);
  });

  test('a plan that is too long is cut at a line, and says so', async () => {
    github = await stubGitHub([]);
    const fold = (n: number) =>
      `<details><summary>${n}</summary>\n\n\`\`\`diff\n${'+   index é🙂\n'.repeat(500)}\`\`\`\n\n</details>\n\n`;
    const runner = on(await stubNpx(Array.from({ length: 200 }, (_, n) => fold(n)).join('')));
    const { code, summary } = await runAction(plan('prod'), runner);
    expect(code).toBe(0);
    const [{ body }] = github.comments;
    expect(body.length).toBeGreaterThan(64_000);
    expect(body.length).toBeLessThanOrEqual(65_536);
    // Nothing that is open swallows the note.
    for (const [text, note] of [
      [body, 'longer than a comment may be'],
      [summary, 'longer than a summary may be'],
    ]) {
      const html = await marked(text);
      expect(text).toContain(`**Cut here: it is ${note}.`);
      expect(html).toContain(`<strong>Cut here: it is ${note}.`);
      expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
    }
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(2 ** 20);
    expect(body).toContain('[the summary of the run](https://github.com/owner/shop/actions/runs/77)');
  });

  test.each([
    [
      'for a fork the token may not write',
      async () => stubGitHub([], false),
      /the token may not write it \(403, Resource not accessible by integration\)/,
    ],
    [
      'GitHub does not answer',
      async () => ({ ...(await stubGitHub([])), url: 'http://127.0.0.1:9' }),
      /GitHub can't be reached: /,
    ],
  ])('%s: the summary stands in, and says so', async (_, start, why) => {
    github = await start();
    const { code, log, summary } = await runAction(plan('prod'), on(await stubNpx('the plan\n')));
    expect(code).toBe(0);
    expect(log).toMatch(/^::warning title=tablewright plan::There is no comment on the pull request, .*$/m);
    expect(log).toMatch(why);
    expect(summary).toMatch(
      /the plan\n\n> \[!NOTE\]\n> There is no comment on the pull request, and this summary stands in for it: /,
    );
  });

  test('a plan that can not be made is an error with its reason', async () => {
    github = await stubGitHub([]);
    const { code, log } = await runAction(
      plan('prod'),
      on(await stubNpx('', { code: 2, err: 'error No AWS credentials were found.\n' })),
    );
    expect(code).toBe(2);
    expect(log).toContain('::error title=tablewright plan::It could not tell.');
    expect(github.comments[0].body).toMatch(
      /### ❓ Could not tell: tablewright plan stage `prod`\n\n```text\nerror No AWS credentials were found\.\n```\n/,
    );
  });
});

test('the example gives what there is to give, and the permissions that it takes', async () => {
  const { inputs } = await readAction();
  const file = path.resolve(__dirname, '../../examples/github-actions/tables.yml');
  const { jobs } = parse(await readFile(file, 'utf8'));
  const uses = Object.values(jobs as { [job: string]: Job }).flatMap(({ permissions, steps }) =>
    steps
      .filter(({ uses }) => uses === './node_modules/tablewright')
      .map((step) => ({ permissions, with: step.with ?? {} })),
  );
  expect(uses.map(({ with: given }) => given.command)).toEqual(['plan', 'check', 'check']);
  for (const { permissions, with: given } of uses) {
    expect(Object.keys(given).filter((name) => !(name in inputs))).toEqual([]);
    expect(permissions).toMatchObject({ contents: 'read', 'id-token': 'write' });
    expect(permissions['pull-requests']).toBe(given.command === 'plan' ? 'write' : undefined);
  }
});

interface Job {
  readonly permissions: { readonly [name: string]: string };
  readonly steps: readonly { readonly uses?: string; readonly with?: { readonly [input: string]: string } }[];
}

describe('with the command itself', () => {
  let engine: LocalDynamoDB;
  let shop: Project;
  beforeAll(async () => {
    engine = await startLocalDynamoDB();
    shop = await project();
    await mkdir(path.join(shop.folder, 'node_modules/.bin'));
    await symlink(bin, path.join(shop.folder, 'node_modules/.bin/tablewright'));
  });
  afterAll(async () => {
    await engine?.stop();
    await shop?.remove();
  });

  test('drift is found, the plan is shown, and what is applied is in line', async () => {
    await tablewright(['init', '--yes'], { cwd: shop.folder });
    const runner = { workspace: shop.folder, event };
    const inputs = { endpoint: engine.endpoint };
    const drift = await runAction(inputs, runner);
    expect(drift).toMatchObject({ code: 1, summary: expect.stringContaining('✗ orders: drift') });
    const plan = await runAction({ ...inputs, command: 'plan', comment: 'false' }, runner);
    expect(plan).toMatchObject({
      code: 0,
      summary: expect.stringContaining('<summary><code>orders</code>: to create'),
    });
    await tablewright(['apply', '--yes', '--endpoint', engine.endpoint], { cwd: shop.folder });
    expect(await runAction(inputs, runner)).toMatchObject({
      code: 0,
      summary: expect.stringContaining('✓ In line: orders'),
    });
  });
});
