import { type Schemas, toSchemaList } from '../schemas.js';

export interface MarkdownOptions {
  readonly title?: string;
}

export function toMarkdown(schemas: Schemas, options: MarkdownOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
