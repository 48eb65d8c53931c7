import { describeRule, global, provisioned } from './cases.js';

const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
const scaling = { minCapacity: 5, maxCapacity: 100, targetValue: 70 };
const says = (value: unknown) => (value === undefined ? 'missing' : JSON.stringify(value));
const scaled = (read: unknown) => provisioned({ provisionedThroughput: { ...units, autoScaling: { read } } });
const path = ['provisionedThroughput', 'autoScaling', 'read'];

/** Values of a member that its rule rejects. */
function rejected(member: string, values: readonly unknown[]) {
  return Object.fromEntries(
    values.map((value) => [
      `${says(value)} as ${member}`,
      { schema: scaled({ ...scaling, [member]: value }), path: [...path, member], says: says(value) },
    ]),
  );
}

describeRule('auto-scaling', {
  rejects: {
    'what is neither': {
      schema: provisioned({ provisionedThroughput: { ...units, autoScaling: true } }),
      path: path.slice(0, 2),
      says: 'true must be "UNMANAGED" or { read, write }',
    },
    'a scaling that is a number': { schema: scaled(70), path, says: '70 must be { minCapacity' },
    ...rejected('minCapacity', [undefined, 0, 1.5, '5']),
    ...rejected('maxCapacity', [undefined, '5']),
    ...rejected('targetValue', [undefined, 19.9, 90.1, 0.7, '70']),
    ...rejected('scaleInCooldown', [-1, 0.5, null]),
    ...rejected('scaleOutCooldown', [-1, '60']),
    'a scaling of an index': {
      schema: provisioned(
        global({ provisionedThroughput: { ...units, autoScaling: { write: { ...scaling, minCapacity: 0 } } } }),
      ),
      path: ['globalSecondaryIndexes', 'gsi-user', 'provisionedThroughput', 'autoScaling', 'write', 'minCapacity'],
      says: '0 must be',
    },
  },
  accepts: {
    nothing: { schema: provisioned() },
    'what something else scales': {
      schema: provisioned({ provisionedThroughput: { ...units, autoScaling: 'UNMANAGED' } }),
    },
    'what nothing scales': { schema: provisioned({ provisionedThroughput: { ...units, autoScaling: {} } }) },
    'the least of all': { schema: scaled({ minCapacity: 1, maxCapacity: 1, targetValue: 20 }) },
    'a part of a percent, and cooldowns of none': {
      schema: scaled({ ...scaling, targetValue: 72.5, scaleInCooldown: 0, scaleOutCooldown: 3600 }),
    },
    'the most': { schema: scaled({ ...scaling, targetValue: 90, scheduledActions: {} }) },
  },
});

const action = { schedule: 'rate(1 day)', minCapacity: 10 };
const actions = (more: object, name = 'morning') =>
  scaled({ ...scaling, scheduledActions: { [name]: { ...action, ...more } } });
const ofActions = [...path, 'scheduledActions'];

describeRule('auto-scaling-bounds', {
  rejects: {
    'fewer at most than at least': {
      schema: scaled({ ...scaling, maxCapacity: 4 }),
      path: [...path, 'maxCapacity'],
      says: '4 must be at least minCapacity, 5',
    },
    'the same of an action': {
      schema: actions({ maxCapacity: 9 }),
      path: [...ofActions, 'morning', 'maxCapacity'],
      says: '9 must be at least minCapacity, 10',
    },
  },
  accepts: {
    'as many': { schema: scaled({ ...scaling, maxCapacity: 5 }) },
    'an action beyond the bounds of the target': { schema: actions({ maxCapacity: 900 }) },
  },
});

const at = (member: string, values: readonly unknown[]) =>
  Object.fromEntries(
    values.map((value) => [
      `${says(value)} as ${member}`,
      { schema: actions({ [member]: value }), path: [...ofActions, 'morning', member], says: says(value) },
    ]),
  );

describeRule('scheduled-action', {
  rejects: {
    ...at('schedule', [
      undefined,
      'every morning',
      'at(2027-01-31)',
      'at(2027-01-31T22:00:00Z)',
      'rate(0 hours)',
      'rate(1 week)',
      'cron(0 8 * * *)',
      'cron(0 8 ? * MON-FRI * *)',
    ]),
    ...at('timezone', ['', '+01:00', 1]),
    ...at('startTime', ['tomorrow', '2027-01-31', '2027-01-31T22:00:00', '2027-13-31T22:00:00Z', 0]),
    ...at('endTime', [null]),
    ...at('minCapacity', [0]),
    ...at('maxCapacity', [10.5]),
    'one that changes nothing': {
      schema: scaled({ ...scaling, scheduledActions: { morning: { schedule: 'rate(1 day)' } } }),
      path: [...ofActions, 'morning'],
      says: 'must be an action with minCapacity, maxCapacity or both',
    },
    ...Object.fromEntries(
      ['', ' a', 'a ', 'a:b', 'a/b', 'a|b', 'a\n', 'a'.repeat(257)].map((name) => [
        `the name ${says(name)}`,
        { schema: actions({}, name), path: [...ofActions, name], says: 'must be a name of 1 to 256 characters' },
      ]),
    ),
  },
  accepts: Object.fromEntries(
    [
      { schedule: 'at(2027-01-31T22:00:00)', timezone: 'America/Argentina/Buenos_Aires' },
      { schedule: 'rate(12 hours)', startTime: '2027-01-01T00:00:00Z', endTime: '2027-02-01T00:00:00.5+05:30' },
      { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Etc/GMT+9', maxCapacity: 10 },
      { schedule: 'cron(0/15  8,9 L * ?  2027)', minCapacity: undefined, maxCapacity: 7 },
    ].map((more) => [JSON.stringify(more), { schema: actions(more, 'each day, é'.padEnd(256, 'a')) }]),
  ),
});
