import { indexNames, isProperties, show, type TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { type ArnPlace, checkPlace } from './arnPlace.js';
import { accessActions, type DataAction, dataAccess, dataActions, isDataAction } from './dataAccess.js';
import { type Grant, type IamPolicy, toStatement } from './policy.js';
import { provisionAccess } from './provisionAccess.js';

/** Options of `toIamPolicy`: where the tables are, and what may be done with them, by `access` or by `actions`. */
export type IamPolicyOptions = IamPolicyPlace & (IamPolicyAccess | IamPolicyActions);

/** What may be done, in a word. */
interface IamPolicyAccess {
  /**
   * `read`: get, query and search items. `write`: put, update, delete and check them. `provision`: what
   * `tablewright/provision` does: create the tables and keep them in line.
   */
  readonly access: 'read' | 'write' | 'read-write' | 'provision';
  readonly actions?: undefined;
  /** Also lets whole tables and indexes be read, with Scan. Left out: `false`. */
  readonly scan?: boolean;
}

/** What may be done, action by action. */
interface IamPolicyActions {
  /**
   * The actions that may be called, instead of `access`: those of an entry of the catalog, such as `authJsActions`, or your own list.
   * For several tables that differ, an object of lists by table name, which names every table.
   */
  readonly actions: readonly DataAction[] | { readonly [tableName: string]: readonly DataAction[] };
  readonly access?: undefined;
  readonly scan?: undefined;
}

interface IamPolicyPlace {
  /** The account of the tables, 12 digits; `'*'` for any. */
  readonly account: string;
  /** The Region of the tables; `'*'` for any. */
  readonly region: string;
  /** The partition of the tables' ARNs, such as `'aws-cn'`. Left out: `'aws'`. */
  readonly partition?: string;
  /**
   * The indexes that may be read, by name; for several tables an object of lists by table name, in which those left out get all of
   * theirs. `[]`: none. Left out: all.
   */
  readonly indexes?: readonly string[] | { readonly [tableName: string]: readonly string[] };
  /** Also lets the stream of the tables be read. Left out: `false`. */
  readonly stream?: boolean;
  /** The start of each statement's Sid: letters and digits. Left out: the statements have none. */
  readonly sid?: string;
  /**
   * The most that the policy may hold, in characters without white space. Left out: 6144, which is what a managed policy may have;
   * inline policies may have 10240 in all on a role, 5120 on a group, 2048 on a user.
   */
  readonly maxCharacters?: number;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const managedPolicyCharacters = 6144;

/**
 * The IAM policy that lets its bearer do with these tables what `access` or `actions` says, and nothing else: exact tables, exact indexes, no
 * `*` that the caller didn't pass (but for the label of a stream, and for what other services name by no ARN), no Scan unless asked.
 *
 * @example
 * ```ts
 * const policy = toIamPolicy(sessionTableSchema, {
 *   access: 'read',
 *   account: '111122223333',
 *   region: 'eu-central-1',
 *   indexes: ['gsi-user'],
 * });
 * await writeFile('policy.json', JSON.stringify(policy, null, 2));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid; RangeError for an option that can't be, an index that no table has, or a
 * policy that is too long.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function toIamPolicy(schemas: Schemas, options: IamPolicyOptions): IamPolicy {
  const list = toSchemaList(schemas);
  if (!list.length) throw new RangeError('a policy needs at least one table: IAM takes no empty one');
  const { account, region, partition = 'aws' } = options;
  const place = { account, region, partition };
  checkPlace(place);
  const { sid, maxCharacters = managedPolicyCharacters } = options;
  if (sid !== undefined && !/^[A-Za-z0-9]+$/.test(sid)) {
    throw new RangeError(`sid ${show(sid)} must be letters and digits: IAM takes nothing else`);
  }
  const policy: IamPolicy = {
    Version: '2012-10-17',
    Statement: grantsFor(list, place, options)
      .filter(({ resources }) => resources.length > 0)
      .map((grant) => toStatement(grant, sid)),
  };
  checkLength(policy, maxCharacters);
  return policy;
}

function grantsFor(list: readonly TableSchema[], place: ArnPlace, options: IamPolicyOptions): readonly Grant[] {
  const { access, actions, indexes, scan = false, stream = false } = options;
  if ((access === undefined) === (actions === undefined)) {
    throw new RangeError('a policy needs access or actions, one of the two: what may be done with the tables');
  }
  const streamless = stream && list.find(({ streamViewType }) => streamViewType === false);
  if (actions !== undefined) {
    if (scan) throw new RangeError("scan is for access; among actions, list 'dynamodb:Scan'");
    if (streamless) throw streamlessError(streamless);
    return grantsOfActions(list, indexesToRead(list, indexes), place, actions, stream);
  }
  const readOnly = { indexes: indexes !== undefined && !isEmpty(indexes), scan, stream };
  const noReading = Object.entries(readOnly).flatMap(([option, isGiven]) => (isGiven ? [option] : []));
  switch (access) {
    case 'provision':
    case 'write':
      if (noReading.length) {
        throw new RangeError(`${noReading[0]} is for access 'read' and 'read-write'; '${access}' has no use for it`);
      }
      if (access === 'provision') return provisionAccess(list, place);
      return dataAccess(list, indexesToRead(list, []), place, { actions: accessActions(access, false), stream });
    case 'read':
    case 'read-write':
      if (streamless) throw streamlessError(streamless);
      return dataAccess(list, indexesToRead(list, indexes), place, { actions: accessActions(access, scan), stream });
    default:
      access satisfies undefined;
      throw new RangeError(`access ${show(access)} must be 'read', 'write', 'read-write' or 'provision'`);
  }
}

function streamlessError({ tableName }: TableSchema): RangeError {
  return new RangeError(`stream: the table ${show(tableName)} is declared without a stream`);
}

/** Tables that may be used by the same actions share statements. */
function grantsOfActions(
  list: readonly TableSchema[],
  indexes: readonly (readonly string[])[],
  place: ArnPlace,
  wanted: NonNullable<IamPolicyOptions['actions']>,
  stream: boolean,
): readonly Grant[] {
  const groups = new Map<string, number[]>();
  const ofTables = actionsOfTables(list, wanted);
  list.forEach((schema, i) => {
    if (ofTables[i].includes('dynamodb:SearchVectors') && !Object.keys(schema.vectorIndexes ?? {}).length) {
      throw new RangeError(
        `actions: the table ${show(schema.tableName)} has no vector index that dynamodb:SearchVectors could search`,
      );
    }
    const group = ofTables[i].join();
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  return [...groups.values()].flatMap((group, n) => {
    const grants = dataAccess(
      group.map((i) => list[i]),
      group.map((i) => indexes[i]),
      place,
      { actions: ofTables[group[0]], stream },
    );
    return groups.size > 1 ? grants.map((grant) => ({ ...grant, purpose: `${grant.purpose}${n + 1}` })) : grants;
  });
}

/** For each schema its actions, each once and in one order. */
function actionsOfTables(
  list: readonly TableSchema[],
  wanted: NonNullable<IamPolicyOptions['actions']>,
): readonly (readonly DataAction[])[] {
  const isForAll = Array.isArray(wanted);
  if (!isForAll && !isProperties(wanted)) {
    throw new RangeError(`actions: ${show(wanted)} must be a list, or an object of lists by table name`);
  }
  const byTable = isForAll ? {} : (wanted as { readonly [tableName: string]: readonly DataAction[] });
  const stray = Object.keys(byTable).find((name) => !list.some(({ tableName }) => tableName === name));
  const names = list.map(({ tableName }) => show(tableName)).join(', ');
  if (stray !== undefined) throw new RangeError(`actions: ${show(stray)} is not one of the tables ${names}`);
  return list.map(({ tableName }) => {
    const actions: unknown = isForAll ? wanted : Object.hasOwn(byTable, tableName) ? byTable[tableName] : undefined;
    if (!Array.isArray(actions) || !actions.length) {
      throw new RangeError(`actions: list at least one action for the table ${show(tableName)}`);
    }
    const unknown = actions.find((action) => !isDataAction(action));
    if (unknown !== undefined) {
      throw new RangeError(`actions: ${show(unknown)} must be one of ${dataActions().join(', ')}`);
    }
    return [...new Set(actions as DataAction[])].sort();
  });
}

function isEmpty(indexes: NonNullable<IamPolicyOptions['indexes']>): boolean {
  return Object.values(indexes).length === 0;
}

/** For each schema the names of the indexes wanted, in the schema's order. */
function indexesToRead(
  list: readonly TableSchema[],
  wanted: IamPolicyOptions['indexes'],
): readonly (readonly string[])[] {
  if (wanted === undefined) return list.map((schema) => indexNames(schema));
  if (isList(wanted)) {
    if (wanted.length && list.length > 1) {
      const tables = list.map(({ tableName }) => show(tableName)).join(', ');
      throw new RangeError(`indexes must say of which table: pass an object of lists by table name (${tables})`);
    }
    return list.map((schema) => namesOf(schema, wanted));
  }
  for (const tableName of Object.keys(wanted)) {
    if (!list.some((schema) => schema.tableName === tableName)) {
      const tables = list.map((schema) => show(schema.tableName)).join(', ');
      throw new RangeError(`indexes: ${show(tableName)} is not one of the tables ${tables}`);
    }
  }
  return list.map((schema) =>
    Object.hasOwn(wanted, schema.tableName) ? namesOf(schema, wanted[schema.tableName]) : indexNames(schema),
  );
}

function isList(indexes: NonNullable<IamPolicyOptions['indexes']>): indexes is readonly string[] {
  return Array.isArray(indexes);
}

function namesOf(schema: TableSchema, wanted: readonly string[]): readonly string[] {
  const names: readonly string[] = indexNames(schema);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length) {
    const shown = (list: readonly string[]) => list.map(show).join(', ');
    throw new RangeError(
      `indexes: the table ${show(schema.tableName)} has no index ${shown(unknown)}; it has ${shown(names) || 'none'}`,
    );
  }
  return names.filter((name) => wanted.includes(name));
}

function checkLength(policy: IamPolicy, maxCharacters: number): void {
  // Nothing in it holds white space, so that compact JSON is what IAM counts.
  const { length } = JSON.stringify(policy);
  if (length > maxCharacters) {
    throw new RangeError(
      `the policy has ${length} characters, and ${maxCharacters} are allowed: call it for fewer tables at a time, name fewer indexes, or pass maxCharacters: 10240 if it is for a role's inline policies`,
    );
  }
}
