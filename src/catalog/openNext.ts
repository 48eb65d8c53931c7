import { defineTable } from '../schema/index.js';

/**
 * The tag cache of OpenNext, which runs Next.js on AWS: which paths hold which tags, and when they were revalidated. SST's `Nextjs` makes
 * the same. It serves `dynamodb`, `dynamodb-lite` and `dynamodb-nextMode`, which does without the index. The incremental cache `multi-tier-ddb-s3`
 * keeps its items there too, and needs `GetItem` and `PutItem` besides.
 *
 * Proven with `@opennextjs/aws` 4.1.16, whose `overrides/tagCache` was read in November 2026.
 *
 * Time to live: none. `expire` and `stale` are milliseconds, as `revalidatedAt` is: a time to live on them would delete nothing.
 *
 * May be told: the table's name, by `CACHE_DYNAMO_TABLE`, which has no default (`opennext-tags` is this catalog's). All other names are
 * its own.
 */
export const openNextTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'opennext-tags',
  attributes: { tag: 'S', path: 'S', revalidatedAt: 'N', stale: 'N', expire: 'N' },
  partitionKey: 'tag',
  sortKey: 'path',
  globalSecondaryIndexes: {
    revalidate: { partitionKey: 'path', sortKey: 'revalidatedAt' },
  },
});

/** The IAM actions that OpenNext's tag caches need on their table, for `toIamPolicy`: `BatchGetItem` is of `dynamodb-nextMode`. */
export const openNextActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:Query',
] as const);
