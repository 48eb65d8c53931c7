import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { runAction } from '../action/runAction.js';
import { bareEnv, bin, type Project, project, until } from './support/bin.js';

interface Command {
  readonly line: string;
  readonly output: string;
}

function commandsOf(console: string): Command[] {
  return console
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [line, ...output] = text.split('\n');
      return { line, output: output.join('\n') };
    });
}

let folder: Project;
let local: Running | undefined;
/** What stands for AWS. */
let cloud: LocalDynamoDB;
let lastCode: number | null = 0;
let summary = '';

beforeAll(async () => {
  cloud = await startLocalDynamoDB();
});
afterAll(() => cloud?.stop());
beforeEach(async () => {
  folder = await project();
  await mkdir(path.join(folder.folder, 'node_modules/.bin'));
  await symlink(bin, path.join(folder.folder, 'node_modules/.bin/tablewright'));
  const sdk = 'node_modules/@aws-sdk/client-dynamodb';
  await symlink(path.resolve(__dirname, '../..', sdk), path.join(folder.folder, sdk), 'dir');
});
afterEach(async () => {
  local?.child.kill('SIGTERM');
  await local?.ended;
  local = undefined;
  await folder?.remove();
});

/** Without what varies. */
function steady(output: string): string {
  return output
    .replace(/\d+\.\d s\b/g, '0.0 s')
    .replaceAll(cloud.endpoint, 'https://cloud.example')
    .replaceAll(cloud.endpoint.replace(':', '&#58;'), 'https&#58;//cloud.example')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8000');
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly said: () => string;
  /** How much of that was shown. */
  shown: number;
}

/** The command with one stream for both of its own, so that lines keep their order. */
function begin(args: readonly string[]): Running {
  const child = spawn('bash', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, bin, ...args], {
    cwd: folder.folder,
    env: { ...bareEnv, AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoint },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return { child, said: () => said, shown: 0, ended: new Promise((resolve) => child.on('close', resolve)) };
}

/** What the engine in the background has said since it was asked last, once it has said this. */
async function toldSince(running: Running, last: RegExp): Promise<string> {
  const news = () => running.said().slice(running.shown);
  await until(
    () => last.test(news()),
    () => `${last} of the engine:\n${running.said()}`,
  );
  const told = news();
  running.shown += told.length;
  return told;
}

/** Runs a command, and says what the page is to show of it. */
async function run({ line, output }: Command, isOnline: boolean): Promise<string> {
  const [program, ...words] = line.split(' ');
  switch (program) {
    case 'cat':
      if (existsSync(path.join(folder.folder, words[0]))) return readFile(path.join(folder.folder, words[0]), 'utf8');
      await folder.write({ [words[0]]: output });
      return output;
    case 'echo':
      return `${lastCode}\n`;
    case 'sed':
      await promisify(execFile)('bash', ['-c', line], { cwd: folder.folder });
      return toldSince(local as Running, /^orders: index .* added\n/m);
    case 'aws': {
      const { endpoint } = isOnline
        ? cloud
        : JSON.parse(await readFile(path.join(folder.folder, '.tablewright/running.json'), 'utf8'));
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
      const GlobalSecondaryIndexUpdates = JSON.parse(/'(.*)'/.exec(line)?.[1] ?? '');
      await client.send(new UpdateTableCommand({ TableName: 'orders', GlobalSecondaryIndexUpdates }));
      client.destroy();
      return '';
    }
    case 'npx': {
      const [, ...args] = words;
      const running = begin(args.at(-1) === '&' ? args.slice(0, -1) : args);
      if (args.at(-1) !== '&') {
        lastCode = await running.ended;
        return running.said();
      }
      local = running;
      const said = await toldSince(running, /Ctrl-C.*\n/);
      return args.includes('--empty') ? '' : said;
    }
    default:
      throw new Error(`who runs ${program}?`);
  }
}

/** Consoles; steps of a workflow, which are run where they are actions; and the summaries that these write. */
const block = /^(`{3,})(console|yaml|markdown)\n(.*?)^\1$/gms;

async function record(text: string): Promise<string> {
  const isOnline = text.includes('uses: ./node_modules/tablewright');
  let [recorded, end] = ['', 0];
  for (const found of text.matchAll(block)) {
    const [whole, fence, kind, content] = found;
    recorded += text.slice(end, found.index);
    end = found.index + whole.length;
    let shown = content;
    if (kind === 'console') {
      shown = '';
      for (const command of commandsOf(content)) {
        shown += `$ ${command.line}\n${steady(await run(command, isOnline))}`;
      }
    } else if (kind === 'yaml') {
      const [{ with: inputs }] = parse(content);
      const env = { AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoint };
      ({ code: lastCode, summary } = await runAction(inputs, { workspace: folder.folder, env }));
    } else {
      shown = steady(summary);
    }
    recorded += `${fence}${kind}\n${shown}${fence}`;
  }
  return recorded + text.slice(end);
}

// UPDATE_SESSION=1 records them anew.
test.each(['terminal-session.md', 'first-session.md'])(
  'docs/%s is what the commands print',
  async (name) => {
    const page = path.resolve(__dirname, '../../docs', name);
    const text = await readFile(page, 'utf8');
    const recorded = await record(text);
    if (process.env.UPDATE_SESSION) await writeFile(page, recorded);
    expect(recorded).toBe(process.env.UPDATE_SESSION ? recorded : text);
  },
  90_000,
);
