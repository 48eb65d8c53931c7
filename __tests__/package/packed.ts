import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runToSuccess } from './run.js';

export const root = path.resolve(__dirname, '../..');

export interface Packed {
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  /** A new folder outside the repository with the tarball and its dependencies installed, and its peers if they are asked for. */
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
      await unpack(tarball, path.join(consumer, 'node_modules'));
      if (peers) await link(peerPackages, path.join(consumer, 'node_modules'));
      return consumer;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As npm would install it, without a registry: its dependencies are those that are installed here. */
async function unpack(tarball: string, modules: string): Promise<void> {
  const installed = path.join(modules, 'tablewright');
  await mkdir(installed, { recursive: true });
  await runToSuccess('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], modules);
  const { dependencies, bin } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'));
  await link(Object.keys(dependencies), modules);
  await mkdir(path.join(modules, '.bin'));
  for (const [name, file] of Object.entries<string>(bin)) {
    await chmod(path.join(installed, file), 0o755);
    await symlink(path.join(installed, file), path.join(modules, '.bin', name));
  }
}

/** What a consumer has beside the package: the SDK, the CDK, and types of Node for the SDK's own types. */
const peerPackages = ['@aws-sdk/client-dynamodb', 'aws-cdk-lib', 'constructs', '@types/node'];

/** In CI, the newest SDK that this Node takes, in a folder of its own; else the one of the repository. */
const newestSdk = process.env.TABLEWRIGHT_SDK;

/** Packages, not their scopes, so that others of the scope can be added. */
async function link(names: readonly string[], modules: string): Promise<void> {
  for (const name of names) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    const from = newestSdk && name === '@aws-sdk/client-dynamodb' ? newestSdk : path.join(root, 'node_modules');
    await symlink(path.join(from, name), path.join(modules, name), 'dir');
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
