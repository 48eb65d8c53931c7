import { type Schemas, toSchemaList } from '../schemas.js';

export interface TypeScriptOptions {
  readonly exportName?: string;
}

export function toTypeScript(schemas: Schemas, options: TypeScriptOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
