import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { sessionIndexes, sessionTableSchema } from 'tablewright';
import {
  itemOf,
  itemsOf,
  itemType,
  paginate,
  type QueryInput,
  toGetItemInput,
  toPutItemInput,
  toQueryInput,
  toUpdateItemInput,
  withItemType,
} from 'tablewright/items';

/** Times are ISO strings, which sort as the times do; `ttl` is in seconds. */
export interface Session {
  id: string;
  user: string;
  profile: string;
  server_instance_id: string;
  status: 'active' | 'expired' | 'revoked';
  created_at: string;
  updated_at: string;
  last_access_at: string;
  expires_at: string;
  request_count: number;
  ttl: number;
  device_id?: string;
  revoked_by?: string;
  revoked_reason?: string;
}

const sessions = withItemType(sessionTableSchema, itemType<Session>());

/** `cursor` is that of the page before; left out, the page is the first. */
export interface PageRequest {
  limit: number;
  cursor?: string;
}

/** `cursor` leads to the next page; without it, this one is the last. */
export interface Page {
  sessions: Session[];
  cursor?: string;
}

/** The sessions in a table. A write whose condition does not hold rejects with `ConditionalCheckFailedException`. */
export function sessionStore(client: DynamoDBDocumentClient, now = () => new Date()) {
  const query = (input: QueryCommandInput) => client.send(new QueryCommand(input));

  async function pageOf(input: QueryInput<Session>): Promise<Page> {
    const output = await query(input);
    const cursor = output.LastEvaluatedKey && encode(output.LastEvaluatedKey);
    return { sessions: itemsOf(input, output), ...(cursor && { cursor }) };
  }

  return {
    /** Fails if there is a session with this id. */
    async create(session: Session): Promise<void> {
      await client.send(new PutCommand(toPutItemInput(sessions, session, { condition: { id: { exists: false } } })));
    },

    async get(id: string): Promise<Session | undefined> {
      const input = toGetItemInput(sessions, { id }, { consistentRead: true });
      return itemOf(input, await client.send(new GetCommand(input)));
    },

    /** Optimistic locking: fails if the session was changed since it was read, or is over. */
    async update(
      { id, updated_at }: Session,
      changes: Partial<Pick<Session, 'profile' | 'device_id' | 'expires_at' | 'ttl'>>,
    ): Promise<Session | undefined> {
      // Two changes within a millisecond must differ too.
      const later = new Date(Math.max(now().getTime(), Date.parse(updated_at) + 1)).toISOString();
      const input = toUpdateItemInput(
        sessions,
        { id },
        { set: { ...changes, updated_at: later } },
        { condition: { updated_at, status: 'active' }, returnValues: 'ALL_NEW' },
      );
      return itemOf(input, await client.send(new UpdateCommand(input)));
    },

    /** Counts a request. `updated_at` stays, so that requests don't get in the way of changes. */
    async touch(id: string): Promise<number | undefined> {
      const input = toUpdateItemInput(
        sessions,
        { id },
        { set: { last_access_at: now().toISOString() }, add: { request_count: 1 } },
        { condition: { status: 'active' }, returnValues: 'UPDATED_NEW' },
      );
      return itemOf(input, await client.send(new UpdateCommand(input)))?.request_count;
    },

    /** Whatever else is being changed in it. Fails if the session is over. */
    async revoke(id: string, by: string, reason: string): Promise<void> {
      const set = {
        status: 'revoked',
        revoked_by: by,
        revoked_reason: reason,
        updated_at: now().toISOString(),
      } as const;
      const input = toUpdateItemInput(sessions, { id }, { set }, { condition: { status: 'active' } });
      await client.send(new UpdateCommand(input));
    },

    listByUser: (user: string, page: PageRequest) =>
      pageOf(toQueryInput(sessions, { indexName: sessionIndexes.user, key: { user }, ...newestFirst(page) })),

    listByStatus: (status: Session['status'], page: PageRequest) =>
      pageOf(toQueryInput(sessions, { indexName: sessionIndexes.status, key: { status }, ...newestFirst(page) })),

    listByProfile: (profile: string, page: PageRequest) =>
      pageOf(toQueryInput(sessions, { indexName: sessionIndexes.profile, key: { profile }, ...newestFirst(page) })),

    /** The active session of a server instance. One that is past its time may be there still: it does not count. */
    async activeOn(serverInstanceId: string): Promise<Session | undefined> {
      const input = toQueryInput(sessions, {
        indexName: sessionIndexes.serverInstance,
        key: { server_instance_id: serverInstanceId, status: 'active' },
        filter: { expires_at: { gt: now().toISOString() } },
      });
      for await (const session of paginate(query, input, { items: 1 })) return session;
      return undefined;
    },

    /** Marks the sessions that are past their time as expired, of those created before a time. Resolves to how many. */
    async sweep(createdBefore: string): Promise<number> {
      const time = now().toISOString();
      const pastTheirTime = toQueryInput(sessions, {
        indexName: sessionIndexes.status,
        key: { status: 'active', created_at: { lt: createdBefore } },
        filter: { expires_at: { lte: time } },
        select: ['id'],
      });
      let swept = 0;
      for await (const { id } of paginate(query, pastTheirTime)) {
        const input = toUpdateItemInput(
          sessions,
          { id },
          { set: { status: 'expired', updated_at: time } },
          // Meanwhile it may have been prolonged, revoked, or swept by another.
          { condition: { status: 'active', expires_at: { lte: time } } },
        );
        if (await held(client.send(new UpdateCommand(input)))) swept += 1;
      }
      return swept;
    },
  };
}

function newestFirst({ limit, cursor }: PageRequest) {
  return { scanIndexForward: false, limit, exclusiveStartKey: cursor ? decode(cursor) : undefined };
}

type Key = QueryCommandOutput['LastEvaluatedKey'];

/** All key attributes here are strings, so JSON carries them. */
const encode = (key: Key) => Buffer.from(JSON.stringify(key)).toString('base64url');
const decode = (cursor: string): Key => JSON.parse(Buffer.from(cursor, 'base64url').toString());

/** Whether the condition of a write held. */
async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
