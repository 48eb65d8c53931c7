import assert from 'node:assert/strict';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { RateLimiterDynamo } from 'rate-limiter-flexible';

export const packageName = 'rate-limiter-flexible';

export async function exercise(tableName) {
  const limit = { points: 2, duration: 60, tableName, tableCreated: true, ttlSet: true };
  const limiter = new RateLimiterDynamo({ storeClient: new DynamoDB(), ...limit });
  assert.equal(await limiter.get('ana'), null);
  assert.equal((await limiter.consume('ana')).remainingPoints, 1);
  assert.equal((await limiter.consume('ana')).remainingPoints, 0);
  const refused = await limiter.consume('ana').catch((result) => result);
  assert.equal(refused.consumedPoints, 3);
  assert.ok(refused.msBeforeNext > 50_000);
  await limiter.reward('ana', 2);
  assert.equal((await limiter.get('ana')).consumedPoints, 1);
  await limiter.block('bo', 60);
  await assert.rejects(limiter.consume('bo'), ({ consumedPoints }) => consumedPoints > 2);
  assert.equal(await limiter.delete('ana'), true);
  assert.equal(await limiter.get('ana'), null);
}
