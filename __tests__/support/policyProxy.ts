import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IamPolicy } from '../../src/formats/index.js';

/** What a request does, as IAM sees it. */
interface Access {
  /** `dynamodb:Query` */
  readonly action: string;
  readonly tableName: string;
  readonly indexName?: string;
}

export interface PolicyProxy {
  readonly endpoint: string;
  /** What was asked of a table so far. */
  of(tableName: string): readonly Access[];
  /** The attributes that were written to it, by their types: one, but for those that are written as null too. */
  writtenTo(tableName: string): { readonly [attribute: string]: string };
  stop(): Promise<void>;
}

/** Stands before an engine: notes what is asked of each table, and refuses what the table's policy does not allow, as AWS would. */
export async function startPolicyProxy(
  engine: string,
  policies: { readonly [tableName: string]: IamPolicy },
): Promise<PolicyProxy> {
  const seen: Access[] = [];
  const written: Written[] = [];
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
    const accesses = accessesOf(operation, JSON.parse(body.toString()));
    seen.push(...accesses);
    written.push(...writesOf(JSON.parse(body.toString())));
    const refused = accesses.find((access) => !isAllowed(policies[access.tableName], access));
    if (refused) {
      const message = `not authorized to perform: ${refused.action} on resource: ${resourceOf(refused)}`;
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      outgoing.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }));
      return;
    }
    const { method, url, headers } = incoming;
    const forwarded = request(new URL(url ?? '/', engine), { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    forwarded.end(body);
  }

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    of: (tableName) => seen.filter((access) => access.tableName === tableName),
    writtenTo(tableName) {
      const types = new Map<string, Set<string>>();
      for (const { attribute, type } of written.filter((one) => one.tableName === tableName)) {
        types.set(attribute, (types.get(attribute) ?? new Set()).add(type));
      }
      const inWords = (found: Set<string>) =>
        [...found].filter((type) => type !== 'NULL' || found.size === 1).join(' or ');
      return Object.fromEntries([...types].map(([attribute, found]) => [attribute, inWords(found)]));
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Request {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: { readonly [tableName: string]: unknown };
  readonly TransactItems?: readonly { readonly [kind: string]: { readonly TableName: string } }[];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const inTransactions: { readonly [kind: string]: string } = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function accessesOf(operation: string, { TableName, IndexName, RequestItems, TransactItems }: Request): Access[] {
  if (TransactItems) {
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, on]) => ({
        action: `dynamodb:${inTransactions[kind]}`,
        tableName: on.TableName,
      })),
    );
  }
  const action = `dynamodb:${operation}`;
  if (RequestItems) return Object.keys(RequestItems).map((tableName) => ({ action, tableName }));
  return [{ action, tableName: TableName ?? '', ...(IndexName && { indexName: IndexName }) }];
}

interface Written {
  readonly tableName: string;
  readonly attribute: string;
  readonly type: string;
}

type Value = { readonly [type: string]: unknown };

/** What a request to write names: an item as a whole, or attributes that an update sets to a value. */
interface Write {
  readonly TableName: string;
  readonly Item?: { readonly [attribute: string]: Value };
  readonly Key?: { readonly [attribute: string]: Value };
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: { readonly [alias: string]: string };
  readonly ExpressionAttributeValues?: { readonly [alias: string]: Value };
}

function writesOf({ RequestItems, TransactItems, ...single }: Request): Written[] {
  const batched = Object.entries(RequestItems ?? {}).flatMap(([TableName, requests]) =>
    (Array.isArray(requests) ? requests : []).map(({ PutRequest }) => ({ TableName, ...PutRequest })),
  );
  const transacted = (TransactItems ?? []).flatMap((item) => Object.values(item));
  return [...batched, ...transacted, single].flatMap((write) => attributesOf(write as Write));
}

function attributesOf(write: Write): Written[] {
  const { TableName: tableName, Item, Key, UpdateExpression, ExpressionAttributeNames: names = {} } = write;
  const set =
    UpdateExpression?.matchAll(/(#?\w+)\s*=\s*(?:if_not_exists\([^)]*?|list_append\(.*?)?(?:[#\w]+\s*\+\s*)?(:\w+)/g) ??
    [];
  const updated = [...set].map(([, name, alias]) => [names[name] ?? name, write.ExpressionAttributeValues?.[alias]]);
  const values = { ...Item, ...(UpdateExpression && Key), ...Object.fromEntries(updated) };
  return Object.entries<Value>(values).map(([attribute, value]) => ({
    tableName,
    attribute,
    type: Object.keys(value ?? {})[0],
  }));
}

function isAllowed(policy: IamPolicy | undefined, access: Access): boolean {
  const resource = resourceOf(access);
  return (policy?.Statement ?? []).some(
    ({ Action, Resource }) => Action.includes(access.action) && Resource.some((arn) => arn.endsWith(`:${resource}`)),
  );
}

function resourceOf({ tableName, indexName }: Access): string {
  return `table/${tableName}${indexName === undefined ? '' : `/index/${indexName}`}`;
}
