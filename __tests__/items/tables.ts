import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { defineTable, type TableSchema, toCreateTableInput } from '../../src/index.js';
import { itemType, withItemType } from '../../src/items/index.js';
import type { EngineContext } from '../support/engines.js';

export const loans = defineTable({
  tableName: 'loans',
  attributes: {
    loan: 'S',
    reader: 'S',
    due: 'N',
    state: 'S',
    tags: 'SS',
    label: 'M',
    stamps: 'L',
    scan: 'B',
    gone: 'N',
  },
  partitionKey: 'loan',
  globalSecondaryIndexes: {
    'by-reader': { partitionKey: 'reader', sortKey: 'due' },
    'by-scan': { partitionKey: 'scan', projection: 'KEYS_ONLY' },
  },
  timeToLive: 'gone',
});

export const pages = defineTable({
  tableName: 'pages',
  attributes: { book: 'S', page: 'N', chapter: 'S', text: 'S' },
  partitionKey: 'book',
  sortKey: 'page',
  localSecondaryIndexes: { 'by-chapter': { sortKey: 'chapter', projection: 'KEYS_ONLY' } },
});

export const places = defineTable({
  tableName: 'places',
  attributes: { id: 'S', branch: 'S', hall: 'S', floor: 'N', shelf: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { place: { partitionKey: ['branch', 'hall'], sortKey: ['floor', 'shelf'] } },
});

export const texts = defineTable({
  tableName: 'texts',
  attributes: { id: 'S', lang: 'S', kind: 'S', meaning: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    like: {
      vectorAttribute: 'meaning',
      dimensions: 2,
      distanceFunction: 'COSINE',
      partitionKey: 'lang',
      inlineFilters: ['kind'],
    },
  },
});

export interface Loan {
  loan: string;
  reader?: string;
  due?: number;
  state?: 'out' | 'back';
  tags?: Set<string>;
  label?: Record<string, unknown>;
  stamps?: { day: number }[];
  'a.b'?: number;
  size?: number;
}
export const typedLoans = withItemType(loans, itemType<Loan>());

/** The document client of an engine, after these tables are made there. */
export async function documentsOf(
  { client }: EngineContext,
  ...schemas: TableSchema[]
): Promise<DynamoDBDocumentClient> {
  for (const schema of schemas) await client().send(new CreateTableCommand(toCreateTableInput(schema)));
  return DynamoDBDocumentClient.from(client());
}
