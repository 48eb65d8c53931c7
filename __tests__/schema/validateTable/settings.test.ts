import { describeRule, global, many, table } from './cases.js';

const says = (value: unknown) => JSON.stringify(value).slice(0, 60);

/** A rule of one property, and values that it rejects at their own path. */
function rejected(property: string, values: readonly unknown[]) {
  return Object.fromEntries(
    values.map((value) => [says(value), { schema: table({ [property]: value }), path: [property], says: says(value) }]),
  );
}

function accepted(property: string, values: readonly unknown[]) {
  return Object.fromEntries(
    [undefined, ...values].map((value) => [String(JSON.stringify(value)), { schema: table({ [property]: value }) }]),
  );
}

describeRule('stream-view-type', {
  rejects: rejected('streamViewType', [true, null, '', 'IMAGES', 'new_image']),
  accepts: accepted('streamViewType', ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', false]),
});

const key = (kmsMasterKeyId: unknown) => ({
  schema: table({ encryption: { kmsMasterKeyId } }),
  path: ['encryption', 'kmsMasterKeyId'],
  says: kmsMasterKeyId === undefined ? 'missing' : says(kmsMasterKeyId),
});

describeRule('encryption', {
  rejects: {
    ...rejected('encryption', [true, false, null, 'KMS', 'AES256', 'aws_owned']),
    'no key': key(undefined),
    'an empty key': key(''),
    'a key that is a number': key(5),
    "DynamoDB's own key": key('alias/aws/dynamodb'),
    "the ARN of DynamoDB's own key": key('arn:aws:kms:eu-west-1:111122223333:alias/aws/dynamodb'),
  },
  accepts: accepted('encryption', [
    'AWS_OWNED',
    'AWS_MANAGED',
    { kmsMasterKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    { kmsMasterKeyId: 'alias/orders' },
    { kmsMasterKeyId: 'alias/aws/dynamodb-of-ours' },
    { kmsMasterKeyId: 'alias/our-alias/aws/dynamodb' },
    { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  ]),
});

describeRule('table-class', {
  rejects: rejected('tableClass', ['standard', 'ARCHIVE', true, null]),
  accepts: accepted('tableClass', ['STANDARD', 'STANDARD_INFREQUENT_ACCESS']),
});

describeRule('deletion-protection', {
  rejects: rejected('deletionProtection', ['true', 1, null]),
  accepts: accepted('deletionProtection', [true, false]),
});

describeRule('point-in-time-recovery', {
  rejects: {
    ...rejected('pointInTimeRecovery', [35, 'true', null]),
    ...Object.fromEntries(
      [undefined, -1, 0, 36, 7.5, '7'].map((recoveryPeriodInDays) => [
        `${JSON.stringify(recoveryPeriodInDays)} days`,
        {
          schema: table({ pointInTimeRecovery: { recoveryPeriodInDays } }),
          path: ['pointInTimeRecovery', 'recoveryPeriodInDays'],
          says: recoveryPeriodInDays === undefined ? 'missing' : says(recoveryPeriodInDays),
        },
      ]),
    ),
  },
  accepts: accepted('pointInTimeRecovery', [true, false, { recoveryPeriodInDays: 1 }, { recoveryPeriodInDays: 35 }]),
});

const modes = [{ mode: 'ACCESSED_AND_THROTTLED_KEYS' }, { mode: 'THROTTLED_KEYS' }];

describeRule('contributor-insights', {
  rejects: {
    ...rejected('contributorInsights', ['ENABLE', 1, null]),
    'another mode': {
      schema: table({ contributorInsights: { mode: 'ALL_KEYS' } }),
      path: ['contributorInsights', 'mode'],
      says: '"ALL_KEYS"',
    },
    'no mode': {
      schema: table({ contributorInsights: {} }),
      path: ['contributorInsights', 'mode'],
      says: 'missing',
    },
    'another mode of a GSI': {
      schema: table(global({ contributorInsights: { mode: 'ALL_KEYS' } })),
      path: ['globalSecondaryIndexes', 'gsi-user', 'contributorInsights', 'mode'],
      says: '"ALL_KEYS"',
    },
  },
  accepts: {
    ...accepted('contributorInsights', [true, false, ...modes]),
    'the modes of a GSI': { schema: table(global({ contributorInsights: modes[1] })) },
  },
});

/** JSON text of so many bytes. */
function policy(bytes: number, character = 'x'): string {
  const rest = bytes - '{"a":""}'.length;
  const text = character.repeat(Math.floor(rest / Buffer.byteLength(character)));
  return `{"a":"${text}${'x'.repeat(rest - Buffer.byteLength(text))}"}`;
}
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describeRule('resource-policy', {
  rejects: {
    ...rejected('resourcePolicy', ['', '{', 'null', '[]', '5', 5, true, null, []]),
    '20 481 bytes of text': {
      schema: table({ resourcePolicy: policy(20_481) }),
      path: ['resourcePolicy'],
      says: '20480',
    },
    '20 481 bytes in fewer characters': {
      schema: table({ resourcePolicy: policy(20_481, 'é') }),
      path: ['resourcePolicy'],
      says: '20480',
    },
    '20 481 bytes as an object': {
      schema: table({ resourcePolicy: JSON.parse(policy(20_481)) }),
      path: ['resourcePolicy'],
      says: '20480',
    },
    '20 481 bytes, of which one is white space': {
      schema: table({ resourcePolicy: ` ${policy(20_480)}` }),
      path: ['resourcePolicy'],
      says: '20480',
    },
    'a cycle': { schema: table({ resourcePolicy: cyclic }), path: ['resourcePolicy'], says: 'object' },
    'a bigint inside': { schema: table({ resourcePolicy: { a: 1n } }), path: ['resourcePolicy'], says: 'object' },
  },
  accepts: {
    'an object': { schema: table({ resourcePolicy: { Version: '2012-10-17', Statement: [] } }) },
    'JSON text': { schema: table({ resourcePolicy: '{\n  "Version": "2012-10-17"\n}' }) },
    '20 480 bytes of text': { schema: table({ resourcePolicy: policy(20_480) }) },
    '20 480 bytes in fewer characters': { schema: table({ resourcePolicy: policy(20_480, 'é') }) },
    '20 480 bytes as an object': { schema: table({ resourcePolicy: JSON.parse(policy(20_480)) }) },
  },
});

const tag = (name: string, value: unknown, shown: string) => ({
  schema: table({ tags: { [name]: value } }),
  path: ['tags', name],
  says: shown,
});
const tags = (count: number) => table({ tags: many(count, (i) => [`tag${i}`, '']) });

describeRule('tags', {
  rejects: {
    '51 tags': { schema: tags(51), path: ['tags'], says: 'at most 50 tags' },
    'an empty key': tag('', 'x', '""'),
    'a value of 257 characters, of two units of UTF-16 each': tag('team', '𠮷'.repeat(257), '"𠮷'),
    'a key of 129 characters': tag('k'.repeat(129), 'x', '"kkkk'),
    'a reserved key': tag('aws:team', 'x', '"aws:team"'),
    'a forbidden character in a key': tag('team&co', 'x', '"team&co"'),
    'a value of 257 characters': tag('team', 'v'.repeat(257), '"vvvv'),
    'a forbidden character in a value': tag('mail', 'team@example.com', '"team@example.com"'),
    'a value that is a number': tag('cost', 42, '42'),
    'a value that is undefined': tag('team', undefined, 'missing'),
  },
  accepts: {
    'no tags': { schema: tags(0) },
    '50 tags': { schema: tags(50) },
    'a key of 128 characters': { schema: table({ tags: { ['k'.repeat(128)]: 'x' } }) },
    'a key of one character': { schema: table({ tags: { k: 'x' } }) },
    'a value of 256 characters': { schema: table({ tags: { team: 'v'.repeat(256) } }) },
    'characters that UTF-16 takes two units for': { schema: table({ tags: { ['𠮷'.repeat(128)]: '𠮷'.repeat(256) } }) },
    'an empty value': { schema: table({ tags: { team: '' } }) },
    'letters, digits, spaces and + - = . _ : /': {
      schema: table({ tags: { 'Größe 日本 9+-=._:/': 'Größe 日本 9+-=._:/' } }),
    },
    'aws: in the middle of a key, and at the start of a value': {
      schema: table({ tags: { 'my-aws:team': 'aws:team' } }),
    },
    'aws without a colon': { schema: table({ tags: { aws: 'x' } }) },
    'the key __proto__': { schema: table({ tags: JSON.parse('{ "__proto__": "x" }') }) },
  },
});
