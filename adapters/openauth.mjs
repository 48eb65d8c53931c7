import assert from 'node:assert/strict';
import { DynamoStorage } from '@openauthjs/openauth/storage/dynamo';

export const packageName = '@openauthjs/openauth';

export async function exercise(table) {
  const storage = DynamoStorage({ table, endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB });
  const refresh = (user, token) => ['oauth:refresh', user, token];
  await storage.set(refresh('ana', 't1'), { clientID: 'web' }, new Date(Date.now() + 3_600_000));
  await storage.set(refresh('ana', 't2'), { clientID: 'app' });
  await storage.set(refresh('bo', 't3'), { clientID: 'web' });
  await storage.set(['signing:key', 'k1'], { alg: 'ES256' });
  await storage.set(['oauth:code', 'old'], { used: true }, new Date(Date.now() - 1000));

  assert.deepEqual(await storage.get(refresh('ana', 't1')), { clientID: 'web' });
  assert.deepEqual(await storage.get(['signing:key', 'k1']), { alg: 'ES256' });
  assert.equal(await storage.get(['oauth:code', 'old']), undefined);
  const of = async (prefix) => {
    const found = [];
    for await (const [, value] of storage.scan(prefix)) found.push(value.clientID ?? value.alg);
    return found;
  };
  assert.deepEqual(await of(['oauth:refresh', 'ana']), ['web', 'app']);
  assert.deepEqual(await of(['signing:key']), ['ES256']);
  await storage.remove(refresh('ana', 't1'));
  assert.deepEqual(await of(['oauth:refresh', 'ana']), ['app']);
}
