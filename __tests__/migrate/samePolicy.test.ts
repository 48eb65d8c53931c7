import fc from 'fast-check';
import { defineTable, type TableSchema } from '../../src/index.js';
import { diffTables } from '../../src/provision/index.js';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

const base = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' } as const;

function differ(live: unknown, desired: unknown): boolean {
  const withPolicy = (policy: unknown) =>
    defineTable({ ...base, resourcePolicy: policy as string }) as unknown as TableSchema;
  return diffTables(withPolicy(live), withPolicy(desired)).length > 0;
}

const account = '123456789012';
const statement = {
  Sid: 'Read',
  Effect: 'Allow',
  Principal: { AWS: [account, 'arn:aws:iam::210987654321:role/reader'] },
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: `arn:aws:dynamodb:eu-west-1:${account}:table/orders`,
  Condition: { StringEquals: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] }, Bool: { 'aws:SecureTransport': true } },
};
const policy = { Version: '2012-10-17', Statement: [statement] };

test.each<[string, object]>([
  ['one statement without a list', { ...policy, Statement: statement }],
  ['a statement twice', { ...policy, Statement: [statement, statement] }],
  [
    'an account as its root',
    {
      ...policy,
      Statement: [
        { ...statement, Principal: { AWS: ['arn:aws:iam::210987654321:role/reader', `arn:aws:iam::${account}:root`] } },
      ],
    },
  ],
  [
    'actions in another case and order',
    { ...policy, Statement: [{ ...statement, Action: ['DynamoDB:query', 'dynamodb:getitem'] }] },
  ],
  ['one resource as a list', { ...policy, Statement: [{ ...statement, Resource: [statement.Resource] }] }],
  [
    'keys of conditions in another case, values as texts',
    {
      ...policy,
      Statement: [
        {
          ...statement,
          Condition: {
            bool: { 'AWS:SecureTransport': 'true' },
            StringEquals: { 'aws:sourceVpc': ['vpc-2', 'vpc-1'] },
          },
        },
      ],
    },
  ],
])('the same: %s', (_, other) => {
  expect(differ(other, policy)).toBe(false);
  expect(differ(JSON.stringify(other), policy)).toBe(false);
});

test('everyone is everyone', () => {
  const of = (Principal: unknown) => ({ ...policy, Statement: [{ ...statement, Principal }] });
  expect(differ(of('*'), of({ AWS: '*' }))).toBe(false);
  expect(differ(of('*'), of({ AWS: ['*'] }))).toBe(false);
  expect(differ(of('*'), of({ Service: '*' }))).toBe(true);
});

test('a policy without a version has the first one', () => {
  const { Version, ...rest } = policy;
  expect(differ(rest, { ...rest, Version: '2008-10-17' })).toBe(false);
  expect(differ(rest, policy)).toBe(true);
});

test.each<[string, object]>([
  ['effect', { Effect: 'Deny' }],
  ['sid', { Sid: 'Other' }],
  ['an action more', { Action: [...statement.Action, 'dynamodb:Scan'] }],
  ['case of a resource', { Resource: statement.Resource.replace('orders', 'Orders') }],
  ['another account', { Principal: { AWS: ['111111111111', 'arn:aws:iam::210987654321:role/reader'] } }],
  ['principals of another kind', { Principal: { Service: statement.Principal.AWS } }],
  ['all but these', { Principal: undefined, NotPrincipal: statement.Principal }],
  ['case of a value', { Condition: { ...statement.Condition, StringEquals: { 'aws:SourceVpc': ['VPC-1', 'vpc-2'] } } }],
  ['another operator', { Condition: { ...statement.Condition, Bool: {}, Null: { 'aws:SecureTransport': true } } }],
  ['no condition', { Condition: undefined }],
])('another: %s', (_, change) => {
  const other = JSON.stringify({ ...policy, Statement: [{ ...statement, ...change }] });
  expect(differ(other, policy)).toBe(true);
});

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const accountId = fc.stringMatching(/^\d{12}$/);
const principal = fc.oneof(
  fc.constant<Json>('*'),
  fc.uniqueArray(accountId, { minLength: 1, maxLength: 3 }).map((ids): Json => ({ AWS: ids })),
  words.map((names): Json => ({ Service: names.map((name) => `${name}.amazonaws.com`) })),
);
const anyStatement = fc.record(
  {
    Sid: word,
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: principal,
    Action: words.map((names) => names.map((name) => `dynamodb:${name}`)),
    Resource: words,
    Condition: fc.dictionary(
      fc.constantFrom('StringEquals', 'StringLike', 'Bool'),
      fc.dictionary(fc.constantFrom('aws:SourceVpc', 'aws:PrincipalOrgID'), words, { minKeys: 1 }),
      { minKeys: 1 },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);
const anyPolicy = fc.record({
  Version: fc.constant('2012-10-17'),
  Statement: fc.array(anyStatement, { minLength: 1, maxLength: 3 }),
});

/** The same value as IAM might give it back: lists of one as a string, others turned round, accounts as their roots. */
function rewritten(value: unknown, pick: () => boolean, name = ''): unknown {
  if (typeof value === 'string')
    return name === 'AWS' && /^\d{12}$/.test(value) && pick() ? `arn:aws:iam::${value}:root` : value;
  if (Array.isArray(value)) {
    const list = value.map((entry) => rewritten(entry, pick, name));
    if (list.length === 1 && pick()) return list[0];
    return pick() ? list.reverse() : list;
  }
  const entries = Object.entries(value as object).map(([key, entry]) => [key, rewritten(entry, pick, key)]);
  return Object.fromEntries(pick() ? entries.reverse() : entries);
}

/** The paths to all texts of a value. */
function leaves(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || !value) return [[]];
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry).map((path) => [key, ...path]));
}

function withChange(value: unknown, [key, ...rest]: (string | number)[]): unknown {
  if (key === undefined) return `${value}-changed`;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = withChange((copy as Record<string, unknown>)[key], rest);
  return copy;
}

test('a policy that was rewritten does not differ, whatever it is', () => {
  fc.assert(
    fc.property(anyPolicy, fc.infiniteStream(fc.boolean()), (policy, picks) => {
      const pick = () => picks.next().value;
      expect(differ(JSON.stringify(rewritten(policy, pick)), policy)).toBe(false);
    }),
  );
});

test('a policy of which one value changed differs, whichever it is', () => {
  fc.assert(
    fc.property(anyPolicy, fc.nat(), fc.infiniteStream(fc.boolean()), (policy, at, picks) => {
      const pick = () => picks.next().value;
      // Of statements that are equal, a change of one leaves the other: there the set has one more, which differs too.
      const paths = leaves(policy);
      const changed = withChange(policy, paths[at % paths.length]);
      expect(differ(JSON.stringify(rewritten(changed, pick)), policy)).toBe(true);
    }),
  );
});
