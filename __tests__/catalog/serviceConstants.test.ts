/**
 * An example to copy: how a service that has index constants of its own holds them to the schema, in both directions.
 *
 * In your service, import the constants from where they are, and the schema and its helpers from 'tablewright'.
 */
import { type IndexConstants, type IndexName, indexNames, sessionTableSchema } from '../../src/index.js';

// What the service has, as it is.
const GSI_USER = 'gsi-user';
const GSI_STATUS = 'gsi-status';
const GSI_PROFILE = 'gsi-profile';
const GSI_SERVER_INSTANCE = 'gsi-server-instance';

// 1. At compile time: a constant that names no index of the table, and an index without a constant, do not compile.
const SESSION_INDEXES = { GSI_USER, GSI_STATUS, GSI_PROFILE, GSI_SERVER_INSTANCE } as const;
const checkedIndexes: IndexConstants<typeof sessionTableSchema, typeof SESSION_INDEXES> = SESSION_INDEXES;

// 2. At run time, for services in plain JavaScript, or whose build does not check types.
test('the service has a constant for each index of the table, and for nothing else', () => {
  expect(Object.values(checkedIndexes).sort()).toEqual(indexNames(sessionTableSchema).sort());
});

// A single constant can be held to the schema where it is declared.
const oneIndex: IndexName<typeof sessionTableSchema> = GSI_USER;

test('the service queries by a key that the index has', () => {
  expect(sessionTableSchema.globalSecondaryIndexes[oneIndex].partitionKey).toBe('user');
});

// What the checks above are worth: the drift that they find. A copy leaves this out.
describe('drift is found', () => {
  const matches = (constants: object) =>
    JSON.stringify(Object.values(constants).sort()) === JSON.stringify(indexNames(sessionTableSchema).sort());

  test('when a constant names an index that no table has', () => {
    const GSI_DEVICE_ID = 'gsi-device-id';
    const drifted = { ...SESSION_INDEXES, GSI_DEVICE_ID } as const;
    // @ts-expect-error '"gsi-device-id"' is not assignable to an index name
    const unchecked: IndexConstants<typeof sessionTableSchema, typeof drifted> = drifted;
    expect(matches(unchecked)).toBe(false);
  });

  test('when an index has no constant', () => {
    const { GSI_SERVER_INSTANCE: _, ...drifted } = SESSION_INDEXES;
    // @ts-expect-error Property 'gsi-server-instance' is missing: 'an index without a constant'
    const unchecked: IndexConstants<typeof sessionTableSchema, typeof drifted> = drifted;
    expect(matches(unchecked)).toBe(false);
  });

  test('not when all is well', () => {
    expect(matches(checkedIndexes)).toBe(true);
  });
});
