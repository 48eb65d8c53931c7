import { rulesPage } from './rules/page.js';

/** The files that are made of the code, by their paths in the repository: pages of reference, and JSON Schemas. */
export const references: { readonly [file: string]: () => string } = {
  'docs/rules.md': () => `${rulesPage()}\n`,
};
