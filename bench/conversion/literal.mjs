/** The reference: what a programmer would write by hand, a new object at each call like the others. */
export const literal = {
  name: 'hand-written literal',
  convert: () => ({
    TableName: 'sentinel-sessions',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'user', AttributeType: 'S' },
      { AttributeName: 'created_at', AttributeType: 'S' },
      { AttributeName: 'status', AttributeType: 'S' },
      { AttributeName: 'profile', AttributeType: 'S' },
      { AttributeName: 'server_instance_id', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi-user',
        KeySchema: [
          { AttributeName: 'user', KeyType: 'HASH' },
          { AttributeName: 'created_at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'gsi-status',
        KeySchema: [
          { AttributeName: 'status', KeyType: 'HASH' },
          { AttributeName: 'created_at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'gsi-profile',
        KeySchema: [
          { AttributeName: 'profile', KeyType: 'HASH' },
          { AttributeName: 'created_at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'gsi-server-instance',
        KeySchema: [
          { AttributeName: 'server_instance_id', KeyType: 'HASH' },
          { AttributeName: 'status', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  }),
};

const attribute = (AttributeName) => ({ AttributeName, AttributeType: 'S' });
const gsi = (IndexName, hash, range) => ({
  IndexName,
  KeySchema: [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
});

/** V8 copies a literal of this depth at run time; small ones it allocates inline. This is about as fast as it gets. */
export const literalInParts = {
  name: 'hand-written, in small functions',
  convert: () => ({
    TableName: 'sentinel-sessions',
    AttributeDefinitions: [
      attribute('id'),
      attribute('user'),
      attribute('created_at'),
      attribute('status'),
      attribute('profile'),
      attribute('server_instance_id'),
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      gsi('gsi-user', 'user', 'created_at'),
      gsi('gsi-status', 'status', 'created_at'),
      gsi('gsi-profile', 'profile', 'created_at'),
      gsi('gsi-server-instance', 'server_instance_id', 'status'),
    ],
  }),
};
