import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: { readonly [name: string]: string };
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export async function readAction(): Promise<Action> {
  return parse(await readFile(path.join(root, 'action.yml'), 'utf8'));
}

export interface ActionRun {
  /** The exit code of the first step that fails, or 0. */
  readonly code: number;
  readonly log: string;
  readonly summary: string;
}

interface Runner {
  /** The workflow's workspace. */
  readonly workspace: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly event?: object;
}

/** Runs the steps of action.yml one after the other, with what GitHub's runner gives them. */
export async function runAction(
  inputs: { readonly [name: string]: string },
  { workspace, env = {}, event = {} }: Runner,
): Promise<ActionRun> {
  const action = await readAction();
  const place = await mkdtemp(path.join(tmpdir(), 'tablewright-action-'));
  const file = (name: string) => path.join(place, name);
  const expressions: Record<string, string> = { 'github.token': 'own-token' };
  for (const [name, { default: value }] of Object.entries(action.inputs)) {
    expressions[`inputs.${name}`] = inputs[name] ?? fill(value, expressions);
  }
  const given = {
    PATH: process.env.PATH,
    HOME: place,
    RUNNER_TEMP: file('temp'),
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_REPOSITORY: 'owner/shop',
    GITHUB_RUN_ID: '77',
    GITHUB_WORKFLOW: 'Tables',
  };
  try {
    await mkdir(file('temp'));
    await writeFile(file('event.json'), JSON.stringify(event));
    for (const name of ['output', 'summary']) await writeFile(file(name), '');
    let [code, log] = [0, ''];
    for (const step of action.runs.steps) {
      const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, expressions)]);
      const script = file('step.sh');
      await writeFile(script, step.run);
      // https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
      const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
        cwd: path.resolve(workspace, fill(step['working-directory'] ?? '.', expressions)),
        env: { ...given, ...env, ...Object.fromEntries(own) },
      });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
      code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? -1)));
      if (code !== 0) break;
      for (const [, name, value] of (await readFile(file('output'), 'utf8')).matchAll(/^([\w-]+)=(.*)$/gm)) {
        expressions[`steps.${step.id}.outputs.${name}`] = value;
      }
    }
    return { code, log, summary: await readFile(file('summary'), 'utf8') };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function fill(text: string, expressions: { readonly [expression: string]: string }): string {
  return text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, expression) => expressions[expression] ?? '');
}

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  body: string;
}

export interface GitHub {
  readonly url: string;
  readonly comments: Comment[];
  /** Method, path and authorization of each request. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/** As much of GitHub's API as has comments, with a token that may write them or not. */
export async function stubGitHub(comments: Comment[], mayWrite = true): Promise<GitHub> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url} ${request.headers.authorization}`);
    let text = '';
    for await (const chunk of request) text += chunk;
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (method === 'GET') {
      const page = Number(/[?&]page=(\d+)/.exec(url)?.[1]);
      return answer(200, comments.slice((page - 1) * 100, page * 100));
    }
    if (!mayWrite) return answer(403, { message: 'Resource not accessible by integration' });
    const { body } = JSON.parse(text);
    if (body.length > 65_536) return answer(422, { message: 'Validation Failed' });
    const known = comments.find(({ id }) => url === `/repos/owner/shop/issues/comments/${id}`);
    if (known) known.body = body;
    else comments.push({ id: 1000 + comments.length, user: { type: 'Bot' }, body });
    return answer(known ? 200 : 201, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
