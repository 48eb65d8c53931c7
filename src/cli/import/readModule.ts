import { fromTableJson, type ReadTables } from '../../formats/index.js';
import { isProperties } from '../../schema/index.js';
import { loadModule } from '../loadModule.js';
import type { Given } from './options.js';
import { readServerlessFile } from './readServerlessFile.js';
import type { TextFile } from './textFile.js';

/** Runs a module, and reads the tables of what it exports: a configuration of jest-dynamodb, inputs of CreateTable, a `serverless.ts`. */
export async function readModule(file: TextFile, given: Given): Promise<ReadTables> {
  const exported = await loadModule(file.file);
  const { default: main, ...others } = exported;
  // jest-dynamodb takes a function too, which may be async.
  const value: unknown = typeof main === 'function' && main.length === 0 ? await main() : main;
  if (isProperties(value) && 'service' in value && 'provider' in value) {
    return (await readServerlessFile({ ...file, text: JSON.stringify(value) }, given)).read;
  }
  const data = isProperties(value) || Array.isArray(value) ? value : others;
  return fromTableJson(data, { ...(file.name !== undefined && { filename: file.name }), names: given.names });
}
