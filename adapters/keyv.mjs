import assert from 'node:assert/strict';
import { KeyvDynamo } from '@keyv/dynamo';
import { Keyv } from 'keyv';

export const packageName = '@keyv/dynamo';

export async function exercise(tableName) {
  const store = new KeyvDynamo({ tableName });
  const failures = [];
  store.on('error', (error) => failures.push(error));
  const keyv = new Keyv(store);
  await keyv.set('a', { n: 1 });
  await keyv.set('b', 'two', 60_000);
  await keyv.set('gone', 'x', 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await keyv.get('a'), { n: 1 });
  assert.deepEqual(await keyv.get(['a', 'b', 'none']), [{ n: 1 }, 'two', undefined]);
  assert.equal(await keyv.get('gone'), undefined);
  assert.equal(await keyv.delete('a'), true);
  assert.equal(await keyv.get('a'), undefined);
  await keyv.set('c', 3);
  assert.ok(await keyv.delete(['b', 'none']));
  await keyv.clear();
  assert.equal(await keyv.get('c'), undefined);
  assert.deepEqual(failures, []);
}
