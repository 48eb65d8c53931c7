import type { TableSchema } from '../../schema/index.js';
import { type ArnPlace, indexArn, streamArn, tableArn } from './arnPlace.js';
import { type Home, homesOf } from './homes.js';
import { keyAccess, keyActions } from './keyAccess.js';
import type { Grant } from './policy.js';

/**
 * Which action takes which resources is from the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 *
 * A transaction is authorised by the actions that it is made of:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * `ConditionCheckItem` is one of both kinds: it tells no more than `GetItem`, and no more than a conditional write.
 */
const actionResources = {
  'dynamodb:BatchGetItem': 'table',
  'dynamodb:BatchWriteItem': 'table',
  'dynamodb:ConditionCheckItem': 'table',
  'dynamodb:DeleteItem': 'table',
  'dynamodb:DescribeTable': 'table',
  'dynamodb:GetItem': 'table',
  'dynamodb:PutItem': 'table',
  'dynamodb:Query': 'table and indexes',
  'dynamodb:Scan': 'table and indexes',
  'dynamodb:SearchVectors': 'vector indexes',
  'dynamodb:UpdateItem': 'table',
} as const;

/** An action that a service calls to read or write items: `'dynamodb:GetItem'`. */
export type DataAction = keyof typeof actionResources;

export function isDataAction(name: unknown): name is DataAction {
  return typeof name === 'string' && Object.hasOwn(actionResources, name);
}

export function dataActions(): readonly DataAction[] {
  return Object.keys(actionResources) as DataAction[];
}

const readActions: readonly DataAction[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:SearchVectors',
];
const writeActions: readonly DataAction[] = [
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

export function accessActions(access: 'read' | 'write' | 'read-write', scan: boolean): readonly DataAction[] {
  return [
    ...(access === 'write' ? [] : readActions),
    ...(access === 'read' ? [] : writeActions),
    ...(scan ? (['dynamodb:Scan'] as const) : []),
  ];
}

/** What reads a stream. `ListStreams` takes no resource but all of them, and whoever knows the ARN does without. */
const streamActions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

export interface DataAccess {
  readonly actions: readonly DataAction[];
  readonly stream: boolean;
}

/** What a service needs that calls these actions. `indexes` says for each schema which of its indexes. */
export function dataAccess(
  schemas: readonly TableSchema[],
  indexes: readonly (readonly string[])[],
  place: ArnPlace,
  { actions, stream }: DataAccess,
): readonly Grant[] {
  const tables = schemas.map(({ tableName }) => tableArn(place, tableName));
  const arnsOf = (isVector: boolean) =>
    schemas.flatMap(({ tableName, vectorIndexes }, i) =>
      indexes[i]
        .filter((name) => Object.hasOwn(vectorIndexes ?? {}, name) === isVector)
        .map((name) => indexArn(place, tableName, name)),
    );
  const on = (kind: (typeof actionResources)[DataAction]) =>
    [...new Set(actions)].filter((action) => actionResources[action] === kind).sort();
  const grants = [
    { purpose: 'Items', actions: on('table'), resources: tables },
    { purpose: 'Queries', actions: on('table and indexes'), resources: [...tables, ...arnsOf(false)] },
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-search-vectors.html
    { purpose: 'Searches', actions: on('vector indexes'), resources: arnsOf(true) },
    {
      purpose: 'Stream',
      actions: streamActions,
      resources: stream ? schemas.map(({ tableName }) => streamArn(place, tableName)) : [],
    },
  ];
  const writes = actions.some((action) => writeActions.includes(action) && action !== 'dynamodb:ConditionCheckItem');
  return [
    ...grants.filter((grant) => grant.actions.length),
    ...keyAccess(
      schemas.flatMap((schema) => usedIn(schema, place)),
      writes ? keyActions.write : keyActions.read,
    ),
  ];
}

/** The table where it is used: its replica in that Region, if there is one; all of them, of any Region. */
function usedIn(schema: TableSchema, place: ArnPlace): readonly Home[] {
  const homes = homesOf(schema, place);
  if (place.region === '*') return homes;
  const [own, ...replicas] = homes;
  return [replicas.find((replica) => replica.place.region === place.region) ?? own];
}
