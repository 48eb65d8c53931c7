import { type Schemas, toSchemaList } from '../schemas.js';

export interface TerraformOptions {
  readonly format?: 'hcl' | 'json';
}

export function toTerraform(schemas: Schemas, options: TerraformOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
