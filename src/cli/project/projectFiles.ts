import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { toTypeScript } from '../../formats/index.js';
import type { TableSchema } from '../../schema/index.js';
import { type Manifest, readManifest } from './manifest.js';
import { type ProjectFile, testSetup } from './testRunner.js';

/** What a project gets, and what is there of it. */
export interface ProjectFiles {
  readonly files: readonly ProjectFile[];
  readonly manifest: Manifest;
  /** Whether the tables are declared already: then none are taken over. */
  readonly hasTables: boolean;
}

/** With the names of the tables' constants by their keys in the configuration. */
interface TablesModule {
  readonly source: string;
  readonly constants: { readonly [key: string]: string };
}

/** The table that a project without any begins with: the one of the documentation. */
const firstTables: TablesModule = {
  source: `import { defineTable, type Item } from 'tablewright';

/** A table to begin with: give it your name, your attributes, and an index for each way in which you look items up. */
export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', total: 'N', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at' },
  },
  timeToLive: 'expires',
});

export type Order = Item<typeof orders>;
`,
  constants: { orders: 'orders' },
};

/** The configuration of a folder, if it has one. */
export function configOf(folder: string): string | undefined {
  return readdirSync(folder).find((name) => /^tablewright\.config\.([cm]?[jt]s|json)$/.test(name));
}

/** Where the tables are declared: beside the code that uses them. */
export function tablesFileOf(folder: string): string {
  return existsSync(path.join(folder, 'src')) ? 'src/tables.ts' : 'tables.ts';
}

/** The files for these tables, or for a first one where there are none. */
export function projectFiles(folder: string, schemas: readonly TableSchema[], prefix = ''): ProjectFiles {
  const manifest = readManifest(folder);
  const tablesFile = tablesFileOf(folder);
  const config = configOf(folder);
  const hasTables = existsSync(path.join(folder, tablesFile));
  const extension = manifest.isModule ? '.js' : '';
  const tablesImport = `./${tablesFile.replace(/\.ts$/, '')}${extension}`;
  const { source, constants } = schemas.length ? tablesModule(schemas) : firstTables;
  const configFile: ProjectFile = {
    name: config ?? 'tablewright.config.ts',
    content: hasTables ? configOfAll(tablesImport) : configSource(constants, tablesImport, prefix),
    ...(config !== undefined && { insteadOf: config }),
  };
  const tables: ProjectFile = { name: tablesFile, content: source, ...(hasTables && { insteadOf: tablesFile }) };
  return {
    manifest,
    hasTables: hasTables || config !== undefined,
    files: [
      // A configuration names its tables, wherever they are.
      ...(config === undefined || hasTables ? [tables] : []),
      configFile,
      ...testSetup(folder, manifest, `./${configFile.name.replace(/\.ts$/, '')}${extension}`),
    ],
  };
}

function tablesModule(schemas: readonly TableSchema[]): TablesModule {
  const source = toTypeScript(schemas);
  const names = [...source.matchAll(/^export const ([\w$]+) = defineTable\(/gm)].map(([, name]) => name);
  return { source, constants: Object.fromEntries(names.map((name) => [keyOf(name), name])) };
}

function keyOf(constant: string): string {
  return constant.replace(/TableSchema(\d*)$/, '$1') || constant;
}

function configSource(constants: TablesModule['constants'], from: string, prefix: string): string {
  const entries = Object.entries(constants).map(([key, name]) => (key === name ? key : `${key}: ${name}`));
  const flat = `export default defineConfig({ tables: { ${entries.join(', ')} } });`;
  const lines = [`tables: ${braces(entries, '  tables: ,', '  ')},`, ...stagesOf(prefix)].map((line) => `  ${line}\n`);
  const imported = braces(Object.values(constants).sort(), `import  from '${from}';`);
  return [
    "import { defineConfig } from 'tablewright/config';",
    `import ${imported} from '${from}';`,
    '',
    prefix || flat.length > lineWidth ? `export default defineConfig({\n${lines.join('')}});` : flat,
    '',
  ].join('\n');
}

/** The exports of a module that stands there, whatever they are called. */
function configOfAll(from: string): string {
  return `import { defineConfig } from 'tablewright/config';\nimport * as tables from '${from}';\n\nexport default defineConfig({ tables });\n`;
}

/** As narrow as most formatters want it. */
const lineWidth = 80;

/** In one line with what is around, or a line for each. */
function braces(entries: readonly string[], around: string, indent = ''): string {
  const flat = `{ ${entries.join(', ')} }`;
  if (flat.length + around.length <= lineWidth) return flat;
  return `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

/** Live tables keep their prefix as that of a stage, which is named after it. */
function stagesOf(prefix: string): string[] {
  if (!prefix) return [];
  return [`stages: { ${stageName(prefix)}: { tableNamePrefix: '${prefix}' } },`];
}

export function stageName(prefix: string): string {
  const [name = ''] = prefix.match(/[A-Za-z_]\w*/) ?? [];
  return name || 'live';
}
