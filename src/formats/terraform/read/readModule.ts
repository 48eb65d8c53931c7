import { own } from '../../../schema/index.js';
import { readBeside } from './beside.js';
import { instancesOf, type Module } from './blocks.js';
import { createLinks, type TableInstance } from './links.js';
import type { ModuleInFolder } from './modules.js';
import { readTable } from './readTable.js';

/** A table that was read, and the module in which it stands. */
export interface ReadTable extends TableInstance {
  readonly module: ModuleInFolder;
}

/** The tables of a module, with what the resources beside them say. `names` gives names, by address. */
export function readModule(module: ModuleInFolder, names: { readonly [address: string]: string }): ReadTable[] {
  const keyIdOf = readKeys(module);
  const tables = instancesOf(module, 'resource', 'aws_dynamodb_table', { isTable: true }).map(
    ({ body, ...instance }) => {
      const address = `${module.address ? `${module.address}.` : ''}aws_dynamodb_table.${instance.label}`;
      return { ...instance, address, draft: readTable(body, keyIdOf, own(names, address)), module };
    },
  );
  readBeside(
    module,
    tables.map(({ draft }) => draft),
    createLinks(tables),
  );
  return tables;
}

/** The id behind `data.aws_kms_key.x.arn`, so that a schema names the key as the configuration does. */
function readKeys(module: Module): (reference: unknown) => string | undefined {
  const bodies = new Map(instancesOf(module, 'data', 'aws_kms_key').map(({ label, body }) => [label, body]));
  return (reference) => {
    const [, name] = /^\$\{\s*data\.aws_kms_key\.([\w-]+)\.arn\s*\}$/.exec(String(reference)) ?? [];
    return name === undefined ? undefined : bodies.get(name)?.string('key_id');
  };
}
