import { marshall } from '@aws-sdk/util-dynamodb';
import { sessionTableSchema } from 'tablewright';
import { toGetItemInput, toPutItemInput, toQueryInput, toUpdateItemInput } from 'tablewright/items';

const rounds = Number(process.argv[2]);
const warmUpMilliseconds = 400;
const roundMilliseconds = 30;

const item = {
  id: '3f8a1f0e-5f0c-4a53-9df5-1a2b3c4d5e6f',
  user: 'ada@example.com',
  profile: 'administrator',
  server_instance_id: 'i-0123456789abcdef0',
  status: 'active',
  created_at: '2026-01-02T03:04:05.678Z',
  ttl: 1_800_000_000,
};
const key = { id: item.id };

const contenders = {
  'marshall(item) of util-dynamodb': () => marshall(item),
  put: () => toPutItemInput(sessionTableSchema, item),
  'put, if it is new': () => toPutItemInput(sessionTableSchema, item, { condition: { id: { exists: false } } }),
  get: () => toGetItemInput(sessionTableSchema, key, { consistentRead: true }),
  query: () =>
    toQueryInput(sessionTableSchema, {
      indexName: 'gsi-user',
      key: { user: item.user, created_at: { beginsWith: '2026-01' } },
      filter: { status: 'active' },
      limit: 10,
    }),
  'update, conditional': () =>
    toUpdateItemInput(
      sessionTableSchema,
      key,
      { set: { status: 'revoked' }, remove: ['server_instance_id'] },
      { condition: { status: 'active' } },
    ),
};

// Results that nobody keeps are results that the optimizer need not build.
const sink = new Array(64);

/** Milliseconds of that many calls. */
function time(make, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) sink[i & 63] = make();
  return performance.now() - start;
}

/** Calls that fill a round, known from calling it until it is warm. */
function warmUp(make) {
  let calls = 1;
  let elapsed = 0;
  for (const start = performance.now(); performance.now() - start < warmUpMilliseconds; ) {
    elapsed = time(make, calls);
    if (elapsed < roundMilliseconds / 2) calls *= 2;
  }
  return Math.max(1, Math.round((calls * roundMilliseconds) / elapsed));
}

const measured = Object.entries(contenders).map(([name, make]) => ({ name, make, calls: warmUp(make), samples: [] }));
for (let round = 0; round < rounds; round++) {
  for (const { make, calls, samples } of measured) samples.push((time(make, calls) * 1000) / calls);
  measured.reverse();
}
process.stdout.write(JSON.stringify(measured));
