import { type Schemas, toSchemaList } from '../schemas.js';

export interface MermaidOptions {
  readonly title?: string;
}

export function toMermaid(schemas: Schemas, options: MermaidOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
