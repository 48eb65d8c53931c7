import fc from 'fast-check';
import { type DataAction, type IamPolicy, type IamPolicyOptions, toIamPolicy } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  indexNames,
  sessionTableSchema,
  type TableSchema,
  TableSchemaError,
  withTableName,
} from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

const here = { account: '111122223333', region: 'eu-central-1', maxCharacters: Number.POSITIVE_INFINITY } as const;
const sessions = 'arn:aws:dynamodb:eu-central-1:111122223333:table/sentinel-sessions';

const orders = {
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'by-customer': { partitionKey: 'customer' } },
  vectorIndexes: { 'by-likeness': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } },
} as const satisfies TableSchema;

/** Which resources each action is allowed on. */
function allowed({ Statement }: IamPolicy): Record<string, string[]> {
  const map = new Map<string, Set<string>>();
  for (const { Action, Resource } of Statement) {
    for (const action of Action) map.set(action, new Set([...(map.get(action) ?? []), ...Resource]));
  }
  return Object.fromEntries([...map].map(([action, resources]) => [action, [...resources].sort()]).sort());
}

describe('access to items', () => {
  test('a reader gets items from the table, and queries the table and the indexes named', () => {
    const policy = toIamPolicy(sessionTableSchema, { ...here, access: 'read', indexes: ['gsi-user'] });
    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:GetItem'],
          Resource: [sessions],
        },
        { Effect: 'Allow', Action: ['dynamodb:Query'], Resource: [sessions, `${sessions}/index/gsi-user`] },
      ],
    });
  });

  test('a writer writes items, and reads nothing', () => {
    expect(allowed(toIamPolicy(sessionTableSchema, { ...here, access: 'write' }))).toEqual({
      'dynamodb:BatchWriteItem': [sessions],
      'dynamodb:ConditionCheckItem': [sessions],
      'dynamodb:DeleteItem': [sessions],
      'dynamodb:PutItem': [sessions],
      'dynamodb:UpdateItem': [sessions],
    });
  });

  test('a vector index is searched, and not queried', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders';
    const { 'dynamodb:Query': query, 'dynamodb:SearchVectors': search } = allowed(
      toIamPolicy(orders, { ...here, access: 'read' }),
    );
    expect(query).toEqual([table, `${table}/index/by-customer`]);
    expect(search).toEqual([`${table}/index/by-likeness`]);
  });

  test('Scan and streams come when asked for', () => {
    const policy = allowed(toIamPolicy(orders, { ...here, access: 'read', scan: true, stream: true, indexes: [] }));
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders';
    expect(policy['dynamodb:Scan']).toEqual([table]);
    expect(policy['dynamodb:Query']).toEqual([table]);
    expect(policy['dynamodb:GetRecords']).toEqual([`${table}/stream/*`]);
    expect(policy).not.toHaveProperty('dynamodb:SearchVectors');
  });

  test('several tables may each name their indexes, and those that name none get all', () => {
    const policy = toIamPolicy([sessionTableSchema, approvalTableSchema], {
      ...here,
      access: 'read',
      indexes: { 'sentinel-sessions': ['gsi-status'] },
    });
    const indexes = allowed(policy)['dynamodb:Query'].filter((arn) => arn.includes('/index/'));
    expect(indexes.map((arn) => arn.replace(/.*:table/, ''))).toEqual([
      '/sentinel-requests/index/gsi-profile',
      '/sentinel-requests/index/gsi-requester',
      '/sentinel-requests/index/gsi-status',
      '/sentinel-sessions/index/gsi-status',
    ]);
  });

  test('actions are allowed one by one, each on the kind of resource that takes it', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders';
    const actions = ['dynamodb:SearchVectors', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:GetItem'] as const;
    expect(allowed(toIamPolicy(orders, { ...here, actions }))).toEqual({
      'dynamodb:GetItem': [table],
      'dynamodb:Query': [table, `${table}/index/by-customer`],
      'dynamodb:SearchVectors': [`${table}/index/by-likeness`],
    });
    const encrypted = { ...orders, encryption: { kmsMasterKeyId: 'alias/orders' } } as const;
    const keyUse = (action: DataAction) => toIamPolicy(encrypted, { ...here, actions: [action] }).Statement.at(-1);
    expect(keyUse('dynamodb:Scan')?.Action).not.toContain('kms:Encrypt');
    expect(keyUse('dynamodb:UpdateItem')?.Action).toContain('kms:Encrypt');
  });

  test('of several tables each may have its own actions, in statements of their own', () => {
    const policy = toIamPolicy([orders, sessionTableSchema], {
      ...here,
      sid: 'App',
      actions: { orders: ['dynamodb:GetItem'], 'sentinel-sessions': ['dynamodb:Query', 'dynamodb:PutItem'] },
      indexes: { 'sentinel-sessions': ['gsi-user'] },
    });
    expect(policy.Statement.map(({ Sid, Action }) => [Sid, ...Action])).toEqual([
      ['AppItems1', 'dynamodb:GetItem'],
      ['AppItems2', 'dynamodb:PutItem'],
      ['AppQueries2', 'dynamodb:Query'],
    ]);
    expect(policy.Statement[2].Resource).toEqual([sessions, `${sessions}/index/gsi-user`]);
  });

  test('any schema: exact tables, declared indexes, each action on the kind of resource that takes it', () => {
    fc.assert(
      fc.property(
        validTable(),
        fc.constantFrom('read', 'write', 'read-write'),
        fc.boolean(),
        (schema, access: 'read' | 'write' | 'read-write', wantsScan) => {
          const scan = wantsScan && access !== 'write';
          const policy = toIamPolicy(schema, { ...here, access, scan });
          const table = `arn:aws:dynamodb:eu-central-1:111122223333:table/${schema.tableName}`;
          const vectors = Object.keys(schema.vectorIndexes ?? {}).map((name) => `${table}/index/${name}`);
          const others = indexNames(schema)
            .map((name) => `${table}/index/${name}`)
            .filter((arn) => !vectors.includes(arn));
          const byAction = allowed(policy);
          for (const [action, resources] of Object.entries(byAction)) {
            if (action.startsWith('kms:')) continue;
            const expected =
              action === 'dynamodb:SearchVectors' ? vectors : /Query|Scan/.test(action) ? [table, ...others] : [table];
            expect([action, resources]).toEqual([action, expected.sort()]);
          }
          expect('dynamodb:Scan' in byAction).toBe(scan);
          expect('dynamodb:GetItem' in byAction).toBe(access !== 'write');
          expect('dynamodb:PutItem' in byAction).toBe(access !== 'read');
          expect(policy.Statement.every(({ Action, Resource }) => Action.length > 0 && Resource.length > 0)).toBe(true);
          const encrypted = typeof schema.encryption === 'object';
          expect(Object.keys(byAction).some((action) => action.startsWith('kms:'))).toBe(encrypted);
        },
      ),
      runs(150),
    );
  });

  test('nothing can be granted by a name that looks like a pattern', () => {
    fc.assert(
      fc.property(validTable(), fc.constantFrom('read-write', 'provision'), (schema, access) => {
        const { Statement } = toIamPolicy(schema, { ...here, access: access as 'read-write' });
        const patterns = Statement.filter(({ Condition }) => !Condition).flatMap(({ Resource }) =>
          // But for what AWS names itself: streams by time, alarms by random ids, and what can't be named at all.
          Resource.map((arn) => arn.replace(/^\*$|\/stream\/\*$|-\*$|\/index\/\*$/, '')).filter((arn) =>
            /[*?$]/.test(arn),
          ),
        );
        expect(patterns).toEqual([]);
      }),
      runs(100),
    );
  });
});

describe('keys', () => {
  const encrypted = (kmsMasterKeyId: string) => ({ ...orders, encryption: { kmsMasterKeyId } });
  const keyStatement = (id: string, options: Partial<Extract<IamPolicyOptions, { access: string }>> = {}) =>
    toIamPolicy(encrypted(id), { ...here, access: 'read', ...options }).Statement.at(-1);

  test('the key of a table may be used through DynamoDB of that Region only', () => {
    const arn = 'arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(keyStatement(arn)).toEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: [arn],
      Condition: { StringLike: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' } },
    });
  });

  test('an id is of the account and Region of the tables; writing and making tables ask more of the key', () => {
    expect(keyStatement('mrk-1234abcd')?.Resource).toEqual(['arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd']);
    const write = keyStatement('mrk-1234abcd', { access: 'write' })?.Action ?? [];
    expect(write).toContain('kms:GenerateDataKey');
    expect(write.filter((action) => action.includes('*'))).toEqual([]);
    expect(keyStatement('mrk-1234abcd', { access: 'read-write' })?.Action).not.toContain('kms:CreateGrant');
    expect(keyStatement('mrk-1234abcd', { access: 'provision' })?.Action).toContain('kms:CreateGrant');
  });

  test('an alias is a condition: no policy can name a key by it', () => {
    expect(keyStatement('alias/orders')).toMatchObject({
      Resource: ['arn:aws:kms:eu-central-1:111122223333:key/*'],
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/orders' } },
    });
  });

  test('each key of several tables is named once', () => {
    const arn = (account: string) => `arn:aws:kms:eu-central-1:${account}:alias/orders`;
    const tables = [arn('111122223333'), arn('444455556666'), 'alias/orders', 'mrk-1', 'mrk-1'].map((id, i) =>
      withTableName(encrypted(id), `orders-${i}`),
    );
    const { Statement } = toIamPolicy(tables as TableSchema[], { ...here, access: 'read', sid: 'X' });
    const keys = Statement.filter(({ Sid }) => Sid?.startsWith('XKey'));
    expect(keys.map(({ Sid, Resource }) => [Sid, ...Resource])).toEqual([
      ['XKey', 'arn:aws:kms:eu-central-1:111122223333:key/mrk-1'],
      ['XKeyAlias1', 'arn:aws:kms:eu-central-1:111122223333:key/*'],
      ['XKeyAlias2', 'arn:aws:kms:eu-central-1:444455556666:key/*'],
    ]);
  });

  test.each(['*', 'alias/*', 'key/1234', 'arn:aws:kms:*:111122223333:key/1', 'a b', `\${aws:username}`])(
    'what could mean more than one key is an error: %s',
    (id) => {
      expect(() => toIamPolicy(encrypted(id), { ...here, access: 'read' })).toThrow(TableSchemaError);
    },
  );

  test("AWS's own keys need no permission", () => {
    for (const encryption of ['AWS_OWNED', 'AWS_MANAGED'] as const) {
      const { Statement } = toIamPolicy({ ...orders, encryption }, { ...here, access: 'provision' });
      expect(JSON.stringify(Statement)).not.toContain('kms');
    }
  });
});

describe('options', () => {
  const call = (options: object, schemas: TableSchema | TableSchema[] = orders) => {
    return () => toIamPolicy(schemas, { ...here, access: 'read', ...options } as IamPolicyOptions);
  };

  test.each<[object, RegExp]>([
    [{ account: undefined }, /account undefined must be the 12 digits .*'\*'/],
    [{ account: '1111' }, /account "1111" must be/],
    [{ account: 111122223333 }, /account 111122223333 must be .* as a string/],
    [{ region: undefined }, /region undefined must be .*'\*'/],
    [{ region: 'eu central' }, /region "eu central" must be/],
    [{ partition: 'azure' }, /partition "azure" must be/],
    [{ region: 'cn-north-1' }, /partition: 'aws-cn' is for the Regions named cn-/],
    [{ partition: 'aws-us-gov' }, /region 'eu-central-1' is not in partition 'aws-us-gov'/],
    [{ sid: 'my orders' }, /sid "my orders" must be letters and digits/],
    [{ access: 'admin' }, /access "admin" must be 'read', 'write', 'read-write' or 'provision'/],
    [{ indexes: ['by-custmer'] }, /"orders" has no index "by-custmer"; it has "by-customer", "by-likeness"/],
    [{ indexes: { order: [] } }, /"order" is not one of the tables "orders"/],
    [{ access: 'write', scan: true }, /scan is for access 'read' and 'read-write'/],
    [{ access: 'provision', stream: true }, /stream is for access/],
    [{ access: 'provision', indexes: ['by-customer'] }, /indexes is for access/],
    [{ access: undefined }, /access or actions, one of the two/],
    [{ actions: ['dynamodb:GetItem'] }, /access or actions, one of the two/],
    [{ access: undefined, actions: 'dynamodb:GetItem' }, /"dynamodb:GetItem" must be a list, or an object of lists/],
    [{ access: undefined, actions: [] }, /at least one action for the table "orders"/],
    [{ access: undefined, actions: { order: ['dynamodb:GetItem'] } }, /"order" is not one of the tables "orders"/],
    [{ access: undefined, actions: ['GetItem'] }, /"GetItem" must be one of dynamodb:BatchGetItem, /],
    [{ access: undefined, actions: ['dynamodb:Query'], scan: true }, /list 'dynamodb:Scan'/],
    [{ maxCharacters: 300 }, /the policy has \d+ characters, and 300 are allowed: .*fewer tables/],
  ])('%j is an error that says the way out', (options, message) => {
    expect(call(options)).toThrow(RangeError);
    expect(call(options)).toThrow(message);
  });

  test('a list of indexes for several tables, a stream of a table without one and no tables at all are errors', () => {
    expect(call({ indexes: ['x'] }, [orders, withTableName(orders, 'others')])).toThrow(/lists by table name/);
    expect(call({ stream: true }, { ...orders, streamViewType: false })).toThrow(
      /"orders" is declared without a stream/,
    );
    expect(call({}, [])).toThrow(/at least one table/);
    const search = { access: undefined, actions: ['dynamodb:SearchVectors'] };
    expect(call(search, sessionTableSchema)).toThrow(/"sentinel-sessions" has no vector index/);
  });

  test('a wildcard for account and Region is one that the caller passed', () => {
    const policy = toIamPolicy(orders, { access: 'write', account: '*', region: '*', partition: 'aws-cn' });
    expect(policy.Statement[0].Resource).toEqual(['arn:aws-cn:dynamodb:*:*:table/orders']);
  });

  test('statements have Sids that differ when asked to', () => {
    const tags = { team: 'x' };
    const schema = { ...orders, tags, resourcePolicy: {}, pointInTimeRecovery: true, contributorInsights: true };
    for (const access of ['read-write', 'provision'] as const) {
      const { Statement } = toIamPolicy(schema as never, { ...here, access, sid: 'Orders' });
      const sids = Statement.map(({ Sid }) => Sid);
      expect(sids.every((sid) => /^Orders[A-Za-z0-9]+$/.test(sid ?? ''))).toBe(true);
      expect(new Set(sids).size).toBe(sids.length);
    }
  });

  test('a policy longer than a managed one may be is refused unless its limit is raised', () => {
    const many = Array.from({ length: 60 }, (_, i) => withTableName(orders, `orders-of-the-year-${2000 + i}`));
    const { maxCharacters, ...place } = here;
    expect(() => toIamPolicy(many, { ...place, access: 'read-write' })).toThrow(/6144 are allowed/);
    expect(() => toIamPolicy(many, { ...here, access: 'read-write' })).not.toThrow();
  });
});
