import { resolveConfig, unmetRequirements } from '../../src/config/index.js';
import { defineTable, type TableSchema } from '../../src/index.js';

const orders = defineTable({ tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' });

test('what is required on every stage, unless one says otherwise', () => {
  const config = {
    tables: { orders },
    stages: { dev: {}, prod: {} },
    require: { '*': { deletionProtection: true, tableClass: 'STANDARD' }, dev: { deletionProtection: false } },
  } as const;
  expect(resolveConfig(config).require).toEqual({ deletionProtection: true, tableClass: 'STANDARD' });
  expect(resolveConfig(config, { stage: 'prod' }).require).toEqual(resolveConfig(config).require);
  expect(resolveConfig(config, { stage: 'dev' }).require).toEqual({
    deletionProtection: false,
    tableClass: 'STANDARD',
  });
});

test('an issue says the setting, its value, what it must be, and where to say so; what is left out is unmanaged', () => {
  const config = {
    tables: { orders },
    overrides: { orders: { pointInTimeRecovery: { recoveryPeriodInDays: 7 } } },
    stages: { prod: { tableNamePrefix: 'prod-' } },
    require: { '*': { deletionProtection: true, pointInTimeRecovery: true }, prod: { tags: { team: 'shop' } } },
  } as const;
  const prod = resolveConfig(config, { stage: 'prod' });
  const [deletionProtection, ...others] = unmetRequirements(prod.tables[0], prod);
  expect(deletionProtection).toEqual({
    rule: 'required-setting',
    path: ['deletionProtection'],
    message: 'missing: it must be true on prod; declare it, or set it in stages.prod.overrides.orders',
  });
  expect(others.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^\{"recoveryPeriodInDays":7\} must be true \(35 days or more\) on prod;/),
    expect.stringMatching(/^missing: it must be \{"team":"shop"\} among others on prod;/),
  ]);
  const forAll = resolveConfig(config);
  expect(unmetRequirements(forAll.tables[0], forAll)[0].message).toMatch(/must be true; .* in overrides\.orders$/);
});

const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';

const policy = { Version: '2012-10-17', Statement: [] };

test.each<[Partial<TableSchema>, Partial<TableSchema>, boolean]>([
  [{ billingMode: 'PAY_PER_REQUEST' }, {}, true],
  [{ billingMode: 'PROVISIONED' }, {}, false],
  [{ pointInTimeRecovery: { recoveryPeriodInDays: 7 } }, { pointInTimeRecovery: true }, true],
  [{ pointInTimeRecovery: { recoveryPeriodInDays: 8 } }, { pointInTimeRecovery: { recoveryPeriodInDays: 7 } }, false],
  [{ pointInTimeRecovery: true }, { pointInTimeRecovery: { recoveryPeriodInDays: 35 } }, true],
  [{ pointInTimeRecovery: false }, {}, false],
  [{ pointInTimeRecovery: false }, { pointInTimeRecovery: false }, true],
  [{ pointInTimeRecovery: false }, { pointInTimeRecovery: true }, false],
  [{ contributorInsights: true }, { contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' } }, true],
  [{ contributorInsights: true }, { contributorInsights: { mode: 'THROTTLED_KEYS' } }, false],
  [{ tags: { team: 'shop' } }, { tags: { team: 'shop', cost: '7' } }, true],
  [{ tags: { team: 'shop' } }, { tags: { team: 'ship' } }, false],
  [{ encryption: { kmsMasterKeyId: 'alias/a' } }, { encryption: { kmsMasterKeyId: 'alias/a' } }, true],
  [{ encryption: 'AWS_MANAGED' }, { encryption: { kmsMasterKeyId: 'alias/a' } }, false],
  [{ resourcePolicy: policy }, { resourcePolicy: '{"Statement":[],"Version":"2012-10-17"}' }, true],
  [{ resourcePolicy: policy }, { resourcePolicy: 'not JSON' }, false],
  [{ streamViewType: false }, {}, false],
  [{ streamTags: { team: 'shop' } }, { streamTags: { team: 'shop', cost: '7' } }, true],
  [{ resourcePolicy: false }, { resourcePolicy: policy }, false],
  [
    { kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'MILLISECOND' } },
    { kinesisStreamingDestination: { streamArn } },
    true,
  ],
  [{ kinesisStreamingDestination: false }, { kinesisStreamingDestination: { streamArn } }, false],
  [{ replicas: { 'eu-west-1': {} } }, { replicas: { 'us-east-1': {}, 'eu-west-1': {} } }, true],
  [{ replicas: { 'eu-west-1': {} } }, { replicas: { 'us-east-1': {} } }, false],
  [{ replicas: {} }, { replicas: { 'us-east-1': {} } }, false],
  [
    { replicas: { 'eu-west-1': { pointInTimeRecovery: { recoveryPeriodInDays: 7 } } } },
    { replicas: { 'eu-west-1': { pointInTimeRecovery: true } } },
    true,
  ],
  [{ replicas: { 'eu-west-1': { tags: { team: 'shop' } } } }, { replicas: { 'eu-west-1': {} } }, false],
])('%j required, %j declared: %s', (required, declared, isMet) => {
  const issues = unmetRequirements({ ...orders, ...declared } as TableSchema, { require: required, declaredNames: {} });
  expect(issues.length === 0).toBe(isMet);
});

test.each([
  [{ prodd: {} }, /require: there is no stage "prodd"; did you mean "prod"\?.*'\*'/],
  [
    { prod: { deletionProtect: true } },
    /require\.prod: "deletionProtect" is not a setting of tables; there is billingMode/,
  ],
  [{ prod: { partitionKey: 'id' } }, /"partitionKey" is not a setting of tables/],
  [{ prod: true }, /require\.prod must be an object, and is true/],
])('%j is refused', (require, message) => {
  expect(() => resolveConfig({ tables: { orders }, stages: { prod: {} }, require } as never)).toThrow(message);
});
