import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  namedSchemas,
  type ResolvedConfig,
  resolveConfig,
  schemasIn,
  type TablewrightConfig,
} from '../config/index.js';
import { isModel, readModels } from '../models/index.js';
import { formatPath, own, type TableSchema, TableSchemaError } from '../schema/index.js';
import { type ActionsByTable, type CatalogTables, tablesOfCatalog } from './catalogTables.js';
import { failure } from './failure.js';
import { loadModule, relative } from './loadModule.js';
import { createOutput } from './output.js';

export interface SchemaOptions {
  /** Path of a configuration, instead of the one found. */
  readonly config?: string;
  /** `file` or `file#export`, instead of a configuration. */
  readonly schema?: readonly string[];
  /** Entries of the catalog, instead of the tables of a configuration. */
  readonly catalog?: readonly string[];
  readonly quiet?: boolean;
  readonly stage?: string;
  /** `'declared'`: a table whose name a variable holds keeps the one it declares where that is not set. */
  readonly undecided?: 'declared';
  /** Names of tables, as declared, as on the stage, or as the configuration's `tables` names them. */
  readonly table?: readonly string[];
}

export interface Loaded extends ResolvedConfig {
  /** The file that each table comes from, by its name: of the configuration, where that lists it. */
  readonly files: { readonly [tableName: string]: string };
  /** All files that were named or found. */
  readonly sources: readonly string[];
  /** What packages of the catalog do with their tables. */
  readonly actions?: ActionsByTable;
  /** Left out: `--schema` or the catalog took its place. */
  readonly config?: TablewrightConfig;
}

const configFiles = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `tablewright.config.${extension}`,
);

/** The user's schemas: from `--schema`, or from the configuration in this folder or above it in the project. */
export async function loadSchemas(options: SchemaOptions): Promise<Loaded> {
  if (options.catalog) return select(await fromCatalog(tablesOfCatalog(options.catalog), options), options.table ?? []);
  const loaded = options.schema?.length ? await fromFiles(options.schema, options) : await fromConfig(options);
  if (!loaded.tables.length) {
    throw failure(
      `${loaded.sources.map(relative).join(', ')}: no table schema was found there`,
      "Export what defineTable returns, or list it in the configuration's tables.",
    );
  }
  return select(loaded, options.table ?? []);
}

async function fromFiles(specs: readonly string[], { stage, quiet }: SchemaOptions): Promise<Loaded> {
  if (stage !== undefined)
    throw failure('--stage needs a configuration, and --schema takes its place', 'Leave one of them out.');
  const tables: TableSchema[] = [];
  const files: Record<string, string> = {};
  const sources: string[] = [];
  for (const spec of specs) {
    const [name, exported] = existsSync(spec) ? [spec, undefined] : split(spec);
    const file = path.resolve(name);
    if (!existsSync(file)) throw failure(`--schema ${spec}: there is no file ${name}`, 'Give file or file#export.');
    sources.push(file);
    const values = await loadModule(file);
    const chosen = exported === undefined ? flatten(values) : { exported: pick(values, exported, spec) };
    const declared = schemasIn(Object.fromEntries(Object.entries(chosen).filter(([, value]) => !isModel(value))));
    // A file that declares its tables says more of them than the models that use them.
    const found = declared.length ? declared : await modelsIn(Object.values(chosen), spec, quiet);
    if (exported !== undefined && !found.length) {
      throw failure(
        `--schema ${spec}: ${exported} is neither a table schema nor a model of a library that is read`,
        'Name an export that defineTable returned, or a model of ElectroDB, dynamodb-toolbox, dynamoose or OneTable.',
      );
    }
    for (const schema of found) {
      if (!tables.includes(schema)) tables.push(schema);
      files[schema.tableName] = file;
    }
  }
  const declaredNames = Object.fromEntries(tables.map(({ tableName }) => [tableName, tableName]));
  return { tables, declaredNames, tableNamePrefix: '', require: {}, files, sources };
}

/** The tables of other libraries' models; what these leave open is told. */
async function modelsIn(values: readonly unknown[], spec: string, quiet = false): Promise<TableSchema[]> {
  try {
    const models = await readModels(values);
    const { note, noteColors } = createOutput({ quiet });
    for (const { schema, notes } of models) {
      for (const { rule, path, message } of notes) {
        const place = path.length ? `${formatPath(path)}: ` : '';
        note(`${noteColors.yellow('note')} ${schema.tableName}: ${place}${message} [${rule}]`);
      }
    }
    return models.map(({ schema }) => schema);
  } catch (error) {
    if (!(error instanceof TableSchemaError)) throw error;
    const [{ rule }] = error.issues;
    throw failure(
      `--schema ${spec}: ${error.message}`,
      rule === 'model-table-name'
        ? "Export the table instead: fromElectroDB(Orders, { tableName: 'orders' }).schema, of tablewright/models."
        : 'Name one export: file#export.',
      error,
    );
  }
}

/** The exports of a module, with what a default export holds. */
function flatten(values: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  const { default: main } = values;
  if (typeof main !== 'object' || main === null) return values;
  return { ...(Array.isArray(main) ? { ...main } : { ...main, main }), ...values };
}

function pick(values: { readonly [name: string]: unknown }, name: string, spec: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  throw failure(
    `--schema ${spec}: the file exports no ${name}`,
    `It exports ${Object.keys(values).join(', ') || 'nothing'}.`,
  );
}

function split(spec: string): [string, string | undefined] {
  const at = spec.lastIndexOf('#');
  return at < 0 ? [spec, undefined] : [spec.slice(0, at), spec.slice(at + 1)];
}

/** Tables of the catalog. A configuration counts where it or a stage is asked for, for its settings and names. */
export async function fromCatalog({ tables, actions }: CatalogTables, options: SchemaOptions): Promise<Loaded> {
  const { stage, config } = options;
  const read = stage === undefined && config === undefined ? undefined : await readConfig(options);
  // Its overrides may be for its own tables.
  const declared = read?.config.tables ?? [];
  const all = [...(Array.isArray(declared) ? declared : schemasIn({ ...declared })), ...tables];
  const resolved = resolve(read?.file ?? '', { ...read?.config, tables: all }, options);
  const chosen = resolved.tables.slice(-tables.length);
  const actionsOf = ({ tableName }: TableSchema, i: number) => {
    const known = own(actions ?? {}, tables[i].tableName);
    return known ? [[tableName, known] as const] : [];
  };
  return {
    ...resolved,
    tables: chosen,
    ...(actions && { actions: Object.fromEntries(chosen.flatMap(actionsOf)) }),
    files: {},
    sources: read ? [read.file] : [],
  };
}

/** What the configuration says, for the stage that is named or meant. */
export async function fromConfig(options: SchemaOptions): Promise<Loaded> {
  const { file, config } = await readConfig(options);
  return loaded(file, config, options);
}

/** The same configuration on each of its stages, but the one that it was loaded for, with the tables that were chosen. */
export function onOtherStages({ config, sources: [file], stage, tables, declaredNames }: Loaded): Loaded[] {
  const names = tables.map(({ tableName }) => declaredNames[tableName]);
  const others = Object.keys(config?.stages ?? {}).filter((name) => name !== stage);
  return config
    ? others.map((name) => select(loaded(file, config, { stage: name, undecided: 'declared' }), names))
    : [];
}

function loaded(file: string, config: TablewrightConfig, options: SchemaOptions): Loaded {
  const resolved = resolve(file, config, options);
  const files = Object.fromEntries(resolved.tables.map(({ tableName }) => [tableName, file]));
  return { ...resolved, files, sources: [file], config };
}

async function readConfig(
  options: SchemaOptions,
): Promise<{ readonly file: string; readonly config: TablewrightConfig }> {
  const file = findConfig(options);
  const { default: main, ...rest } = await loadModule(file);
  return { file, config: (main ?? rest) as TablewrightConfig };
}

function resolve(file: string, config: TablewrightConfig, { stage, undecided }: SchemaOptions): ResolvedConfig {
  try {
    return resolveConfig(config, { stage, undecided, env: process.env });
  } catch (error) {
    const { message } = error as Error;
    // What is wrong further inside says itself what would be right.
    const wayOut = /^(the configuration|tables: )/.test(message)
      ? 'It exports defineConfig({ tables: { orders } }) as its default.'
      : undefined;
    throw failure(`${relative(file)}: ${message}`, wayOut, error);
  }
}

function findConfig({ config }: SchemaOptions): string {
  if (config !== undefined) {
    const file = path.resolve(config);
    if (!existsSync(file)) throw failure(`--config ${config}: there is no such file`);
    return file;
  }
  const folders = foldersUp(process.cwd());
  // What lies above a project is somebody else's code, and would be run.
  const root = folders.findIndex((folder) =>
    ['package.json', '.git'].some((name) => existsSync(path.join(folder, name))),
  );
  const inProject = folders.slice(0, Math.max(0, root) + 1);
  const found = inProject.map(configsIn).find(({ length }) => length) ?? [];
  if (found.length > 1) {
    throw failure(`there are several configurations: ${found.map(relative).join(', ')}`, 'Name one: --config.');
  }
  if (found.length) return found[0];
  const [above] = folders.slice(inProject.length).flatMap(configsIn);
  throw failure(
    `no schemas: there is no tablewright.config.ts (or .js, .mjs, .json) ${inProject.length > 1 ? `here or above, up to the project's root ${inProject.at(-1)}` : 'in this folder'}`,
    above === undefined
      ? "Write one: import { defineConfig } from 'tablewright/config'; export default defineConfig({ tables: [orders] }). Or name a file: --schema tables.ts#orders."
      : `There is one above the project, which is used only when it is named: --config ${above}`,
  );
}

/** The folder and those that hold it, the nearest first. */
function foldersUp(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}

function configsIn(folder: string): string[] {
  return configFiles.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
}

/** The name that the table has on the stage which a person names so, or so as it is declared, or as the configuration's `tables` does. */
export function nameOnStage({ tables, declaredNames, config }: Loaded, name: string): string | undefined {
  const declaredIn = namedSchemas(config?.tables ?? []).find(([key]) => key === name)?.[1].tableName;
  const names = tables.map(({ tableName }) => tableName);
  return [name, declaredIn]
    .flatMap((meant) => [
      names.find((tableName) => tableName === meant),
      names.find((tableName) => declaredNames[tableName] === meant),
    ])
    .find((tableName) => tableName !== undefined);
}

function select(loaded: Loaded, names: readonly string[]): Loaded {
  if (!names.length) return loaded;
  const { tables, declaredNames, config } = loaded;
  // A name in the configuration is a table's where no table has it for its own.
  const own = new Set(tables.flatMap(({ tableName }) => [tableName, declaredNames[tableName]]));
  const inConfig = new Map(namedSchemas(config?.tables ?? []).map(([name, schema]) => [name, schema.tableName]));
  const wanted = names.map((name) => (own.has(name) ? name : (inConfig.get(name) ?? name)));
  const missing = wanted.find((name) => !own.has(name));
  if (missing !== undefined) {
    throw failure(
      `--table ${missing}: no schema has that name`,
      `There are ${tables.map(({ tableName }) => tableName).join(', ')}.`,
    );
  }
  const chosen = tables.filter(
    ({ tableName }) => wanted.includes(tableName) || wanted.includes(declaredNames[tableName]),
  );
  return { ...loaded, tables: chosen };
}
