import assert from 'node:assert/strict';
import { DynamoDBChatMessageHistory } from '@langchain/community/stores/message/dynamodb';
import { AIMessage, HumanMessage } from '@langchain/core/messages';

export const packageName = '@langchain/community';

export async function exercise(tableName, keys = {}) {
  const history = new DynamoDBChatMessageHistory({ tableName, sessionId: 'ana', ...keys });
  const other = new DynamoDBChatMessageHistory({ tableName, sessionId: 'bo', ...keys });
  await history.addMessage(new HumanMessage('Hello'));
  await history.addMessages([new AIMessage('Hi'), new HumanMessage({ content: 'How?', additional_kwargs: { k: 1 } })]);
  const said = await history.getMessages();
  assert.deepEqual(
    said.map(({ type, content }) => [type, content]),
    [
      ['human', 'Hello'],
      ['ai', 'Hi'],
      ['human', 'How?'],
    ],
  );
  assert.deepEqual(said[2].additional_kwargs, { k: 1 });
  assert.deepEqual(await other.getMessages(), []);
  await history.clear();
  assert.deepEqual(await history.getMessages(), []);
}
