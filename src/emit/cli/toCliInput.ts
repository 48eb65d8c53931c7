import { type Schemas, toSchemaList } from '../schemas.js';

export interface CliInputOptions {
  readonly region?: string;
}

export function toCliInput(schemas: Schemas, options: CliInputOptions = {}): CliInput {
  return { files: { 'todo.json': JSON.stringify([toSchemaList(schemas), options]) }, commands: [] };
}

export interface CliInput {
  /** File name to content. */
  readonly files: { readonly [name: string]: string };
  /** Shell commands that use the files, in order. */
  readonly commands: readonly string[];
}
