import dynamoose from 'dynamoose';

const gsi = (name, rangeKey) => ({ type: 'global', name, rangeKey });
const model = dynamoose.model(
  'Session',
  new dynamoose.Schema({
    id: { type: String, hashKey: true },
    user: { type: String, index: gsi('gsi-user', 'created_at') },
    profile: { type: String, index: gsi('gsi-profile', 'created_at') },
    server_instance_id: { type: String, index: gsi('gsi-server-instance', 'status') },
    status: { type: String, index: gsi('gsi-status', 'created_at') },
    created_at: String,
    ttl: Number,
  }),
);
// Without these options the constructor would start to create the table.
const table = new dynamoose.Table('sentinel-sessions', [model], {
  create: false,
  initialize: false,
  waitForActive: false,
  throughput: 'ON_DEMAND',
});

export const dynamooseTable = { name: 'dynamoose', isAsync: true, convert: () => table.create({ return: 'request' }) };
