import { rulesPage } from './rules/page.js';
import { schemaPage } from './schema/page.js';

/** The files that are made of the code, by their paths in the repository, whose folder is `root`. */
export const references: { readonly [file: string]: (root: string) => string } = {
  'docs/rules.md': () => `${rulesPage()}\n`,
  'docs/schema.md': (root) => `${schemaPage(root)}\n`,
};
