import type { TableSchema } from '../../schema/index.js';
import { type ArnPlace, indexArn, streamArn, tableArn } from './arnPlace.js';
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
const itemActions = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:GetItem'],
  write: [
    'dynamodb:BatchWriteItem',
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
  ],
} as const;

/** What reads a stream. `ListStreams` takes no resource but all of them, and whoever knows the ARN does without. */
const streamActions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

export interface DataAccess {
  readonly read: boolean;
  readonly write: boolean;
  readonly scan: boolean;
  readonly stream: boolean;
}

/** What a service needs that reads or writes items. `indexes` says for each schema which of its indexes. */
export function dataAccess(
  schemas: readonly TableSchema[],
  indexes: readonly (readonly string[])[],
  place: ArnPlace,
  { read, write, scan, stream }: DataAccess,
): readonly Grant[] {
  const tables = schemas.map(({ tableName }) => tableArn(place, tableName));
  const arnsOf = (isVector: boolean) =>
    schemas.flatMap(({ tableName, vectorIndexes }, i) =>
      indexes[i]
        .filter((name) => Object.hasOwn(vectorIndexes ?? {}, name) === isVector)
        .map((name) => indexArn(place, tableName, name)),
    );
  const items = [...new Set([...(read ? itemActions.read : []), ...(write ? itemActions.write : [])])];
  const queries = ['dynamodb:Query', ...(scan ? ['dynamodb:Scan'] : [])];
  return [
    { purpose: 'Items', actions: items.sort(), resources: tables },
    { purpose: 'Queries', actions: queries, resources: read ? [...tables, ...arnsOf(false)] : [] },
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-search-vectors.html
    { purpose: 'Searches', actions: ['dynamodb:SearchVectors'], resources: read ? arnsOf(true) : [] },
    {
      purpose: 'Stream',
      actions: streamActions,
      resources: stream ? schemas.map(({ tableName }) => streamArn(place, tableName)) : [],
    },
    ...keyAccess(schemas, place, write ? keyActions.write : keyActions.read),
  ];
}
