import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type CatalogEntry,
  type CatalogId,
  catalog,
  powertoolsIdempotencyTableWithSortKey,
} from '../../src/catalog/index.js';
import { type DataAction, toIamPolicy } from '../../src/formats/index.js';
import { indexNames, type TableSchema, withTableName } from '../../src/index.js';
import { provisionTables } from '../../src/provision/index.js';
import { describeEngine } from '../support/engines.js';
import { type PolicyProxy, startPolicyProxy } from '../support/policyProxy.js';

const root = path.resolve(__dirname, '../..');

/**
 * Each package of the catalog, run against the tables that `provisionTables` makes of its constants, with no more rights than its
 * actions give it.
 */
interface Run {
  readonly id: CatalogId;
  readonly schemas: readonly TableSchema[];
  readonly actions: readonly DataAction[];
}

const entries: [CatalogId, CatalogEntry][] = Object.entries<CatalogEntry>(catalog) as [CatalogId, CatalogEntry][];
const ofEntry = (id: CatalogId): Run => {
  const { schemas, actions } = catalog[id] as CatalogEntry;
  return { id, schemas: Object.values(schemas), actions: (actions ?? []) as readonly DataAction[] };
};

/** By the name of the script, which is that of the entry. Where a package leaves its table's structure open, there is one for each. */
const runs: { readonly [name: string]: Run } = {
  ...Object.fromEntries(
    entries.filter(([, entry]) => entry.package && entry.provenBy === 'test').map(([id]) => [id, ofEntry(id)]),
  ),
  'powertools-idempotency-sort-key': {
    ...ofEntry('powertools-idempotency'),
    schemas: [withTableName(powertoolsIdempotencyTableWithSortKey('sortKey'), 'composite')],
  },
};

/** Why a package can't be run here. */
function lacking({ id }: Run): string | undefined {
  const { package: used } = catalog[id] as CatalogEntry;
  return existsSync(path.join(root, 'node_modules', used?.name ?? '')) ? undefined : 'npm ci has not brought it';
}

const here = Object.entries(runs).filter(([, run]) => !lacking(run));
const absent = process.env.TABLEWRIGHT_REQUIRE_ENGINES ? [] : Object.entries(runs).filter(([, run]) => lacking(run));

const narrow: Run = {
  ...ofEntry('auth-js'),
  schemas: Object.values(catalog['auth-js'].schemas).map((schema) => withTableName(schema, 'narrow')),
  actions: catalog['auth-js'].actions.filter((action) => action !== 'dynamodb:Query'),
};

/** What packages write in whatever type the caller has, as the scripts do it. */
const undeclared: { readonly [name: string]: { readonly [attribute: string]: string } } = {
  'powertools-idempotency': { data: 'M' },
  'powertools-idempotency-sort-key': { data: 'M' },
};

interface Outcome {
  readonly name: string;
  readonly version?: string;
  readonly error?: string;
}

describeEngine(['dynoxide', 'dynamodb-local'], ({ client, endpoint }) => {
  let proxy: PolicyProxy;
  let outcomes: readonly Outcome[];

  beforeAll(async () => {
    const all = lacking(narrow) ? here : [...here, ['narrow', narrow] as const];
    await provisionTables(
      client(),
      all.flatMap(([, { schemas }]) => schemas),
    );
    const policies = all.flatMap(([, { schemas, actions }]) =>
      schemas.map((schema) => [
        schema.tableName,
        toIamPolicy(schema, { actions, account: '*', region: '*', maxCharacters: Number.POSITIVE_INFINITY }),
      ]),
    );
    proxy = await startPolicyProxy(endpoint(), Object.fromEntries(policies));
    outcomes = await runAll(all, proxy.endpoint);
  }, 60_000);

  afterAll(() => proxy?.stop());

  const names = Object.keys(runs).filter((name) => !absent.some(([other]) => other === name));
  test.each(names)(
    '%s works on its table, with its actions, needs each of them, and writes what is declared',
    (name) => {
      const { id, schemas, actions } = runs[name];
      const { version } = (catalog[id] as CatalogEntry).package ?? {};
      expect(outcomes.find((outcome) => outcome.name === name)).toEqual({ name, version });
      const seen = schemas.flatMap(({ tableName }) => proxy.of(tableName));
      expect([...new Set(seen.map(({ action }) => action))].sort()).toEqual([...actions].sort());
      // A policy without `indexes` lets all of them be read: no more than the package reads.
      for (const schema of schemas) {
        const read = proxy.of(schema.tableName).flatMap(({ indexName }) => indexName ?? []);
        expect([...new Set(read)].sort()).toEqual([...indexNames(schema)].sort());
        expect(proxy.writtenTo(schema.tableName)).toEqual({ ...schema.attributes, ...undeclared[name] });
      }
    },
  );

  for (const [name, run] of absent) test.skip(`${name} (skipped: ${lacking(run)})`, () => {});

  (lacking(narrow) ? test.skip : test)('with fewer actions a package fails', () => {
    expect(outcomes.find(({ name }) => name === 'narrow')?.error).toMatch(
      /not authorized to perform: dynamodb:Query on resource: table\/narrow\/index\/GSI1/,
    );
  });
});

function runAll(all: readonly (readonly [string, Run])[], endpoint: string): Promise<Outcome[]> {
  const jobs = all.map(([name, { id, schemas }]) => ({
    name,
    script: runs[name] ? name : id,
    tables: schemas.map(({ tableName }) => tableName),
  }));
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    NODE_NO_WARNINGS: '1',
  };
  const script = path.join(root, 'adapters/run.mjs');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, JSON.stringify(jobs)], { env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`, { cause: error }));
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line)),
        );
    });
  });
}
