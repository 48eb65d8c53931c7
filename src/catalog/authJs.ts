import { defineTable } from '../schema/index.js';

/**
 * Users, accounts, sessions and verification tokens of Auth.js (NextAuth.js): the one table of `@auth/dynamodb-adapter`.
 *
 * Proven with 2.11.3, whose source was read in November 2026; the keys and the index are those of
 * https://authjs.dev/getting-started/adapters/dynamodb. The index must project everything: the adapter takes users and sessions out of it.
 *
 * Time to live: `expires`, seconds, of sessions and verification tokens. Users and accounts have none.
 *
 * May be told: `tableName` (default `next-auth`), and names of the index and of all keys. Keep `pk` and `sk`: with others, this version
 * can't delete a user.
 */
export const authJsTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'next-auth',
  attributes: {
    pk: 'S',
    sk: 'S',
    GSI1PK: 'S',
    GSI1SK: 'S',
    type: 'S',
    id: 'S',
    name: 'S',
    email: 'S',
    emailVerified: 'S',
    image: 'S',
    userId: 'S',
    provider: 'S',
    providerAccountId: 'S',
    access_token: 'S',
    refresh_token: 'S',
    expires_at: 'N',
    token_type: 'S',
    scope: 'S',
    id_token: 'S',
    session_state: 'S',
    sessionToken: 'S',
    identifier: 'S',
    token: 'S',
    expires: 'N',
  },
  partitionKey: 'pk',
  sortKey: 'sk',
  globalSecondaryIndexes: {
    GSI1: { partitionKey: 'GSI1PK', sortKey: 'GSI1SK' },
  },
  timeToLive: 'expires',
});

/** The IAM actions that `@auth/dynamodb-adapter` needs on its table, for `toIamPolicy`. */
export const authJsActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
] as const);
