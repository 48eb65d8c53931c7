import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { toTypeScript } from '../../formats/index.js';
import { type Manifest, readManifest } from './manifest.js';
import { type OfferedTable, variableFor } from './offer.js';
import { type ProjectFile, testSetup } from './runner.js';

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
  /** What the configuration says beside the tables, a line each. */
  readonly settings: readonly string[];
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
  settings: [],
};

/** The configuration of a folder, if it has one. */
function configOf(folder: string): string | undefined {
  return readdirSync(folder).find((name) => /^tablewright\.config\.([cm]?[jt]s|json)$/.test(name));
}

/** Where the tables are declared: beside the code that uses them. */
function tablesFileOf(folder: string): string {
  return existsSync(path.join(folder, 'src')) ? 'src/tables.ts' : 'tables.ts';
}

/** The files for these tables, or for a first one where there are none. */
export function projectFiles(folder: string, offered: readonly OfferedTable[], place: LivePlace = {}): ProjectFiles {
  const manifest = readManifest(folder);
  const tablesFile = tablesFileOf(folder);
  const config = configOf(folder);
  const hasTables = existsSync(path.join(folder, tablesFile));
  const extension = manifest.isModule ? '.js' : '';
  const tablesImport = `./${tablesFile.replace(/\.ts$/, '')}${extension}`;
  const { source, constants, settings } = offered.length ? tablesModule(offered, place) : firstTables;
  const configFile: ProjectFile = {
    name: config ?? 'tablewright.config.ts',
    content: hasTables ? configOfAll(tablesImport) : configSource(constants, tablesImport, settings),
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
      ...testSetup(folder, manifest, configFile.name),
    ],
  };
}

function tablesModule(tables: readonly OfferedTable[], place: LivePlace): TablesModule {
  const source = toTypeScript(tables.map(({ read }) => read));
  const names = [...source.matchAll(/^export const ([\w$]+) = defineTable\(/gm)].map(([, name]) => name);
  return {
    source,
    constants: Object.fromEntries(names.map((name) => [keyOf(name), name])),
    settings: stagesOf(tables, place),
  };
}

function keyOf(constant: string): string {
  return constant.replace(/TableSchema(\d*)$/, '$1') || constant;
}

function configSource(constants: TablesModule['constants'], from: string, settings: readonly string[]): string {
  const entries = Object.entries(constants).map(([key, name]) => (key === name ? key : `${key}: ${name}`));
  const flat = `export default defineConfig({ tables: { ${entries.join(', ')} } });`;
  const lines = [`tables: ${braces(entries, '  tables: ,', '  ')},`, ...settings].map((line) => `  ${line}\n`);
  const imported = braces(Object.values(constants).sort(), `import  from '${from}';`);
  return [
    "import { defineConfig } from 'tablewright/config';",
    `import ${imported} from '${from}';`,
    '',
    settings.length || flat.length > lineWidth ? `export default defineConfig({\n${lines.join('')}});` : flat,
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
  if (!flat.includes('\n') && flat.length + around.length <= lineWidth) return flat;
  return `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

/** Where live tables were found. */
export interface LivePlace {
  readonly prefix?: string | undefined;
  readonly region?: string | undefined;
}

/** The stage where the tables are as they were found, if that is not what the schemas say. */
export function stageOf(tables: readonly OfferedTable[], { prefix }: LivePlace): string | undefined {
  if (prefix) return /[A-Za-z_]\w*/.exec(prefix)?.[0] ?? 'live';
  return tables.some(({ isNamedByDeployment }) => isNamedByDeployment) ? 'deployed' : undefined;
}

/** Where no stage is named, and so on this machine, tables have the names that they declare. */
const defaultStage = 'local';

function stagesOf(tables: readonly OfferedTable[], place: LivePlace): string[] {
  const own = stageOf(tables, place);
  if (own === undefined) return [];
  const { prefix, region } = place;
  const names = tables
    .filter(({ isNamedByDeployment }) => isNamedByDeployment)
    .map(({ schema: { tableName } }) => `${keyed(tableName)}: { env: '${variableFor(tableName)}' }`);
  const settings = [
    ...(prefix ? [`tableNamePrefix: '${prefix}'`] : []),
    ...(prefix && region ? [`region: '${region}'`] : []),
    ...(names.length ? [`tableNames: ${braces(names, '      tableNames: ,', '      ')}`] : []),
  ];
  const stages = [
    ...(own === defaultStage ? [] : [`${defaultStage}: {}`]),
    `${keyed(own)}: ${braces(settings, `    ${own}: ,`, '    ')}`,
  ];
  return [`stages: ${braces(stages, '  stages: ,', '  ')},`, `defaultStage: '${defaultStage}',`];
}

function keyed(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}
