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

test('an issue says the setting, its value and what it must be; what is left out is unmanaged', () => {
  const required = { deletionProtection: true, pointInTimeRecovery: true, tags: { team: 'shop' } };
  expect(unmetRequirements({ ...orders, pointInTimeRecovery: { recoveryPeriodInDays: 7 } }, required)).toEqual([
    {
      rule: 'required-setting',
      path: ['deletionProtection'],
      message: 'is left out, and must be true: declare it, or override it for the stage',
    },
    {
      rule: 'required-setting',
      path: ['pointInTimeRecovery'],
      message: 'is {"recoveryPeriodInDays":7}, and must be true at least: declare it, or override it for the stage',
    },
    {
      rule: 'required-setting',
      path: ['tags'],
      message: 'is left out, and must be {"team":"shop"} among others: declare it, or override it for the stage',
    },
  ]);
});

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
])('%j required, %j declared: %s', (required, declared, isMet) => {
  const issues = unmetRequirements({ ...orders, ...declared } as TableSchema, required as object);
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
