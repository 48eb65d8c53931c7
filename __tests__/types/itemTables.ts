import { itemType, withItemType } from '../../src/items/index.js';
import { defineTable } from '../../src/schema/index.js';

/** The tables of the type tests of reads and writes. */

export const loans = defineTable({
  tableName: 'loans',
  attributes: {
    loan: 'S',
    reader: 'S',
    due: 'N',
    returned: 'BOOL',
    notes: 'L',
    label: 'M',
    scan: 'B',
    tags: 'SS',
    fines: 'NS',
    gone: 'N',
    branch: 'S',
    floor: 'N',
    shelf: 'S',
  },
  partitionKey: 'loan',
  globalSecondaryIndexes: {
    'by-reader': { partitionKey: 'reader', sortKey: 'due' },
    'by-scan': { partitionKey: 'branch', sortKey: 'scan', projection: { include: ['tags'] } },
    'by-place': { partitionKey: ['branch', 'reader'], sortKey: ['floor', 'shelf'], projection: 'KEYS_ONLY' },
  },
  timeToLive: 'gone',
});

export const pages = defineTable({
  tableName: 'pages',
  attributes: { book: 'S', page: 'N', chapter: 'S', text: 'S', meaning: 'L', lang: 'S' },
  partitionKey: 'book',
  sortKey: 'page',
  localSecondaryIndexes: { 'by-chapter': { sortKey: 'chapter', projection: 'KEYS_ONLY' } },
  vectorIndexes: {
    like: {
      vectorAttribute: 'meaning',
      dimensions: 2,
      distanceFunction: 'COSINE',
      partitionKey: 'book',
      inlineFilters: ['lang'],
    },
    anywhere: { vectorAttribute: 'meaning', dimensions: 2, distanceFunction: 'COSINE' },
  },
});

export interface Loan {
  loan: string;
  reader?: string;
  due: number;
  state: 'out' | 'back';
  place: { branch: string; row?: number };
  stamps: { day: number; clerk?: string }[];
  tags?: Set<string>;
  payload?: unknown;
  counts: Record<string, number>;
}

export const typedLoans = withItemType(loans, itemType<Loan>());

export interface Reader {
  pk: `READER#${string}`;
  sk: 'CARD';
  name: string;
}
export interface Visit {
  pk: `READER#${string}`;
  sk: `VISIT#${string}`;
  minutes: number;
  day: string;
}
export interface Book {
  pk: `BOOK#${string}`;
  sk: 'BOOK';
  title: string;
  day?: string;
}

export const library = withItemType(
  defineTable({
    tableName: 'library',
    attributes: { pk: 'S', sk: 'S', day: 'S' },
    partitionKey: 'pk',
    sortKey: 'sk',
    globalSecondaryIndexes: { 'by-day': { partitionKey: 'day', sortKey: 'pk' } },
  }),
  itemType<Reader | Visit | Book>(),
);
