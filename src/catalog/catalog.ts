import { authJsActions, authJsTableSchema } from './authJs.js';
import type { CatalogEntry } from './CatalogEntry.js';
import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema } from './sentinel/index.js';

/**
 * All of the catalog, by the names that the command knows its packages by: `npx tablewright create auth-js`. It is for programs that
 * show or look up entries; code that needs one table imports that table's constant, and has nothing else of the catalog in its bundle.
 *
 * @example
 * ```ts
 * for (const [id, { title, description }] of Object.entries(catalog)) console.log(`${id}: ${title}: ${description}`);
 * ```
 */
export const catalog = /* @__PURE__ */ Object.freeze({
  'auth-js': {
    title: 'Auth.js',
    description: 'users, accounts, sessions and verification tokens',
    package: { registry: 'npm', name: '@auth/dynamodb-adapter', version: '2.11.3' },
    provenBy: 'test',
    schemas: { authJsTableSchema },
    actions: authJsActions,
  },
  sentinel: {
    title: 'sentinel',
    description: 'sessions, requests for approval and emergency accesses',
    provenBy: 'test',
    schemas: { sessionTableSchema, approvalTableSchema, breakGlassTableSchema },
  },
} as const satisfies { readonly [id: string]: CatalogEntry });

/** The name of an entry of the catalog: `'auth-js'`. */
export type CatalogId = keyof typeof catalog;
