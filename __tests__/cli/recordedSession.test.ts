import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { type Project, project, type Running, start, tablewright, until } from './support/bin.js';

const page = path.resolve(__dirname, '../../docs/terminal-session.md');

/** Lines of stderr and stdout can come in either order; the record has stderr first. */
interface Command {
  readonly line: string;
  readonly output: string;
}

const block = /^```console\n(.*?)^```/gms;

function commandsOf(console: string): Command[] {
  return console
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [line, ...output] = text.split('\n');
      return { line, output: output.join('\n') };
    });
}

/** Without what varies. */
function steady(output: string): string {
  return output.replace(/\d+\.\d s\b/g, '0.0 s').replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8000');
}

let folder: Project;
let local: Running | undefined;
let lastCode: number | null = 0;

beforeAll(async () => {
  folder = await project();
});
afterAll(async () => {
  local?.kill('SIGTERM');
  await local?.ended;
  await folder?.remove();
});

async function run({ line, output }: Command): Promise<string> {
  const [program, ...words] = line.split(' ');
  switch (program) {
    case 'cat':
      await folder.write({ [words[0]]: output });
      return output;
    case 'echo':
      return `${lastCode}\n`;
    case 'aws': {
      const { endpoint } = JSON.parse(await readFile(path.join(folder.folder, '.tablewright/running.json'), 'utf8'));
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
      const GlobalSecondaryIndexUpdates = JSON.parse(/'(.*)'/.exec(line)?.[1] ?? '');
      await client.send(new UpdateTableCommand({ TableName: 'orders', GlobalSecondaryIndexUpdates }));
      client.destroy();
      return '';
    }
    case 'npx': {
      const [, ...args] = words;
      if (args.at(-1) === '&') {
        const running = start(args.slice(0, -1), { cwd: folder.folder });
        local = running;
        await until(
          () => /Ctrl-C/.test(running.stderr()),
          () => `the engine:\n${running.stderr()}`,
        );
        return '';
      }
      const { code, stdout, stderr } = await tablewright(args, { cwd: folder.folder });
      lastCode = code;
      return `${stderr}${stdout}`;
    }
    default:
      throw new Error(`who runs ${program}?`);
  }
}

// UPDATE_SESSION=1 records it anew.
test('the recorded session is what the commands print', async () => {
  const text = await readFile(page, 'utf8');
  let recorded = '';
  let end = 0;
  for (const found of text.matchAll(block)) {
    recorded += `${text.slice(end, found.index)}\`\`\`console\n`;
    for (const command of commandsOf(found[1])) recorded += `$ ${command.line}\n${steady(await run(command))}`;
    recorded += '```';
    end = found.index + found[0].length;
  }
  recorded += text.slice(end);
  if (process.env.UPDATE_SESSION) await writeFile(page, recorded);
  expect(recorded).toBe(process.env.UPDATE_SESSION ? recorded : text);
}, 60_000);
