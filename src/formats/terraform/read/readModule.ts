import { own } from '../../../schema/index.js';
import { setAutoScaling } from './autoScaling.js';
import { readBeside } from './beside.js';
import { instancesOf, type Module } from './blocks.js';
import type { TableDraft } from './draft.js';
import { createLinks, type TableInstance } from './links.js';
import type { ModuleInFolder } from './modules.js';
import { readTable } from './readTable.js';
import type { ScalingResource } from './scaledResources.js';

/** A table that was read, and the module in which it stands. */
export interface ReadTable extends TableInstance {
  readonly module: ModuleInFolder;
}

/** The tables of modules, with what the resources beside them say, in their module or another. `names` gives names, by address. */
export function readModules(
  modules: readonly ModuleInFolder[],
  names: { readonly [address: string]: string },
): ReadTable[] {
  const read = modules.map((module) => ({ module, tables: readTables(module, names) }));
  const all = read.flatMap(({ tables }) => tables);
  const byName = draftsByName(all);
  const scaling = new Map<TableDraft, ScalingResource[]>();
  for (const { module, tables } of read) {
    for (const [draft, resources] of readBeside(module, createLinks(tables, byName))) {
      scaling.set(draft, [...(scaling.get(draft) ?? []), ...resources]);
    }
  }
  for (const { draft } of all) setAutoScaling(draft, scaling.get(draft) ?? []);
  return all;
}

function readTables(module: ModuleInFolder, names: { readonly [address: string]: string }): ReadTable[] {
  const keyIdOf = readKeys(module);
  return instancesOf(module, 'resource', 'aws_dynamodb_table', { isTable: true }).map(({ body, ...instance }) => {
    const address = `${module.address ? `${module.address}.` : ''}aws_dynamodb_table.${instance.label}`;
    return { ...instance, address, draft: readTable(body, keyIdOf, own(names, address)), module };
  });
}

/** The tables whose names no other has. */
function draftsByName(tables: readonly ReadTable[]): ReadonlyMap<string, TableDraft> {
  const byName = new Map<string, TableDraft | undefined>();
  for (const { draft } of tables) {
    const { tableName } = draft;
    if (tableName !== undefined) byName.set(tableName, byName.has(tableName) ? undefined : draft);
  }
  return new Map([...byName].flatMap(([name, draft]) => (draft ? [[name, draft]] : [])));
}

/** The id behind `data.aws_kms_key.x.arn`, so that a schema names the key as the configuration does. */
function readKeys(module: Module): (reference: unknown) => string | undefined {
  const bodies = new Map(instancesOf(module, 'data', 'aws_kms_key').map(({ label, body }) => [label, body]));
  return (reference) => {
    const [, name] = /^\$\{\s*data\.aws_kms_key\.([\w-]+)\.arn\s*\}$/.exec(String(reference)) ?? [];
    return name === undefined ? undefined : bodies.get(name)?.string('key_id');
  };
}
