import assert from 'node:assert/strict';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';

export const packageName = '@aws-lambda-powertools/idempotency';

export async function exercise(tableName, options = {}) {
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName, ...options });
  const config = new IdempotencyConfig({ eventKeyJmesPath: 'order', payloadValidationJmesPath: 'amount' });
  // Of it comes in_progress_expiration.
  config.registerLambdaContext({ functionName: 'charge', getRemainingTimeInMillis: () => 5000 });
  let charges = 0;
  const charge = makeIdempotent(
    async ({ order, fails }) => {
      charges += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (fails) throw new Error('no money');
      return { receipt: order };
    },
    { persistenceStore, config },
  );

  // Twice at once: one of them is turned away. Once more: what the first gave.
  const [first, second] = await Promise.allSettled([
    charge({ order: 'a', amount: 1 }),
    charge({ order: 'a', amount: 1 }),
  ]);
  assert.deepEqual([first.status, second.status].sort(), ['fulfilled', 'rejected']);
  const { reason } = [first, second].find(({ status }) => status === 'rejected');
  assert.equal(reason.name, 'IdempotencyAlreadyInProgressError');
  assert.deepEqual(await charge({ order: 'a', amount: 1 }), { receipt: 'a' });
  assert.equal(charges, 1);
  await assert.rejects(charge({ order: 'a', amount: 2 }), { name: 'IdempotencyValidationError' });

  // What fails leaves no record.
  await assert.rejects(charge({ order: 'b', amount: 1, fails: true }), /no money/);
  assert.deepEqual(await charge({ order: 'b', amount: 1 }), { receipt: 'b' });
  assert.equal(charges, 3);
  // As it is where an endpoint does not send the record along with its refusal.
  assert.equal((await persistenceStore.getRecord({ order: 'b', amount: 1 })).getStatus(), 'COMPLETED');
}
