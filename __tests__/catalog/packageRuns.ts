import { execFile } from 'node:child_process';
import { type CatalogEntry, type CatalogId, catalog } from '../../src/catalog/index.js';
import { type DataAction, toIamPolicy } from '../../src/formats/index.js';
import { indexNames, type TableSchema } from '../../src/index.js';
import { provisionTables } from '../../src/provision/index.js';
import { describeEngine, type TestEngine } from '../support/engines.js';
import { type PolicyProxy, startPolicyProxy } from '../support/policyProxy.js';

/** A package of the catalog that is run against tables, with no more rights than these actions give it. */
export interface Run {
  readonly id: CatalogId;
  /** The name of the script that has the package do all that it does. Left out: the name of the run. */
  readonly script?: string;
  readonly schemas: readonly TableSchema[];
  readonly actions: readonly DataAction[];
  /** What it writes in whatever type its caller has, as the script does it. */
  readonly undeclared?: { readonly [attribute: string]: string };
  /** What of its calls fails, where it is to fail. */
  readonly refused?: RegExp;
  /** Why it can't be run here. */
  readonly lacking?: string;
}

export type Runs = { readonly [name: string]: Run };

/** The entry's own tables, under their default names. */
export function ofEntry(id: CatalogId): Run {
  const { schemas, actions } = catalog[id] as CatalogEntry;
  return { id, schemas: Object.values(schemas), actions: (actions ?? []) as readonly DataAction[] };
}

/** The entries that are proven so, by their names, which are those of their scripts. */
export function runsProvenBy(provenBy: CatalogEntry['provenBy']): Runs {
  const entries = Object.entries<CatalogEntry>(catalog).filter(
    ([, entry]) => entry.package && entry.provenBy === provenBy,
  );
  return Object.fromEntries(entries.map(([id]) => [id, ofEntry(id as CatalogId)]));
}

/** What a script is told to do: with which package, on which tables. */
export interface Job {
  readonly name: string;
  readonly script: string;
  readonly tables: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly version?: string;
  readonly error?: string;
}

/**
 * Runs packages against the tables that `provisionTables` makes of their constants, and tests what came of it. What can't be run here is
 * skipped, or fails where it is required.
 */
export function testRuns(
  engines: readonly TestEngine[],
  runs: Runs,
  isRequired: boolean,
  launch: (jobs: readonly Job[]) => readonly (readonly [program: string, args: readonly string[]])[],
): void {
  const all = Object.entries(runs);
  const here = all.filter(([, { lacking }]) => !lacking);

  describeEngine(engines, ({ client, endpoint }) => {
    let proxy: PolicyProxy;
    let outcomes: readonly Outcome[];

    beforeAll(async () => {
      const schemas = here.flatMap(([, run]) => run.schemas);
      const made = schemas.length ? await provisionTables(client(), schemas) : [];
      expect(made.map(({ outcome }) => outcome)).toEqual(schemas.map(() => 'created'));
      const policies = here.flatMap(([, { schemas, actions }]) =>
        schemas.map((schema) => [schema.tableName, toIamPolicy(schema, { actions, account: '*', region: '*' })]),
      );
      proxy = await startPolicyProxy(endpoint(), Object.fromEntries(policies));
      const jobs = here.map(([name, { script, schemas }]) => ({
        name,
        script: script ?? name,
        tables: schemas.map(({ tableName }) => tableName),
      }));
      outcomes = (await Promise.all(launch(jobs).map(([program, args]) => run(program, args, proxy.endpoint)))).flat();
    });

    afterAll(() => proxy?.stop());

    for (const [name, { lacking }] of all.filter(([, run]) => run.lacking)) {
      if (!isRequired) test.skip(`${name} (skipped: ${lacking})`, () => {});
      else
        test(`${name} is there, as it must be`, () => {
          throw new Error(`${name} is missing: ${lacking}`);
        });
    }

    const of = (name: string) => outcomes.find((outcome) => outcome.name === name);
    for (const [name, { id, schemas, actions, undeclared, refused }] of here) {
      if (refused) {
        test(`${name} fails`, () => expect(of(name)?.error).toMatch(refused));
        continue;
      }
      test(`${name} works on its table, with its actions, needs each of them, and writes what is declared`, () => {
        expect(of(name)).toEqual({ name, version: (catalog[id] as CatalogEntry).package?.version });
        const seen = schemas.flatMap(({ tableName }) => proxy.of(tableName));
        expect([...new Set(seen.map(({ action }) => action))].sort()).toEqual([...actions].sort());
        // A policy without `indexes` lets all of them be read: no more than the package reads.
        for (const schema of schemas) {
          const read = proxy.of(schema.tableName).flatMap(({ indexName }) => indexName ?? []);
          expect([...new Set(read)].sort()).toEqual([...indexNames(schema)].sort());
          expect(proxy.writtenTo(schema.tableName)).toEqual({ ...schema.attributes, ...undeclared });
        }
      });
    }
  });
}

/** Runs a program that prints a line of JSON for each job. */
function run(program: string, args: readonly string[], endpoint: string): Promise<Outcome[]> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    NODE_NO_WARNINGS: '1',
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
  };
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line.startsWith('{"name":'));
      if (error) reject(new Error(`${program} failed:\n${stdout}${stderr}`, { cause: error }));
      else resolve(lines.map((line) => JSON.parse(line)));
    });
  });
}
