import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { targets } from '../src/formats/index.js';
import { sessionTableSchema, withTableName } from '../src/index.js';
import { startLocalDynamoDB } from '../src/local/index.js';
import { type Row, ratioAtMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';

const bin = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const rounds = 21;
const tableCount = 100;

/** Milliseconds from start to end of a process. */
async function timeOf(args: readonly string[], cwd?: string): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(process.execPath, [...args], { cwd, maxBuffer: 2 ** 26 });
  return performance.now() - start;
}

export const command: Section = {
  name: 'command',
  title: `The command: whole processes, median of ${rounds} (reference: node -e 0)`,
  async run(progress) {
    const contenders = [
      ['-e', '0'],
      [bin, '--version'],
      [bin, '--help'],
    ];
    await takeTurns(contenders, 1, (args) => timeOf(args));
    const samples = await takeTurns(contenders, rounds, (args, round) => {
      if (args === contenders[0]) progress(`round ${round + 1} of ${rounds}`);
      return timeOf(args);
    });
    const [base, version, help] = samples.map(median);
    const over = version - base;
    return [
      { what: 'node -e 0', value: base, unit: 'ms', ratio: 1, samples: samples[0] },
      {
        what: 'tablewright --version',
        value: version,
        unit: 'ms',
        ratio: version / base,
        samples: samples[1],
        target: { text: '<= node -e 0 + 60 ms', met: over <= 60 },
      },
      { what: 'tablewright --help', value: help, unit: 'ms', ratio: help / base, samples: samples[2] },
      ...(await planMany(base, progress)),
      ...(await importMany(base, progress)),
    ];
  },
};

async function planMany(base: number, progress: (text: string) => void): Promise<Row[]> {
  progress(`plan of ${tableCount} tables`);
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-bench-'));
  const engine = await startLocalDynamoDB();
  try {
    const tables = Array.from({ length: tableCount }, (_, i) => ({
      tableName: `orders-${i}`,
      attributes: { id: 'S', customer: 'S', expires: 'N' },
      partitionKey: 'id',
      globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
      timeToLive: 'expires',
    }));
    await writeFile(
      path.join(folder, 'tablewright.config.json'),
      JSON.stringify({ tables, endpoint: engine.endpoint }),
    );
    await timeOf([bin, 'apply', '--yes', '--quiet'], folder);
    const samples: number[] = [];
    for (let round = 0; round < 5; round++) samples.push(await timeOf([bin, 'plan'], folder));
    const value = median(samples);
    return [
      {
        what: `tablewright plan, ${tableCount} unchanged tables, ${engine.engine}`,
        value,
        unit: 'ms',
        ratio: value / base,
        samples,
      },
    ];
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const [few, many] = [250, 2500];

/** A folder of templates, Terraform and inputs of CreateTable, ten tables a file. */
async function importMany(base: number, progress: (text: string) => void): Promise<Row[]> {
  const time = async (count: number) => {
    progress(`import of ${count} tables`);
    const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-bench-'));
    try {
      for (let i = 0; i < count / 10; i++) {
        const tables = Array.from({ length: 10 }, (_, k) =>
          withTableName(sessionTableSchema, `sessions-${i * 10 + k}`),
        );
        const [target, ending] = importable[i % importable.length];
        await writeFile(path.join(folder, `${i}.${ending}`), targets[target].make(tables, { outputs: false }));
      }
      const samples: number[] = [];
      for (let round = 0; round < 5; round++) samples.push(await timeOf([bin, 'import', folder, '--json'], folder));
      return samples;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const small = median(await time(few)) - base;
  const samples = await time(many);
  const value = median(samples);
  const ratio = (value - base) / many / (small / few);
  return [
    {
      what: `tablewright import, ${many} tables in ${many / 10} files (ratio: time a table, to that of ${few} tables)`,
      value,
      unit: 'ms',
      ratio,
      samples,
      target: ratioAtMost(1.5, ratio, 'linear'),
    },
  ];
}

const importable = [
  ['cloudformation', 'yaml'],
  ['terraform', 'tf'],
  ['create-table', 'json'],
] as const;
