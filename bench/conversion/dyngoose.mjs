import dyngoose from 'dyngoose';

const { Dyngoose } = dyngoose;

class Session extends Dyngoose.Table {}

// What the compiler makes of decorators: each is a function of the class, or of its prototype and a property's name.
for (const name of ['id', 'user', 'profile', 'server_instance_id', 'status', 'created_at']) {
  Dyngoose.Attribute.String()(Session.prototype, name);
}
Dyngoose.Attribute.Date({ timeToLive: true })(Session.prototype, 'ttl');
Dyngoose.$PrimaryKey('id')(Session, 'primaryKey');
for (const [name, hashKey, rangeKey] of [
  ['gsi-user', 'user', 'created_at'],
  ['gsi-status', 'status', 'created_at'],
  ['gsi-profile', 'profile', 'created_at'],
  ['gsi-server-instance', 'server_instance_id', 'status'],
]) {
  Dyngoose.$GlobalSecondaryIndex({ name, hashKey, rangeKey })(Session, name);
}
Dyngoose.$Table({ name: 'sentinel-sessions', billingMode: 'PAY_PER_REQUEST' })(Session);

export const dyngooseTable = { name: 'dyngoose', convert: () => Session.schema.createTableInput() };
