import {
  itemType,
  toBatchGetItemInputs,
  toBatchWriteItemInputs,
  toConditionCheck,
  toDeleteItemInput,
  toGetItemInput,
  toPutItemInput,
  toQueryInput,
  toScanInput,
  toSearchVectorsInput,
  toTransactGetItemsInput,
  toTransactWriteItemsInput,
  toUpdateItemInput,
  withItemType,
} from '../../src/items/index.js';
import { library, loans, pages, typedLoans } from './itemTables.js';

/** What the builders reject. Each directive stands right above the line that the compiler must point to. */

/** Indexes and their keys. */

toQueryInput(loans, {
  // @ts-expect-error
  indexName: 'by-raeder',
  key: { reader: 'r' },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    // @ts-expect-error
    loan: '1',
  },
});
toQueryInput(pages, {
  // @ts-expect-error
  indexName: 'like',
  key: { book: 'b' },
});
toQueryInput(loans, {
  indexName: 'by-place',
  // @ts-expect-error
  key: { branch: 'b' },
});
toQueryInput(loans, {
  indexName: 'by-place',
  // @ts-expect-error
  key: { branch: 'b', reader: 'r', shelf: 's' },
});
toQueryInput(loans, {
  indexName: 'by-place',
  key: {
    branch: 'b',
    reader: 'r',
    // @ts-expect-error
    floor: { gt: 1 },
    shelf: 's',
  },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    // @ts-expect-error
    reader: { beginsWith: 'r' },
  },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    reader: 'r',
    due: {
      gte: 1,
      // @ts-expect-error
      lte: 2,
    },
  },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    reader: 'r',
    due: {
      // @ts-expect-error
      ne: 1,
    },
  },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    reader: 'r',
    due: {
      // @ts-expect-error
      beginsWith: '1',
    },
  },
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: {
    // @ts-expect-error
    reader: 1,
  },
});
toQueryInput(pages, {
  key: {
    book: 'b',
    page: {
      between: [
        // @ts-expect-error
        '1',
        2,
      ],
    },
  },
});
// @ts-expect-error
toQueryInput(loans, { limit: 1 });
toScanInput(pages, {
  // @ts-expect-error
  indexName: 'by-chaper',
});

/** What else a query and a scan cannot have. */

toQueryInput(loans, {
  indexName: 'by-reader',
  key: { reader: 'r' },
  // @ts-expect-error
  consistentRead: true,
});
toScanInput(loans, {
  indexName: 'by-reader',
  // @ts-expect-error
  consistentRead: true,
});
toQueryInput(loans, {
  indexName: 'by-scan',
  key: { branch: 'b' },
  select: [
    // @ts-expect-error
    'due',
  ],
});
toQueryInput(loans, {
  key: { loan: '1' },
  select: [
    // @ts-expect-error
    'deu',
  ],
});
toQueryInput(loans, {
  key: { loan: '1' },
  // @ts-expect-error
  limit: '10',
});
toQueryInput(loans, {
  key: { loan: '1' },
  // @ts-expect-error
  scanIndexForwards: false,
});
toScanInput(loans, {
  // @ts-expect-error
  segment: 3,
});
toQueryInput(loans, {
  indexName: 'by-reader',
  key: { reader: 'r' },
  // @ts-expect-error
  exclusiveStartKey: { loan: '1' },
});
toQueryInput(loans, {
  key: { loan: '1' },
  exclusiveStartKey: {
    // @ts-expect-error
    loan: 1,
  },
});

/** Filters and conditions. */

toQueryInput(loans, {
  indexName: 'by-reader',
  key: { reader: 'r' },
  filter: {
    // @ts-expect-error
    due: { gt: 1 },
  },
});
toQueryInput(loans, {
  key: { loan: '1' },
  filter: {
    or: [
      {
        // @ts-expect-error
        loan: 'x',
      },
    ],
  },
});
toQueryInput(loans, {
  indexName: 'by-scan',
  key: { branch: 'b' },
  filter: {
    // @ts-expect-error
    due: 1,
  },
});
toQueryInput(pages, {
  indexName: 'by-chapter',
  key: { book: 'b' },
  filter: {
    // @ts-expect-error
    text: 'x',
  },
});
toScanInput(loans, {
  filter: {
    // @ts-expect-error
    deu: 1,
  },
});
toScanInput(loans, {
  filter: {
    // @ts-expect-error
    due: '1',
  },
});
toScanInput(loans, {
  filter: {
    due: {
      // @ts-expect-error
      gt: '1',
    },
  },
});
toScanInput(loans, {
  filter: {
    due: {
      // @ts-expect-error
      contains: 1,
    },
  },
});
toScanInput(loans, {
  filter: {
    tags: {
      // @ts-expect-error
      contains: 1,
    },
  },
});
toScanInput(loans, {
  filter: {
    returned: {
      // @ts-expect-error
      gt: true,
    },
  },
});
toScanInput(loans, {
  filter: {
    // @ts-expect-error
    or: { due: 1 },
  },
});
toScanInput(loans, {
  filter: {
    label: {
      // @ts-expect-error
      branch: 'b',
    },
  },
});
toScanInput(typedLoans, {
  filter: {
    // @ts-expect-error
    state: 'lost',
  },
});
toScanInput(typedLoans, {
  filter: {
    place: {
      at: {
        // @ts-expect-error
        barnch: 'b',
      },
    },
  },
});
toDeleteItemInput(
  loans,
  { loan: '1' },
  {
    // @ts-expect-error
    conditions: { due: 1 },
  },
);
toConditionCheck(
  loans,
  { loan: '1' },
  {
    // @ts-expect-error
    lone: { exists: true },
  },
);

/** Keys of items. */

// @ts-expect-error
toGetItemInput(pages, { book: 'b' });
toGetItemInput(loans, {
  // @ts-expect-error
  reader: 'r',
});
toGetItemInput(pages, {
  book: 'b',
  // @ts-expect-error
  page: '1',
});
toGetItemInput(library, {
  // @ts-expect-error
  pk: 'VISITOR#1',
  sk: 'CARD',
});
toGetItemInput(
  loans,
  { loan: '1' },
  {
    select: [
      // @ts-expect-error
      'reeder',
    ],
  },
);
toBatchGetItemInputs(pages, [
  // @ts-expect-error
  { book: 'b' },
]);
toBatchWriteItemInputs(pages, {
  delete: [
    // @ts-expect-error
    { page: 1 },
  ],
});

/** Puts. */

// @ts-expect-error
toPutItemInput(loans, { due: 1 });
toPutItemInput(loans, {
  loan: '1',
  // @ts-expect-error
  tags: ['a'],
});
toPutItemInput(loans, {
  loan: '1',
  // @ts-expect-error
  label: ['a'],
});
toPutItemInput(loans, {
  loan: '1',
  // @ts-expect-error
  raeder: 'r',
});
// @ts-expect-error
toPutItemInput(typedLoans, { loan: '1', due: 1, state: 'out', stamps: [], counts: {} });
toPutItemInput(
  loans,
  { loan: '1' },
  {
    // @ts-expect-error
    returnValues: 'ALL_NEW',
  },
);
// @ts-expect-error
toPutItemInput(library, { pk: 'BOOK#1', sk: 'CARD', title: 't' });
toBatchWriteItemInputs(typedLoans, {
  put: [
    // @ts-expect-error
    { loan: '1' },
  ],
});

/** Updates. */

toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    set: {
      // @ts-expect-error
      loan: '2',
    },
  },
);
toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    add: {
      // @ts-expect-error
      reader: 'x',
    },
  },
);
toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    delete: {
      // @ts-expect-error
      due: 1,
    },
  },
);
toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    append: {
      // @ts-expect-error
      tags: ['x'],
    },
  },
);
toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    remove: [
      // @ts-expect-error
      'loan',
    ],
  },
);
toUpdateItemInput(
  loans,
  { loan: '1' },
  {
    // @ts-expect-error
    sets: { due: 1 },
  },
);
toUpdateItemInput(
  typedLoans,
  { loan: '1' },
  {
    remove: [
      // @ts-expect-error
      'due',
    ],
  },
);
toUpdateItemInput(
  typedLoans,
  { loan: '1' },
  {
    at: {
      place: {
        set: {
          // @ts-expect-error
          barnch: 'x',
        },
      },
    },
  },
);
toUpdateItemInput(
  typedLoans,
  { loan: '1' },
  {
    at: {
      place: {
        remove: [
          // @ts-expect-error
          'branch',
        ],
      },
    },
  },
);
toUpdateItemInput(
  typedLoans,
  { loan: '1' },
  {
    append: {
      stamps: [
        // @ts-expect-error
        { clerk: 'c' },
      ],
    },
  },
);
toUpdateItemInput(
  library,
  { pk: 'READER#1', sk: 'CARD' },
  {
    set: {
      // @ts-expect-error
      minutes: 3,
    },
  },
);

/** Vectors. */

toSearchVectorsInput(pages, {
  // @ts-expect-error
  indexName: 'likes',
  searchVector: [1, 2],
  topK: 1,
  key: { book: 'b' },
});
toSearchVectorsInput(pages, {
  indexName: 'like',
  searchVector: [1, 2],
  topK: 1,
  // @ts-expect-error
  key: { lang: 'it' },
});
// @ts-expect-error
toSearchVectorsInput(pages, { indexName: 'like', searchVector: [1, 2], topK: 1 });
toSearchVectorsInput(pages, {
  indexName: 'anywhere',
  // @ts-expect-error
  searchVector: '1,2',
  topK: 1,
});

/** Transactions. */

toTransactGetItemsInput([
  // @ts-expect-error
  toDeleteItemInput(loans, { loan: '1' }),
]);
toTransactWriteItemsInput([
  {
    // @ts-expect-error
    puts: toPutItemInput(loans, { loan: '1' }),
  },
]);
toTransactWriteItemsInput([
  {
    // @ts-expect-error
    put: toGetItemInput(loans, { loan: '1' }),
  },
]);

/** Types of items. */

// @ts-expect-error
withItemType(loans, itemType<{ reader: string }>());
// @ts-expect-error
withItemType(loans, itemType<{ loan?: string }>());
// @ts-expect-error
withItemType(loans, itemType<{ loan: number }>());
// @ts-expect-error
withItemType(loans, itemType<{ loan: string; gone: Date }>());
// @ts-expect-error
withItemType(loans, itemType<{ loan: string; tags: string[] }>());
// @ts-expect-error
withItemType(loans, itemType<{ loan: string } | { reader: string }>());
