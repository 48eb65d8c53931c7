import { CreateTableCommand, UpdateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { setTimeout } from 'node:timers/promises';
import { describeEngine } from '../support/engines.js';
import { onDemandTable, createGsi, deleteGsi } from './helpers.js';
describeEngine(['dynamodb-local'], ({ client }) => {
  test.each([20, 100, 300, 1000])('poll %p', async (poll) => {
    const TableName = `table-${poll}`;
    await client().send(new CreateTableCommand(onDemandTable({ TableName })));
    const times: string[] = [];
    for (let i = 0; i < 8; i++) for (const input of [createGsi('user'), deleteGsi('user')]) {
      const t = performance.now();
      await client().send(new UpdateTableCommand({ ...input, TableName }));
      const t1 = performance.now();
      for (;;) {
        const { Table } = await client().send(new DescribeTableCommand({ TableName }));
        const g = Table?.GlobalSecondaryIndexes?.[0];
        if (!g || g.IndexStatus === 'ACTIVE') break;
        await setTimeout(poll);
      }
      times.push(`${Math.round(t1 - t)}+${Math.round(performance.now() - t1)}`);
    }
    require('node:fs').appendFileSync('/tmp/smoke/p3.txt', `${poll}: ${times.join(' ')}\n`);
  }, 300_000);
});
