import { defineTable } from '../schema/index.js';
import { type WithSortKey, withSortKey } from './withSortKey.js';

/**
 * Chat messages by session: the table of `DynamoDBChatMessageHistory` of `@langchain/community`. LangChain for Python has other names.
 *
 * Proven with 1.1.29, whose source was read in November 2026. A session is one item: all its messages together have room for 400 KB.
 *
 * Time to live: none; it writes no time.
 *
 * May be told: `tableName` (`langchain` is of
 * https://docs.langchain.com/oss/javascript/integrations/memory/dynamodb), `partitionKey` (default `id`), `messageAttributeName` (default
 * `messages`), and a `sortKey`, with which the table is another: `langChainChatHistoryTableWithSortKey`.
 */
export const langChainChatHistoryTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'langchain',
  attributes: { id: 'S', messages: 'L' },
  partitionKey: 'id',
});

/**
 * The table of LangChain's chat history with a sort key, as it is with `sortKey`. The value of that key is its own name, in every item,
 * unless the `key` of the item is given as a whole.
 *
 * @example
 * ```ts
 * const { tableName, sortKey } = langChainChatHistoryTableWithSortKey('kind');
 * const history = new DynamoDBChatMessageHistory({ tableName, sortKey, sessionId: 'ana' });
 * ```
 */
export function langChainChatHistoryTableWithSortKey<const Name extends string>(
  sortKey: Name,
): WithSortKey<typeof langChainChatHistoryTableSchema, Name> {
  return withSortKey(langChainChatHistoryTableSchema, sortKey);
}

/** The IAM actions that LangChain's chat history needs on its table, for `toIamPolicy`. */
export const langChainChatHistoryActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:UpdateItem',
] as const);
