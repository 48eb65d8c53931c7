import { fromTableJson, type ReadTables, sourceFormat } from '../../formats/index.js';
import { isProperties } from '../../schema/index.js';
import { loadModule } from '../loadModule.js';
import type { Given } from './options.js';
import { readFragment } from './readFragment.js';
import { readServerlessFile } from './readServerlessFile.js';
import type { TextFile } from './textFile.js';

/**
 * Runs a module, and reads the tables of what it exports: a configuration of jest-dynamodb, inputs of CreateTable, a `serverless.ts`,
 * or resources that one includes.
 */
export async function readModule(file: TextFile, given: Given): Promise<ReadTables> {
  const { default: main, ...others } = await loadModule(file.file);
  // jest-dynamodb takes a function too, which may be async.
  const value: unknown = typeof main === 'function' && main.length === 0 ? await main() : main;
  const data = isProperties(value) || Array.isArray(value) ? value : others;
  const options = { ...(file.name !== undefined && { filename: file.name }), names: given.names };
  for (const part of isProperties(data) ? [data, ...Object.values(data)] : []) {
    const text = isProperties(part) ? asJson(part) : '';
    const format = sourceFormat(text);
    if (format === 'serverless') return (await readServerlessFile({ ...file, text }, given)).read;
    if (format === 'cloudformation' || format === 'cloudformation-resources') {
      return readFragment(text, format === 'cloudformation', given, { ...options, parameters: given.parameters });
    }
  }
  return fromTableJson(data, options);
}

/** Of what holds itself, or what JSON has no word for, nothing. */
function asJson(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
