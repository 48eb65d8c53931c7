import { type Schemas, toSchemaList } from '../schemas.js';

export interface CdkOptions {
  readonly stackName?: string;
}

export function toCdk(schemas: Schemas, options: CdkOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
