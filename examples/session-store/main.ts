/** The store of a session service at work, on an embedded DynamoDB. `npx tsx examples/session-store/main.ts` */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sessionTableSchema } from 'tablewright';
import { startLocalDynamoDB } from 'tablewright/local';
import { type Page, type PageRequest, type Session, sessionStore } from './sessionStore.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();

function session(id: string, user: string, profile: string, serverInstanceId: string, minute: number): Session {
  return {
    id,
    user,
    profile,
    server_instance_id: serverInstanceId,
    status: 'active',
    created_at: at(minute),
    updated_at: at(minute),
    last_access_at: at(minute),
    expires_at: at(minute + 60),
    request_count: 0,
    ttl: Date.parse(at(minute + 24 * 60)) / 1000,
  };
}

const ids = (sessions: readonly Session[]) => sessions.map(({ id }) => id).join(', ');

/** Page after page, each with the cursor of the one before. */
async function pages(list: (request: PageRequest) => Promise<Page>, limit: number): Promise<string> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, ...(cursor && { cursor }) });
    if (page.sessions.length) found.push(ids(page.sessions));
    cursor = page.cursor;
  } while (cursor);
  return found.join(' | ');
}

/** How a write ends: done, or the name of its error. */
const outcome = (write: Promise<unknown>) =>
  write.then(
    () => 'done',
    (error: Error) => error.name,
  );

async function show(client: DynamoDBDocumentClient) {
  // A service leaves the clock out.
  let minute = 51;
  const store = sessionStore(client, () => new Date(at(minute)));

  const first = session('s-1', 'ana', 'dev', 'i-1', 1);
  await store.create(first);
  await store.create(session('s-2', 'ana', 'prod', 'i-2', 2));
  await store.create(session('s-3', 'ben', 'dev', 'i-3', 3));
  await store.create(session('s-4', 'ana', 'dev', 'i-4', 50));
  console.log(`create s-1 again: ${await outcome(store.create(first))}`);

  console.log(`ana, two a page: ${await pages((request) => store.listByUser('ana', request), 2)}`);
  console.log(`dev: ${await pages((request) => store.listByProfile('dev', request), 10)}`);
  console.log(`on i-2: ${(await store.activeOn('i-2'))?.id}`);

  const changed = await store.update(first, { device_id: 'laptop' });
  console.log(`update s-1: ${changed?.device_id}, then from the old copy: ${await outcome(store.update(first, {}))}`);
  const counts = await Promise.all([store.touch('s-1'), store.touch('s-1'), store.touch('s-1')]);
  console.log(`touch s-1 three times at once: ${counts.sort().join(', ')}`);

  await store.revoke('s-2', 'security', 'lost laptop');
  console.log(`revoke s-2: ${(await store.get('s-2'))?.revoked_reason}; on i-2: ${(await store.activeOn('i-2'))?.id}`);
  console.log(`touch s-2: ${await outcome(store.touch('s-2'))}`);

  minute = 75;
  console.log(`sweep: ${await store.sweep(at(60))}`);
  for (const status of ['active', 'expired', 'revoked'] as const) {
    console.log(`${status}: ${await pages((request) => store.listByStatus(status, request), 10)}`);
  }
}

async function main() {
  const engine = await startLocalDynamoDB({ tables: sessionTableSchema });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(engine.clientConfig));
  try {
    await show(client);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
