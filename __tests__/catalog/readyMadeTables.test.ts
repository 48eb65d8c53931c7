import {
  approvalIndexes,
  approvalTableSchema,
  breakGlassIndexes,
  breakGlassTableSchema,
  indexNames,
  lintTable,
  sessionIndexes,
  sessionTableSchema,
  type TableSchema,
  validateTable,
} from '../../src/index.js';

const strings = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'S']));
const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'N']));
const by = (partitionKey: string, sortKey = 'created_at') => ({ partitionKey, sortKey });

test('sessionTableSchema', () => {
  expect(sessionTableSchema).toStrictEqual({
    tableName: 'sentinel-sessions',
    attributes: {
      ...strings('id', 'user', 'profile', 'server_instance_id', 'status', 'created_at'),
      ...strings('started_at', 'last_access_at', 'expires_at', 'updated_at', 'source_identity', 'device_id'),
      ...strings('revoked_by', 'revoked_reason'),
      ...numbers('request_count', 'ttl'),
    },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      'gsi-user': by('user'),
      'gsi-status': by('status'),
      'gsi-profile': by('profile'),
      'gsi-server-instance': by('server_instance_id', 'status'),
    },
    timeToLive: 'ttl',
    billingMode: 'PAY_PER_REQUEST',
  });
});

test('approvalTableSchema', () => {
  expect(approvalTableSchema).toStrictEqual({
    tableName: 'sentinel-requests',
    attributes: {
      ...strings('id', 'requester', 'profile', 'status', 'created_at'),
      ...strings('justification', 'updated_at', 'expires_at', 'approver', 'approver_comment'),
      ...numbers('duration', 'ttl'),
    },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      'gsi-requester': by('requester'),
      'gsi-status': by('status'),
      'gsi-profile': by('profile'),
    },
    timeToLive: 'ttl',
    billingMode: 'PAY_PER_REQUEST',
  });
});

test('breakGlassTableSchema', () => {
  expect(breakGlassTableSchema).toStrictEqual({
    tableName: 'sentinel-breakglass',
    attributes: {
      ...strings('id', 'invoker', 'profile', 'status', 'created_at'),
      ...strings(
        'reason_code',
        'justification',
        'updated_at',
        'expires_at',
        'closed_by',
        'closed_reason',
        'request_id',
      ),
      ...numbers('duration', 'ttl'),
    },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      'gsi-invoker': by('invoker'),
      'gsi-status': by('status'),
      'gsi-profile': by('profile'),
    },
    timeToLive: 'ttl',
    billingMode: 'PAY_PER_REQUEST',
  });
});

test('the constants for their indexes', () => {
  expect(sessionIndexes).toStrictEqual({
    user: 'gsi-user',
    status: 'gsi-status',
    profile: 'gsi-profile',
    serverInstance: 'gsi-server-instance',
  });
  expect(approvalIndexes).toStrictEqual({ requester: 'gsi-requester', status: 'gsi-status', profile: 'gsi-profile' });
  expect(breakGlassIndexes).toStrictEqual({ invoker: 'gsi-invoker', status: 'gsi-status', profile: 'gsi-profile' });
});

describe.each<[string, TableSchema, Readonly<Record<string, string>>]>([
  ['sessionTableSchema', sessionTableSchema, sessionIndexes],
  ['approvalTableSchema', approvalTableSchema, approvalIndexes],
  ['breakGlassTableSchema', breakGlassTableSchema, breakGlassIndexes],
])('%s', (_, schema, constants) => {
  test('is valid, without advice', () => {
    expect(validateTable(schema)).toEqual([]);
    expect(lintTable(schema)).toEqual([]);
  });

  test('has a constant for each index, and no other', () => {
    expect(Object.values(constants)).toEqual(indexNames(schema));
  });

  test('is frozen, and so are its constants', () => {
    expect(Object.isFrozen(schema)).toBe(true);
    expect(Object.isFrozen(Object.values(schema.globalSecondaryIndexes ?? {})[0])).toBe(true);
    expect(Object.isFrozen(constants)).toBe(true);
  });
});
