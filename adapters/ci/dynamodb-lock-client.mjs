import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import AWS from 'aws-sdk';
import lockClient from 'dynamodb-lock-client';

export const packageName = 'dynamodb-lock-client';

export async function exercise(lockTable) {
  const closed = new lockClient.FailClosed({ ...configOf(lockTable), partitionKey: 'id', acquirePeriodMs: 10 });
  // Taken, refused to another, released, taken again.
  const first = await acquire(closed, 'job');
  await assert.rejects(acquire(closed, 'job'), { code: 'FailedToAcquireLock' });
  await release(first);
  await release(await acquire(closed, 'job'));
  await exerciseLeases(lockTable, { partitionKey: 'id' }, (name) => name);
}

export async function exerciseLeases(lockTable, keys, idOf) {
  const config = { ...configOf(lockTable), ...keys, leaseDurationMs: 200, trustLocalTime: true };
  const open = new lockClient.FailOpen(config);
  const beating = new lockClient.FailOpen({ ...config, heartbeatPeriodMs: 50 });
  // Stolen, once its lease is over; a heartbeat keeps it.
  const lost = await acquire(open, idOf('lease'));
  const stolen = await acquire(open, idOf('lease'));
  assert.equal(stolen.fencingToken, lost.fencingToken + 1);
  await release(stolen);
  const kept = await acquire(beating, idOf('beat'));
  await assert.rejects(acquire(open, idOf('beat')), { code: 'FailedToAcquireLock' });
  await release(kept);
}

function configOf(lockTable) {
  const dynamodb = new AWS.DynamoDB.DocumentClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB });
  return { dynamodb, lockTable, retryCount: 0 };
}

function acquire(client, id) {
  return promisify(client.acquireLock).call(client, id);
}

function release(lock) {
  return promisify(lock.release).call(lock);
}
