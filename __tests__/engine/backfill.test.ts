import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { defineTable } from '../../src/index.js';
import { locateEngine } from '../../src/local/engines.js';
import { startLocalDynamoDB } from '../../src/local/index.js';
import { type ProvisionEvent, provisionTables } from '../../src/provision/index.js';

const search = locateEngine('dynamodb-local');
const test_ = search.found || process.env.TABLEWRIGHT_REQUIRE_ENGINES ? test : test.skip;
const why = search.found ? '' : ` (${search.reason})`;

/** DynamoDB Local takes its time here as AWS does: half a minute to build an index, of which half is the backfill. */
test_(
  `waits for an index to be allocated and backfilled before the next one${why}`,
  async () => {
    const engine = await startLocalDynamoDB({ engine: 'dynamodb-local', delayTransientStatuses: true });
    const client = new DynamoDBClient({ ...engine.clientConfig, maxAttempts: 1 });
    try {
      const bare = defineTable({ tableName: 'slow', attributes: { id: 'S', user: 'S' }, partitionKey: 'id' });
      const indexed = defineTable({
        ...bare,
        globalSecondaryIndexes: {
          'gsi-user': { partitionKey: 'user' },
          'gsi-user-keys': { partitionKey: 'user', projection: 'KEYS_ONLY' },
        },
      });
      await provisionTables(client, [bare]);
      const events: ProvisionEvent[] = [];
      const [result] = await provisionTables(client, [indexed], { onEvent: (event) => events.push(event) });
      expect(result).toMatchObject({ outcome: 'updated', drift: [], steps: { length: 2 } });
      const seen = (index: string, backfilling: boolean) =>
        events.findIndex((e) => e.type === 'waiting' && e.index?.name === index && e.index.backfilling === backfilling);
      const order = [
        seen('gsi-user', false),
        seen('gsi-user', true),
        seen('gsi-user-keys', false),
        seen('gsi-user-keys', true),
      ];
      expect(order.every((at) => at >= 0)).toBe(true);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      const [again] = await provisionTables(client, [indexed]);
      expect(again.outcome).toBe('unchanged');
    } finally {
      client.destroy();
      await engine.stop();
    }
  },
  180_000,
);
