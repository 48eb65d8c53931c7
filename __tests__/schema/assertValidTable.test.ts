import {
  assertValidTable,
  defineTable,
  formatPath,
  sessionTableSchema,
  TableSchemaError,
  validateTable,
  withTableName,
} from '../../src/index.js';

const wrong = {
  tableName: 'orders',
  attributes: { id: 'S', user: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-user': { partitionKey: ['user', 'team'] } },
  timeToLive: 'ttl',
};

function thrownFor(schema: unknown): TableSchemaError {
  try {
    assertValidTable(schema);
  } catch (error) {
    expect(error).toBeInstanceOf(TableSchemaError);
    return error as TableSchemaError;
  }
  throw new Error('assertValidTable should have thrown.');
}

test('returns for a valid schema', () => {
  expect(() => assertValidTable(sessionTableSchema)).not.toThrow();
});

test('throws one error with every issue', () => {
  const error = thrownFor(wrong);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('TableSchemaError');
  expect(error.issues).toHaveLength(2);
  expect(error.issues).toEqual(validateTable(wrong));
});

test('its message names the table, and each issue with place, value and rule on a line', () => {
  expect(thrownFor(wrong).message).toBe(
    [
      'The table "orders" is not valid:',
      '  globalSecondaryIndexes["gsi-user"].partitionKey[1]: "team" must be declared in attributes [key-declared]',
      '  timeToLive: "ttl" must be declared in attributes [time-to-live]',
    ].join('\n'),
  );
});

test('its message is readable when the schema has neither name nor path', () => {
  expect(thrownFor(null).message).toMatch(/^The table is not valid:\n {2}null must be \{ tableName, .* \[shape\]$/);
});

test('throws the same error for what cannot be read', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(thrownFor(proxy).issues).toHaveLength(1);
  const throwing = {
    get tableName() {
      throw new Error('no');
    },
  };
  expect(thrownFor(throwing).message).toContain('cannot be read');
});

test('takes quotas, and does not remember what they allowed', () => {
  const gsis = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`gsi-${i}`, { partitionKey: 'id' }] as const));
  const schema = defineTable({
    tableName: 'wide',
    attributes: { id: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: gsis,
  });
  const raised = { quotas: { globalSecondaryIndexesPerTable: 21 } };
  expect(() => assertValidTable(schema, raised)).not.toThrow();
  expect(() => assertValidTable(schema)).toThrow('21 indexes, of 20 allowed');
  expect(() => assertValidTable(schema, raised)).not.toThrow();
});

test('a lower quota holds for a schema that passed before', () => {
  expect(() => assertValidTable(sessionTableSchema)).not.toThrow();
  expect(() => assertValidTable(sessionTableSchema, { quotas: { globalSecondaryIndexesPerTable: 3 } })).toThrow(
    '4 indexes, of 3 allowed',
  );
});

describe('sees what changed since the last check', () => {
  const changeable = () => ({
    tableName: 'orders',
    attributes: { id: 'S', user: 'S' } as Record<string, string>,
    partitionKey: 'id',
    globalSecondaryIndexes: { 'gsi-user': { partitionKey: ['user'] } },
  });

  test('in a schema', () => {
    const schema = changeable();
    assertValidTable(schema);
    schema.tableName = 'x';
    expect(() => assertValidTable(schema)).toThrow(TableSchemaError);
  });

  test('deep inside a schema', () => {
    const schema = changeable();
    assertValidTable(schema);
    schema.globalSecondaryIndexes['gsi-user'].partitionKey.push('team');
    expect(() => assertValidTable(schema)).toThrow('"team"');
  });

  test('inside a schema that is frozen at its surface', () => {
    const schema: unknown = Object.freeze(changeable());
    assertValidTable(schema);
    Object.assign(schema.attributes, { user: 'TEXT' });
    expect(() => assertValidTable(schema)).toThrow('"TEXT"');
  });

  test('inside a schema that withTableName shares', () => {
    const schema = changeable();
    const other = withTableName(schema as never, 'other') as unknown;
    assertValidTable(other);
    schema.attributes.user = 'TEXT';
    expect(() => assertValidTable(other)).toThrow('"TEXT"');
  });
});

describe('formatPath', () => {
  test.each([
    [[], ''],
    [['tableName'], 'tableName'],
    [['globalSecondaryIndexes', 'gsi-user', 'sortKey', 1], 'globalSecondaryIndexes["gsi-user"].sortKey[1]'],
    [['attributes', ''], 'attributes[""]'],
    [['attributes', 'a"b'], 'attributes["a\\"b"]'],
    [['attributes', '0'], 'attributes["0"]'],
    [['AttributeDefinitions', 0, 'AttributeName'], 'AttributeDefinitions[0].AttributeName'],
  ])('%j is %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
