import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, type Section } from './section.js';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** The README's first commands, once: how long the network takes is not ours to repeat. */
export const firstMinute: Section = {
  name: 'first-minute',
  title: "The README's first commands, from an empty folder: once, with the registry and npm's cache as they are",
  async run(progress) {
    const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-bench-'));
    const run = async (command: string, ...args: string[]) => {
      progress([command, ...args].join(' '));
      const start = performance.now();
      const env = { ...process.env, TABLEWRIGHT_ENGINE: 'dynalite' };
      const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 2 ** 26 });
      return { ms: performance.now() - start, stdout };
    };
    try {
      const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, packageFolder];
      const { stdout: tarball } = await run('npm', ...pack);
      await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
      const packages = [`./${tarball.trim()}`, '@aws-sdk/client-dynamodb', 'dynalite'];
      const { ms: install } = await run('npm', 'install', '--silent', '--no-audit', '--no-fund', ...packages);
      const { ms: tables } = await run('npx', 'tablewright', 'init', 'all', '--local', '--yes');
      const total = install + tables;
      return [
        { what: 'npm install', value: install, unit: 'ms' },
        { what: 'npx tablewright init all --local', value: tables, unit: 'ms' },
        {
          what: 'from npm install to the first tables',
          value: total,
          unit: 'ms',
          target: atMost(60_000, total, 'ms'),
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
