import { cpSync } from 'node:fs';
import path from 'node:path';
import {
  amazonDynamodbLockClientTableWithSortKey,
  type CatalogEntry,
  catalog,
  dynamodbLockClientTableWithSortKey,
  langChainChatHistoryTableWithSortKey,
  langGraphStoreTableWithVectors,
  langGraphStoreWithVectorsActions,
} from '../../src/catalog/index.js';
import { withTableName } from '../../src/index.js';
import { type Job, ofEntry, type Run, type Runs, runsProvenBy, testRuns } from './packageRuns.js';

/** Packages that are large, or of other languages. `TABLEWRIGHT_ADAPTERS` names the folder into which CI brings them. */
const folder = process.env.TABLEWRIGHT_ADAPTERS;

const root = path.resolve(__dirname, '../..');

const runs: Runs = {
  ...runsProvenBy('ci'),
  'amazon-dynamodb-lock-client-sort-key': {
    ...ofEntry('amazon-dynamodb-lock-client'),
    schemas: [withTableName(amazonDynamodbLockClientTableWithSortKey('name'), 'sorted-java-locks')],
  },
  'dynamodb-lock-client-sort-key': {
    ...ofEntry('dynamodb-lock-client'),
    schemas: [withTableName(dynamodbLockClientTableWithSortKey('sortID'), 'sorted-locks')],
    // Its one client for such tables deletes no lock: it ends the lease.
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  },
  'langchain-chat-history-sort-key': {
    ...ofEntry('langchain-chat-history'),
    schemas: [withTableName(langChainChatHistoryTableWithSortKey('kind'), 'sorted-chats')],
  },
  'langgraph-store-with-vectors': {
    ...ofEntry('langgraph-store'),
    schemas: [withTableName(langGraphStoreTableWithVectors({ dimensions: 3 }), 'vectors')],
    actions: langGraphStoreWithVectorsActions,
  },
};

const withWhatIsLacking = (run: Run): Run =>
  folder ? run : { ...run, lacking: 'TABLEWRIGHT_ADAPTERS names no folder' };

testRuns(
  ['dynoxide'],
  Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, withWhatIsLacking(run)])),
  Boolean(process.env.TABLEWRIGHT_REQUIRE_ADAPTERS),
  (jobs) => {
    if (!folder) return [];
    // Beside the packages, where they find them.
    cpSync(path.join(root, 'adapters/ci'), folder, { recursive: true });
    cpSync(path.join(root, 'adapters/run.mjs'), path.join(folder, 'run.mjs'));
    const of = (registry: string) =>
      jobs.filter(({ name }) => (catalog[runs[name].id] as CatalogEntry).package?.registry === registry);
    const told = (program: string, args: readonly string[], some: readonly Job[]) =>
      some.length ? ([[program, [...args, JSON.stringify(some)]]] as const) : [];
    return [
      ...told(process.execPath, [path.join(folder, 'run.mjs')], of('npm')),
      ...told(path.join(folder, 'venv/bin/python'), [path.join(folder, 'run.py')], of('pypi')),
      ...told('java', ['-cp', path.join(folder, 'java', '*'), path.join(folder, 'LockClient.java')], of('maven')),
    ];
  },
);
