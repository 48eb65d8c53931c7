import { type Schemas, toSchemaList } from '../schemas.js';

export interface IamPolicyOptions {
  readonly access: 'read' | 'write' | 'read-write' | 'provision';
}

export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

export function toIamPolicy(schemas: Schemas, options: IamPolicyOptions): IamPolicy {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: [options.access], Resource: toSchemaList(schemas).map((s) => s.tableName) }],
  };
}
