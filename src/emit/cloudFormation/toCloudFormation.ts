import { type Schemas, toSchemaList } from '../schemas.js';

export interface CloudFormationOptions {
  readonly format?: 'yaml' | 'json';
}

export function toCloudFormation(schemas: Schemas, options: CloudFormationOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
