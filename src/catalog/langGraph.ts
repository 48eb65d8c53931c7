import { defineTable, type TableSchema } from '../schema/index.js';

/**
 * Checkpoints and writes of LangGraph threads: the table of `DynamoDBSaver` of `langgraph-checkpoint-aws`, for Python.
 *
 * Proven with 1.2.6, whose source was read in November 2026. Checkpoints over 350 KB go to S3 where
 * `s3_offload_config` names a bucket; an item has room for 400 KB.
 *
 * Time to live: `ttl`, seconds, where the saver is given `ttl_seconds`.
 *
 * May be told: `table_name`, which has no default (`langgraph-checkpoints-dynamodb` is of its CloudFormation template). The names of
 * attributes are its own.
 */
export const langGraphCheckpointTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'langgraph-checkpoints-dynamodb',
  attributes: {
    PK: 'S',
    SK: 'S',
    id: 'S',
    ns: 'S',
    parent_checkpoint_id: 'S',
    checkpoint_id: 'S',
    task_id: 'S',
    task_path: 'S',
    channel: 'S',
    idx: 'N',
    type: 'S',
    compression: 'S',
    ref_loc: 'S',
    ref_key: 'S',
    payload: 'B',
    ttl: 'N',
  },
  partitionKey: 'PK',
  sortKey: 'SK',
  timeToLive: 'ttl',
});

/** The IAM actions that LangGraph's `DynamoDBSaver` needs on its table, for `toIamPolicy`. */
export const langGraphCheckpointActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
] as const);

/**
 * The long-term memory of LangGraph agents: the table of `DynamoDBStore` of `langgraph-checkpoint-aws`, for Python, without semantic search.
 * With it, the table is another: `langGraphStoreTableWithVectors`.
 *
 * Proven with 1.2.6, whose source was read in November 2026. The store's `setup` would make or change the table, and need not be called.
 *
 * Time to live: `expires_at`, seconds, where an item or the store has a `ttl`, in minutes.
 *
 * May be told: `table_name`, which has no default (`my-store-table` is of its documentation). The names of attributes are its own.
 */
export const langGraphStoreTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'my-store-table',
  attributes: { PK: 'S', SK: 'S', value: 'M', created_at: 'S', updated_at: 'S', expires_at: 'N' },
  partitionKey: 'PK',
  sortKey: 'SK',
  timeToLive: 'expires_at',
});

/** The IAM actions that LangGraph's `DynamoDBStore` needs on its table, for `toIamPolicy`. Listing its namespaces is a Scan. */
export const langGraphStoreActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
] as const);

type DistanceFunction = NonNullable<TableSchema['vectorIndexes']>[string]['distanceFunction'];

/** The table that `langGraphStoreTableWithVectors` makes. */
export type LangGraphVectorStoreTable<Dimensions extends number, Distance extends DistanceFunction> = Omit<
  typeof langGraphStoreTableSchema,
  'attributes'
> & {
  readonly attributes: (typeof langGraphStoreTableSchema)['attributes'] & { readonly embedding: 'L' };
  readonly vectorIndexes: {
    readonly 'memory-vector-index': {
      readonly vectorAttribute: 'embedding';
      readonly partitionKey: 'PK';
      readonly dimensions: Dimensions;
      readonly distanceFunction: Distance;
    };
  };
};

/**
 * The table of LangGraph's `DynamoDBStore` with semantic search. `dimensions` is what the embedding model gives (`dims` of the store's `index`),
 * and `distanceFunction` that of the store, `'COSINE'` where it is left out. Neither can change afterwards.
 *
 * @example
 * ```ts
 * const memory = langGraphStoreTableWithVectors({ dimensions: 256 });
 * ```
 */
export function langGraphStoreTableWithVectors<
  const Dimensions extends number,
  const Distance extends DistanceFunction = 'COSINE',
>(vectors: {
  readonly dimensions: Dimensions;
  readonly distanceFunction?: Distance;
}): LangGraphVectorStoreTable<Dimensions, Distance> {
  const { dimensions, distanceFunction = 'COSINE' as Distance } = vectors;
  const index = { vectorAttribute: 'embedding', partitionKey: 'PK', dimensions, distanceFunction } as const;
  return Object.freeze({
    ...langGraphStoreTableSchema,
    attributes: Object.freeze({ ...langGraphStoreTableSchema.attributes, embedding: 'L' }),
    vectorIndexes: Object.freeze({ 'memory-vector-index': Object.freeze(index) }),
  });
}

/**
 * The IAM actions that LangGraph's `DynamoDBStore` needs on a table with vectors, for `toIamPolicy`. The policy of its documentation lacks the
 * search.
 */
export const langGraphStoreWithVectorsActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:SearchVectors',
  'dynamodb:UpdateItem',
] as const);
