import { type Change, type Plan, planTables, provisionTables, type TableResult } from '../../provision/index.js';
import { defined, type TableSchema } from '../../schema/index.js';
import type { LocalTable } from '../localTable.js';
import { tableNames } from './deleteTable.js';
import { localResult } from './localResult.js';
import { makeAnew, putBackKept } from './makeAnew.js';
import type { Work } from './work.js';

/** Brings the tables in line; one that has to change in what DynamoDB never changes is made anew. */
export async function followTables(work: Work, schemas: readonly TableSchema[]): Promise<LocalTable[]> {
  const anew = await toMakeAnew(work, schemas);
  const others = schemas.filter(({ tableName }) => !anew.has(tableName));
  const results = (await provisionTables(work.client, others, work.run)).values();
  const tables: LocalTable[] = [];
  for (const schema of schemas) {
    const changes = anew.get(schema.tableName);
    tables.push(
      changes
        ? await makeAnew(work, schema, changes).catch((error: Error) => failed(schema.tableName, error))
        : await withKept(work, schema, results.next().value as TableResult),
    );
  }
  return tables;
}

/** Of the tables that are there, those whose schemas ask for what DynamoDB never changes, and what that is. */
async function toMakeAnew(
  { client, signal, run: { allow = [], quotas } }: Work,
  schemas: readonly TableSchema[],
): Promise<Map<string, readonly Change[]>> {
  const names = new Set(await tableNames(client, signal));
  const there = schemas.filter(
    ({ tableName }) => names.has(tableName) && schemas.filter((other) => other.tableName === tableName).length === 1,
  );
  const planned = await planTables(client, there, { ...defined({ allow, quotas }), signal, emulator: true });
  return new Map(
    planned.flatMap((one): [string, readonly Change[]][] => {
      const changes = 'plan' in one ? impossible(one.plan) : [];
      return changes.length ? [[one.tableName, changes]] : [];
    }),
  );
}

/** What is impossible, if nothing else is in the way: a new table would lose what may not be taken away, too. */
function impossible({ drift, allow }: Plan): Change[] {
  const forbidden = drift.some(
    ({ effect, kind }) => effect === 'destructive' && !allow.some((allowed) => allowed === kind),
  );
  return forbidden ? [] : drift.filter(({ effect }) => effect === 'impossible');
}

async function withKept(work: Work, schema: TableSchema, result: TableResult): Promise<LocalTable> {
  if (result.outcome === 'failed') return localResult(result);
  try {
    return localResult(result, await putBackKept(work, schema));
  } catch (error) {
    return localResult({ ...result, outcome: 'failed', error: error as Error });
  }
}

function failed(tableName: string, error: Error): LocalTable {
  return localResult({ tableName, outcome: 'failed', error, drift: [], unsupported: [], steps: [], notes: [] });
}
