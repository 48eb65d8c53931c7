import { catalogPage } from './catalog/page.js';
import { configJsonSchema, tableJsonSchema } from './jsonSchema.js';
import { rulesPage } from './rules/page.js';
import { schemaPage } from './schema/page.js';

/** The files that are made of the code, by their paths in the repository, whose folder is `root`. */
export const references: { readonly [file: string]: (root: string) => string } = {
  'docs/rules.md': () => `${rulesPage()}\n`,
  'table.schema.json': (root) => json(tableJsonSchema(root)),
  'config.schema.json': (root) => json(configJsonSchema(root)),
  'docs/catalog.md': (root) => `${catalogPage(root)}\n`,
  'docs/schema.md': (root) => `${schemaPage(root)}\n`,
};

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
