import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';

// The constructor wants a client; getTableDefinition never uses it.
const table = new Table({
  client: new Dynamo({ client: new DynamoDBClient({ region: 'local' }) }),
  name: 'sentinel-sessions',
  partial: false,
  schema: {
    format: 'onetable:1.1.0',
    version: '0.0.1',
    indexes: {
      primary: { hash: 'id' },
      'gsi-user': { hash: 'user', sort: 'created_at' },
      'gsi-status': { hash: 'status', sort: 'created_at' },
      'gsi-profile': { hash: 'profile', sort: 'created_at' },
      'gsi-server-instance': { hash: 'server_instance_id', sort: 'status' },
    },
    models: {
      Session: {
        id: { type: String, required: true },
        user: { type: String },
        profile: { type: String },
        server_instance_id: { type: String },
        status: { type: String },
        created_at: { type: String },
        ttl: { type: Number, ttl: true },
      },
    },
  },
});

export const onetable = { name: 'dynamodb-onetable', convert: () => table.getTableDefinition() };
