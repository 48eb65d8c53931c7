import { isProperties, type Path, TableSchemaError } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';
import { parseTerraform } from './parseTerraform.js';

/** The files of one folder, which Terraform reads as one configuration. */
export interface Folder {
  /** `modules/table`; empty for the outermost. */
  readonly path: string;
  /** Their blocks together. */
  readonly config: unknown;
  readonly files: readonly File[];
  /** Values of variables that stand in files beside them, in the order in which they count. */
  readonly variableFiles: readonly File[];
}

interface File {
  /** As it was given; `undefined`: what was given has no name. */
  readonly name: string | undefined;
  readonly text: string;
}

export interface Folders {
  readonly all: ReadonlyMap<string, Folder>;
  /** Keys that a JSON file has twice. */
  readonly repeated: readonly Path[];
}

/** The folders that the paths of files tell of. */
export async function readFolders(
  files: { readonly [path: string]: string },
  report: (file: string, error: TableSchemaError) => void,
): Promise<Folders> {
  const byFolder = new Map<string, File[]>();
  for (const [name, text] of Object.entries(files)) {
    const [folder] = splitPath(name);
    const inFolder = byFolder.get(folder) ?? [];
    inFolder.push({ name, text });
    byFolder.set(folder, inFolder);
  }
  const all = new Map<string, Folder>();
  const repeated: Path[] = [];
  for (const [path, inFolder] of byFolder) {
    const configurations = inFolder.filter(({ name }) => /\.tf(\.json)?$/.test(name ?? ''));
    if (!configurations.length) continue;
    const parsed = await parseFolder(configurations).catch((error: unknown) => {
      // Terraform refuses a folder for one file. The others are none the worse for it.
      if (byFolder.size === 1 || !(error instanceof TableSchemaError)) throw error;
      report(path, error);
    });
    if (!parsed) continue;
    repeated.push(...parsed.repeated);
    const variableFiles = inFolder.filter(({ name }) => countsByItself(splitPath(name ?? '')[1]));
    variableFiles.sort((a, b) => orderOf(a) - orderOf(b) || (String(a.name) < String(b.name) ? -1 : 1));
    all.set(path, { path, config: together(parsed.configs), files: configurations, variableFiles });
  }
  return { all, repeated };
}

async function parseFolder(files: readonly File[]) {
  const configs: unknown[] = [];
  const repeated: Path[] = [];
  for (const { name = '', text } of files) {
    const { config, repeated: twice } = await parseTerraform(text, name);
    configs.push(config);
    repeated.push(...twice.map((place) => [name, ...place]));
  }
  return { configs, repeated };
}

/** @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence */
function countsByItself(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name);
}

function orderOf({ name = '' }: File): number {
  return /(^|\/)terraform\.tfvars$/.test(name) ? 0 : /(^|\/)terraform\.tfvars\.json$/.test(name) ? 1 : 2;
}

/** The blocks of several files, each kind as the list of what they have of it. */
function together(configs: readonly unknown[]): unknown {
  if (configs.length === 1) return configs[0];
  const blocks = new Map<string, unknown[]>();
  for (const config of configs.filter(isProperties)) {
    for (const [kind, value] of Object.entries(config)) {
      const all = blocks.get(kind) ?? [];
      all.push(...recordsOf(value));
      blocks.set(kind, all);
    }
  }
  return Object.fromEntries(blocks);
}

/** The folder and the name of a file, with `/` between folders. */
function splitPath(path: string): [folder: string, name: string] {
  const parts = path.replace(/\\/g, '/').split('/');
  const name = parts.pop() ?? '';
  return [normalize(parts), name];
}

/** Where a module's source leads from a folder; `undefined`: it is not a path. */
export function resolveSource(folder: string, source: string): string | undefined {
  if (!/^\.\.?(\/|$)/.test(source)) return undefined;
  return normalize([...folder.split('/'), ...source.split('/')]);
}

function normalize(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..' && kept.length && kept.at(-1) !== '..') kept.pop();
    else if (part && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

/** The folders that no other calls as a module: Terraform is run in one of these. */
export function rootsOf(folders: ReadonlyMap<string, Folder>): Folder[] {
  const called = new Set<string>();
  for (const { path, config } of folders.values()) {
    for (const [, properties] of moduleCalls(config)) {
      const target = resolveSource(path, String(properties.source));
      if (target !== undefined && target !== path) called.add(target);
    }
  }
  const roots = [...folders.values()].filter(({ path }) => !called.has(path));
  // Of folders that all call each other, each is as good as any.
  return (roots.length ? roots : [...folders.values()].slice(0, 1)).sort(
    (a, b) => a.path.split('/').length - b.path.split('/').length || (a.path < b.path ? -1 : 1),
  );
}

/** The `module` blocks of a configuration. */
export function moduleCalls(
  config: unknown,
): (readonly [name: string, properties: { readonly [name: string]: unknown }])[] {
  return (isProperties(config) ? recordsOf(config.module) : [])
    .flatMap((named) => Object.entries(named))
    .flatMap(([name, bodies]) => recordsOf(bodies).map((body) => [name, body] as const));
}
