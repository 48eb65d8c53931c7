/**
 * Keep your library, let tablewright own the table: one shop, four libraries, each checked against the declared table and then used on it.
 * `npm install electrodb dynamodb-toolbox dynamoose dynamodb-onetable`, and `npx tsx examples/models/main.ts`
 */
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startLocalDynamoDB } from 'tablewright/local';
import {
  assertModelFits,
  fromDynamoDBToolbox,
  fromDynamoose,
  fromElectroDB,
  fromOneTable,
  modelIssues,
} from 'tablewright/models';
import * as dynamoose from './dynamooseShop.js';
import { shopService, withElectroDB } from './electrodb.js';
import { shopSchema, withOneTable } from './oneTable.js';
import { shop } from './shop.js';
import { OrderEntity, withToolbox } from './toolbox.js';

const models = {
  ElectroDB: fromElectroDB(shopService),
  'dynamodb-toolbox': fromDynamoDBToolbox(OrderEntity),
  dynamoose: await fromDynamoose(dynamoose.ShopTable),
  OneTable: fromOneTable(shopSchema, { tableName: 'shop' }),
};
for (const [library, model] of Object.entries(models)) {
  assertModelFits(shop, model);
  console.log(`${library} fits; it leaves open: ${model.notes.length} facts`);
}

// What would have gone wrong in production: an index that somebody renamed.
const renamed = { ...shop, globalSecondaryIndexes: { 'gsi-1': shop.globalSecondaryIndexes.gsi1 } };
for (const { rule, message } of modelIssues(renamed, models.ElectroDB)) console.log(`${rule}: ${message}`);

await using engine = await startLocalDynamoDB({ tables: [shop] });
const client = new DynamoDB(engine.clientConfig);
const documentClient = DynamoDBDocumentClient.from(client);
const order = { customer: 'ana', status: 'open', placedAt: '2026-11-25', total: 40 } as const;
console.log('ElectroDB found', await withElectroDB(documentClient, { ...order, id: 'o-1' }));
console.log('dynamodb-toolbox found', await withToolbox(documentClient, { ...order, id: 'o-2' }));
console.log('dynamoose found', await dynamoose.withDynamoose(client, { ...order, id: 'o-3' }));
console.log('OneTable found', await withOneTable(client, { ...order, id: 'o-4' }));
client.destroy();
