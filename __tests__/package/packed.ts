import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runToSuccess } from './run.js';

export const root = path.resolve(__dirname, '../..');

export interface Packed {
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  /** A new folder outside the repository with the tarball installed, and no more than that unless `peers` is asked for. */
  install(options?: { readonly type?: 'module'; readonly peers?: boolean }): Promise<string>;
  remove(): Promise<void>;
}

/** Packs the package as `npm publish` would, and builds it first if the build is older than the source. */
export async function pack(): Promise<Packed> {
  if (await isBuildStale()) await runToSuccess('npm', ['run', 'build', '--silent'], root);
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-package-'));
  const answer = await runToSuccess('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [{ filename, files }] = Object.values(JSON.parse(answer)) as [{ filename: string; files: { path: string }[] }];
  const tarball = path.join(folder, filename);
  return {
    tarball,
    files: files.map((file) => file.path).sort(),
    async install({ type, peers = false } = {}) {
      const consumer = await mkdtemp(path.join(folder, 'consumer-'));
      await writeFile(path.join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
      await runToSuccess(
        'npm',
        [
          'install',
          '--offline',
          '--no-save',
          '--legacy-peer-deps',
          '--ignore-scripts',
          '--no-audit',
          '--no-fund',
          tarball,
        ],
        consumer,
      );
      if (peers) await linkPeers(path.join(consumer, 'node_modules'));
      return consumer;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * What a consumer has beside the package: the SDK, and types of Node for the SDK's own types. Packages, not their scopes: an
 * `npm install` in the consumer would take a linked scope for its own, and empty it.
 */
async function linkPeers(modules: string): Promise<void> {
  for (const name of ['@aws-sdk/client-dynamodb', '@types/node']) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    await symlink(path.join(root, 'node_modules', name), path.join(modules, name), 'dir');
  }
}

async function isBuildStale(): Promise<boolean> {
  const built = await timesOf('dist').catch(() => []);
  const sources = await Promise.all(['src', 'package.json', 'tsup.config.ts', 'tsconfig.json'].map(timesOf));
  return !built.length || Math.max(...sources.flat()) > Math.min(...built);
}

async function timesOf(name: string): Promise<number[]> {
  const start = await stat(path.join(root, name));
  if (start.isFile()) return [start.mtimeMs];
  const entries = await readdir(path.join(root, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).mtimeMs));
}
