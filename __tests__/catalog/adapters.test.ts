import { existsSync } from 'node:fs';
import path from 'node:path';
import { type CatalogEntry, catalog, powertoolsIdempotencyTableWithSortKey } from '../../src/catalog/index.js';
import { withTableName } from '../../src/index.js';
import { ofEntry, type Run, type Runs, runsProvenBy, testRuns } from './packageRuns.js';

const root = path.resolve(__dirname, '../..');

const powertools = { ...ofEntry('powertools-idempotency'), undeclared: { data: 'M' } };
const authJs = ofEntry('auth-js');

const runs: Runs = {
  ...runsProvenBy('test'),
  'powertools-idempotency': powertools,
  'powertools-idempotency-sort-key': {
    ...powertools,
    schemas: [withTableName(powertoolsIdempotencyTableWithSortKey('sortKey'), 'composite')],
  },
  'auth-js with fewer actions': {
    ...authJs,
    script: 'auth-js',
    schemas: authJs.schemas.map((schema) => withTableName(schema, 'narrow')),
    actions: authJs.actions.filter((action) => action !== 'dynamodb:Query'),
    refused: /not authorized to perform: dynamodb:Query on resource: table\/narrow\/index\/GSI1/,
  },
};

/** Of the workspace `adapters/`. */
function withWhatIsLacking(run: Run): Run {
  const { package: used } = catalog[run.id] as CatalogEntry;
  const isHere = existsSync(path.join(root, 'node_modules', used?.name ?? ''));
  return isHere ? run : { ...run, lacking: 'npm ci has not brought it' };
}

testRuns(
  ['dynoxide', 'dynamodb-local'],
  Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, withWhatIsLacking(run)])),
  Boolean(process.env.TABLEWRIGHT_REQUIRE_ENGINES),
  (jobs) => [[process.execPath, [path.join(root, 'adapters/run.mjs'), JSON.stringify(jobs)]]],
);
