import assert from 'node:assert/strict';
import { DynamoDBAdapter } from '@auth/dynamodb-adapter';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

export const packageName = '@auth/dynamodb-adapter';

export async function exercise(tableName) {
  // As its documentation says.
  const marshallOptions = { convertEmptyValues: true, removeUndefinedValues: true, convertClassInstanceToMap: true };
  const client = DynamoDBDocument.from(new DynamoDB(), { marshallOptions });
  const adapter = DynamoDBAdapter(client, { tableName });
  const expires = new Date(Date.now() + 3_600_000);

  const user = await adapter.createUser({ name: 'Ana', email: 'ana@example.com', emailVerified: null, image: 'a.png' });
  assert.equal((await adapter.getUser(user.id)).name, 'Ana');
  assert.equal((await adapter.getUserByEmail('ana@example.com')).id, user.id);
  assert.equal(await adapter.getUserByEmail('nobody@example.com'), null);

  const account = { provider: 'github', providerAccountId: '7' };
  const tokens = {
    access_token: 'a',
    refresh_token: 'r',
    id_token: 'i',
    token_type: 'bearer',
    scope: 'user',
    expires_at: 9,
  };
  await adapter.linkAccount({ ...account, ...tokens, session_state: 's', type: 'oauth', userId: user.id });
  assert.equal((await adapter.getUserByAccount(account)).id, user.id);
  assert.equal((await adapter.updateUser({ id: user.id, emailVerified: new Date() })).name, 'Ana');

  await adapter.createSession({ sessionToken: 't1', userId: user.id, expires });
  const found = await adapter.getSessionAndUser('t1');
  assert.deepEqual([found.user.id, found.session.expires.getTime()], [user.id, expires.getTime()]);
  await adapter.updateSession({ sessionToken: 't1', expires: new Date(expires.getTime() + 1000) });
  assert.equal((await adapter.deleteSession('t1')).sessionToken, 't1');
  assert.equal(await adapter.getSessionAndUser('t1'), null);

  const token = { identifier: 'ana@example.com', token: 'v1' };
  await adapter.createVerificationToken({ ...token, expires });
  assert.equal((await adapter.useVerificationToken(token)).token, 'v1');
  assert.equal(await adapter.useVerificationToken(token), null);

  await adapter.unlinkAccount(account);
  assert.equal(await adapter.getUserByAccount(account), null);
  await adapter.createSession({ sessionToken: 't2', userId: user.id, expires });
  await adapter.deleteUser(user.id);
  assert.equal(await adapter.getUser(user.id), null);
  assert.equal(await adapter.getSessionAndUser('t2'), null);
}
