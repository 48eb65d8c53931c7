import { defineTable } from '../schema/index.js';

/**
 * Threads, messages, workflow runs and scores of Mastra: the one table of `@mastra/dynamodb`, which never makes it.
 *
 * Proven with 1.0.0, whose source was read in November 2026, and its `TABLE_SETUP.md`. That names two indexes, `gsi1` and `gsi2`; the source
 * queries `gsi4` (scores of an entity) and `gsi7` (scores of a span) too, and fails without them. It also writes keys for `gsi3`, `gsi5` and
 * `gsi6`, which it never reads.
 *
 * Time to live: `ttl`, seconds, where the store's `ttl` option enables it for a kind of item.
 *
 * May be told: `tableName` (`mastra-single-table` is of its documentation), and by kind of item another attribute for its time to live.
 */
export const mastraTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'mastra-single-table',
  attributes: {
    pk: 'S',
    sk: 'S',
    gsi1pk: 'S',
    gsi1sk: 'S',
    gsi2pk: 'S',
    gsi2sk: 'S',
    gsi3pk: 'S',
    gsi3sk: 'S',
    gsi4pk: 'S',
    gsi4sk: 'S',
    gsi5pk: 'S',
    gsi5sk: 'S',
    gsi6pk: 'S',
    gsi6sk: 'S',
    gsi7pk: 'S',
    gsi7sk: 'S',
    __edb_e__: 'S',
    __edb_v__: 'S',
    entity: 'S',
    id: 'S',
    createdAt: 'S',
    updatedAt: 'S',
    metadata: 'S',
    resourceId: 'S',
    threadId: 'S',
    title: 'S',
    role: 'S',
    type: 'S',
    content: 'S',
    toolCallArgs: 'S',
    toolCallIds: 'S',
    toolNames: 'S',
    workingMemory: 'S',
    workflow_name: 'S',
    run_id: 'S',
    snapshot: 'S',
    scorerId: 'S',
    scorer: 'S',
    runId: 'S',
    traceId: 'S',
    spanId: 'S',
    source: 'S',
    entityType: 'S',
    entityId: 'S',
    entityData: 'S',
    input: 'S',
    output: 'S',
    reason: 'S',
    additionalContext: 'S',
    requestContext: 'S',
    preprocessPrompt: 'S',
    preprocessStepResult: 'S',
    analyzePrompt: 'S',
    analyzeStepResult: 'S',
    extractPrompt: 'S',
    reasonPrompt: 'S',
    generateScorePrompt: 'S',
    generateReasonPrompt: 'S',
    score: 'N',
    ttl: 'N',
  },
  partitionKey: 'pk',
  sortKey: 'sk',
  globalSecondaryIndexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
    gsi4: { partitionKey: 'gsi4pk', sortKey: 'gsi4sk' },
    gsi7: { partitionKey: 'gsi7pk', sortKey: 'gsi7sk' },
  },
  timeToLive: 'ttl',
});

/** The IAM actions that `@mastra/dynamodb` needs on its table, for `toIamPolicy`. */
export const mastraActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
] as const);
