import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import connectDynamodb from 'connect-dynamodb';
import session from 'express-session';

export const packageName = 'connect-dynamodb';

export async function exercise(table) {
  const DynamoDBStore = connectDynamodb(session);
  const store = new DynamoDBStore({ table, client: new DynamoDBClient() });
  const [get, set, touch, destroy] = ['get', 'set', 'touch', 'destroy'].map((name) =>
    promisify(store[name]).bind(store),
  );
  const visit = { cookie: { maxAge: 3_600_000 }, user: 'ana' };

  await set('s1', visit);
  assert.deepEqual(await get('s1'), visit);
  const now = Math.floor(Date.now() / 1000);
  const { expires } = await touch('s1', { ...visit, cookie: { maxAge: 7_200_000 } });
  assert.ok(Math.abs(Number(expires) - now - 7200) < 60);
  await set('old', { cookie: { maxAge: -1000 } });
  assert.equal(await get('old'), null);
  await destroy('s1');
  assert.equal(await get('s1'), null);
}
