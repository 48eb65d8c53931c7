import { type Schemas, toSchemaList } from '../schemas.js';

export interface HtmlOptions {
  readonly title?: string;
}

export function toHtml(schemas: Schemas, options: HtmlOptions = {}): string {
  return JSON.stringify([toSchemaList(schemas), options]);
}
