import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';

const outdir = mkdtempSync(join(tmpdir(), 'tablewright-bench-cdk-'));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));

const string = (name) => ({ name, type: AttributeType.STRING });
const gsi = (indexName, partitionKey, sortKey) => ({
  indexName,
  partitionKey: string(partitionKey),
  sortKey: string(sortKey),
});

export const cdk = {
  name: 'aws-cdk-lib, synth of a TableV2',
  convert: () => {
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, 'Sessions');
    new TableV2(stack, 'Table', {
      tableName: 'sentinel-sessions',
      partitionKey: string('id'),
      timeToLiveAttribute: 'ttl',
      billing: Billing.onDemand(),
      globalSecondaryIndexes: [
        gsi('gsi-user', 'user', 'created_at'),
        gsi('gsi-status', 'status', 'created_at'),
        gsi('gsi-profile', 'profile', 'created_at'),
        gsi('gsi-server-instance', 'server_instance_id', 'status'),
      ],
    });
    return app.synth().getStackByName('Sessions').template;
  },
};
