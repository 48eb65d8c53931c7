import { describeRule, global, provisioned, table } from './cases.js';

const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const gsi = ['globalSecondaryIndexes', 'gsi-user'];
const says = (value: unknown) => (value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value));

describeRule('billing-mode', {
  rejects: Object.fromEntries(
    ['ON_DEMAND', 'provisioned', '', null].map((billingMode) => [
      JSON.stringify(billingMode),
      { schema: table({ billingMode }), path: ['billingMode'], says: says(billingMode) },
    ]),
  ),
  accepts: {
    'no billing mode': { schema: table() },
    PAY_PER_REQUEST: { schema: table({ billingMode: 'PAY_PER_REQUEST' }) },
    PROVISIONED: { schema: provisioned() },
  },
});

describeRule('provisioned-throughput', {
  rejects: {
    'a provisioned table without capacity': {
      schema: provisioned({ provisionedThroughput: undefined }),
      path: ['provisionedThroughput'],
      says: 'missing',
    },
    'capacity that is a number': {
      schema: provisioned({ provisionedThroughput: 5 }),
      path: ['provisionedThroughput'],
      says: '5',
    },
    'a GSI of a provisioned table without capacity': {
      schema: provisioned(global()),
      path: [...gsi, 'provisionedThroughput'],
      says: 'missing',
    },
    ...Object.fromEntries(
      ['readCapacityUnits', 'writeCapacityUnits'].flatMap((member) =>
        [undefined, null, -1, 0, 0.5, '5', Number.NaN, Number.POSITIVE_INFINITY, 5n].flatMap((value) => [
          [
            `${String(value)} ${typeof value} as ${member}`,
            {
              schema: provisioned({ provisionedThroughput: { ...units, [member]: value } }),
              path: ['provisionedThroughput', member],
              says: typeof value === 'bigint' ? 'bigint' : says(value),
              also: value === Number.POSITIVE_INFINITY ? ['table-capacity-quota'] : [],
            },
          ],
          [
            `${String(value)} ${typeof value} as ${member} of a GSI`,
            {
              schema: provisioned(global({ provisionedThroughput: { ...units, [member]: value } })),
              path: [...gsi, 'provisionedThroughput', member],
              says: typeof value === 'bigint' ? 'bigint' : says(value),
              also: value === Number.POSITIVE_INFINITY ? ['table-capacity-quota'] : [],
            },
          ],
        ]),
      ),
    ),
  },
  accepts: {
    'one unit each': {
      schema: provisioned({ provisionedThroughput: units, ...global({ provisionedThroughput: units }) }),
    },
  },
});

const reads = (readCapacityUnits: number) => ({ readCapacityUnits, writeCapacityUnits: 1 });
const writes = (writeCapacityUnits: number) => ({ readCapacityUnits: 1, writeCapacityUnits });
const quotas = {
  quotas: { tableReadCapacityUnits: 100_000, tableWriteCapacityUnits: 50_000, accountReadCapacityUnits: 100_000 },
};

describeRule('table-capacity-quota', {
  rejects: {
    '40 001 reads': {
      schema: provisioned({ provisionedThroughput: reads(40_001) }),
      path: ['provisionedThroughput', 'readCapacityUnits'],
      says: '40001 must be within the quota of 40000',
    },
    '40 001 writes': {
      schema: provisioned({ provisionedThroughput: writes(40_001) }),
      path: ['provisionedThroughput', 'writeCapacityUnits'],
      says: 'quotas.tableWriteCapacityUnits',
    },
    '40 001 reads of a GSI': {
      schema: provisioned(global({ provisionedThroughput: reads(40_001) })),
      path: [...gsi, 'provisionedThroughput', 'readCapacityUnits'],
      says: '40001',
    },
    'one more than the quota given': {
      schema: provisioned({ provisionedThroughput: writes(50_001) }),
      options: quotas,
      path: ['provisionedThroughput', 'writeCapacityUnits'],
      says: '50001 must be within the quota of 50000',
    },
    'one more write under a higher quota of reads': {
      schema: provisioned({ provisionedThroughput: writes(40_001) }),
      options: { quotas: { tableReadCapacityUnits: 100_000 } },
      path: ['provisionedThroughput', 'writeCapacityUnits'],
      says: '40001',
    },
  },
  accepts: {
    '40 000 of each': {
      schema: provisioned({ provisionedThroughput: { readCapacityUnits: 40_000, writeCapacityUnits: 40_000 } }),
    },
    'the quotas given': {
      schema: provisioned({ provisionedThroughput: { readCapacityUnits: 100_000, writeCapacityUnits: 50_000 } }),
      options: quotas,
    },
  },
});

const scaled = (autoScaling: unknown) => ({ provisionedThroughput: { ...units, autoScaling } });

describeRule('auto-scaling', {
  rejects: Object.fromEntries(
    ['MANAGED', 'unmanaged', true, null].flatMap((value) => [
      [
        `${JSON.stringify(value)}`,
        { schema: provisioned(scaled(value)), path: ['provisionedThroughput', 'autoScaling'], says: says(value) },
      ],
      [
        `${JSON.stringify(value)} of a GSI`,
        {
          schema: provisioned(global(scaled(value))),
          path: [...gsi, 'provisionedThroughput', 'autoScaling'],
          says: says(value),
        },
      ],
    ]),
  ),
  accepts: {
    'capacity that is brought to its numbers': { schema: provisioned(scaled(undefined)) },
    'capacity that something else scales': {
      schema: provisioned({ ...scaled('UNMANAGED'), ...global(scaled('UNMANAGED')) }),
    },
  },
});

/** A table of 40 000 units, with two indexes that take the rest. */
const spread = (rest: number, member: string) => {
  const of = (units: number) => ({ provisionedThroughput: { ...both(1), [member]: units } });
  return provisioned({
    ...of(40_000),
    globalSecondaryIndexes: {
      'gsi-1': { partitionKey: 'user', ...of(30_000) },
      'gsi-2': { partitionKey: 'at', ...of(rest) },
    },
  });
};
const both = (value: number) => ({ readCapacityUnits: value, writeCapacityUnits: value });

describeRule('account-capacity-quota', {
  rejects: {
    ...Object.fromEntries(
      [
        ['readCapacityUnits', 'quotas.accountReadCapacityUnits'],
        ['writeCapacityUnits', 'quotas.accountWriteCapacityUnits'],
      ].map(([member, says]) => [
        `a table and indexes that sum to 80 001 ${member}`,
        { schema: spread(10_001, member), path: ['provisionedThroughput', member], says },
      ]),
    ),
    'one more than the quota given': {
      schema: spread(10_001, 'readCapacityUnits'),
      options: { quotas: { accountReadCapacityUnits: 80_000, accountWriteCapacityUnits: 100_000 } },
      path: ['provisionedThroughput', 'readCapacityUnits'],
      says: '80001 must be within the quota of 80000 for the table and its global indexes together',
    },
  },
  accepts: {
    '80 000 reads in all': { schema: spread(10_000, 'readCapacityUnits') },
    '80 000 writes in all': { schema: spread(10_000, 'writeCapacityUnits') },
    'more under the quota given': {
      schema: spread(20_000, 'readCapacityUnits'),
      options: { quotas: { accountReadCapacityUnits: 90_000 } },
    },
  },
});

describeRule('provisioned-throughput-needs-provisioned', {
  rejects: {
    'capacity of a table without a billing mode': {
      schema: table({ provisionedThroughput: units }),
      path: ['provisionedThroughput'],
      says: '{"readCapacityUnits":1,"writeCapacityUnits":1}',
    },
    'capacity of an on-demand table': {
      schema: table({ billingMode: 'PAY_PER_REQUEST', provisionedThroughput: units }),
      path: ['provisionedThroughput'],
      says: '{"readCapacityUnits":1,"writeCapacityUnits":1}',
    },
    'capacity of 0': {
      schema: table({ provisionedThroughput: { readCapacityUnits: 0, writeCapacityUnits: 0 } }),
      path: ['provisionedThroughput'],
      says: '{"readCapacityUnits":0,"writeCapacityUnits":0}',
    },
    'capacity of a GSI': {
      schema: table(global({ provisionedThroughput: units })),
      path: [...gsi, 'provisionedThroughput'],
      says: '{"readCapacityUnits":1,"writeCapacityUnits":1}',
    },
  },
  accepts: { 'capacity that is undefined': { schema: table({ provisionedThroughput: undefined }) } },
});

describeRule('on-demand-throughput-needs-on-demand', {
  rejects: {
    'ceilings of a provisioned table': {
      schema: provisioned({ onDemandThroughput: { maxReadRequestUnits: 5 } }),
      path: ['onDemandThroughput'],
      says: '{"maxReadRequestUnits":5}',
    },
    'ceilings of a GSI of a provisioned table': {
      schema: provisioned(global({ provisionedThroughput: units, onDemandThroughput: {} })),
      path: [...gsi, 'onDemandThroughput'],
      says: '{}',
    },
  },
  accepts: { 'ceilings of an on-demand table': { schema: table({ onDemandThroughput: { maxReadRequestUnits: 5 } }) } },
});

const ceilings = ['maxReadRequestUnits', 'maxWriteRequestUnits'];

describeRule('on-demand-throughput', {
  rejects: {
    ...Object.fromEntries(
      ceilings.flatMap((member) =>
        [-2, 0, 0.5, '5', null].flatMap((value) => [
          [
            `${JSON.stringify(value)} as ${member}`,
            {
              schema: table({ onDemandThroughput: { [member]: value } }),
              path: ['onDemandThroughput', member],
              says: says(value),
            },
          ],
          [
            `${JSON.stringify(value)} as ${member} of a GSI`,
            {
              schema: table(global({ onDemandThroughput: { [member]: value } })),
              path: [...gsi, 'onDemandThroughput', member],
              says: says(value),
            },
          ],
        ]),
      ),
    ),
    'a number': { schema: table({ onDemandThroughput: 5 }), path: ['onDemandThroughput'], says: '5' },
  },
  accepts: {
    'a read ceiling of 1': { schema: table({ onDemandThroughput: { maxReadRequestUnits: 1 } }) },
    'a write ceiling of 1 on a GSI': { schema: table(global({ onDemandThroughput: { maxWriteRequestUnits: 1 } })) },
    'no ceilings': { schema: table({ onDemandThroughput: {} }) },
  },
});

describeRule('on-demand-throughput', {
  rejects: Object.fromEntries(
    ceilings.flatMap((member) => [
      [
        `-1 as ${member}`,
        { schema: table({ onDemandThroughput: { [member]: -1 } }), path: ['onDemandThroughput', member], says: '-1' },
      ],
      [
        `-1 as ${member} of a GSI`,
        {
          schema: table(global({ onDemandThroughput: { [member]: -1 } })),
          path: [...gsi, 'onDemandThroughput', member],
          says: '-1',
        },
      ],
    ]),
  ),
  accepts: {
    'a ceiling that is undefined': { schema: table({ onDemandThroughput: { maxReadRequestUnits: undefined } }) },
  },
});

describeRule('warm-throughput', {
  rejects: {
    'an empty object': { schema: table({ warmThroughput: {} }), path: ['warmThroughput'], says: '{}' },
    'members that are undefined': {
      schema: table({ warmThroughput: { readUnitsPerSecond: undefined } }),
      path: ['warmThroughput'],
      says: '{}',
    },
    'an empty object of a GSI': {
      schema: table(global({ warmThroughput: {} })),
      path: [...gsi, 'warmThroughput'],
      says: '{}',
    },
  },
  accepts: {
    'reads alone': { schema: table({ warmThroughput: { readUnitsPerSecond: 12_000 } }) },
    'writes alone': { schema: table({ warmThroughput: { writeUnitsPerSecond: 4_000 } }) },
  },
});

const warm = (member: string, value: unknown) => ({ warmThroughput: { [member]: value } });
const five = { readCapacityUnits: 5, writeCapacityUnits: 6 };

describeRule('warm-throughput-minimum', {
  rejects: {
    '11 999 reads on demand': {
      schema: table(warm('readUnitsPerSecond', 11_999)),
      path: ['warmThroughput', 'readUnitsPerSecond'],
      says: '11999',
    },
    '3 999 writes on demand': {
      schema: table(warm('writeUnitsPerSecond', 3_999)),
      path: ['warmThroughput', 'writeUnitsPerSecond'],
      says: '3999',
    },
    'half a read': {
      schema: table(warm('readUnitsPerSecond', 12_000.5)),
      path: ['warmThroughput', 'readUnitsPerSecond'],
      says: '12000.5',
    },
    '11 999 reads of a GSI on demand': {
      schema: table(global(warm('readUnitsPerSecond', 11_999))),
      path: [...gsi, 'warmThroughput', 'readUnitsPerSecond'],
      says: '11999',
    },
    'fewer reads than the table has provisioned': {
      schema: provisioned({ provisionedThroughput: five, ...warm('readUnitsPerSecond', 4) }),
      path: ['warmThroughput', 'readUnitsPerSecond'],
      says: '4 must be a whole number of at least 5',
    },
    'fewer writes than the GSI has provisioned, though more than the table': {
      schema: provisioned({
        provisionedThroughput: units,
        ...global({ provisionedThroughput: five, ...warm('writeUnitsPerSecond', 5) }),
      }),
      path: [...gsi, 'warmThroughput', 'writeUnitsPerSecond'],
      says: '5 must be a whole number of at least 6',
    },
  },
  accepts: {
    '12 000 reads and 4 000 writes on demand': {
      schema: table({ warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 } }),
    },
    'what the table has provisioned': {
      schema: provisioned({
        provisionedThroughput: five,
        warmThroughput: { readUnitsPerSecond: 5, writeUnitsPerSecond: 6 },
      }),
    },
    'what the GSI has provisioned, though less than the table': {
      schema: provisioned({
        provisionedThroughput: five,
        ...global({ provisionedThroughput: units, ...warm('readUnitsPerSecond', 1) }),
      }),
    },
  },
});
