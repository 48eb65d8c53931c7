import { describeRule, global, local, many, table, vector } from './cases.js';

const names = (count: number, prefix = 'p') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const include = (...list: unknown[]) => ({ projection: { include: list } });
const kinds = {
  GSI: { of: global, path: ['globalSecondaryIndexes', 'gsi-user', 'projection'] },
  LSI: { of: local, path: ['localSecondaryIndexes', 'lsi-user', 'projection'] },
  'vector index': { of: vector, path: ['vectorIndexes', 'by-embedding', 'projection'] },
};
const ofEachKind = <T>(cases: (kind: (typeof kinds)['GSI'], name: string) => Record<string, T>): Record<string, T> =>
  Object.assign({}, ...Object.entries(kinds).map(([name, kind]) => cases(kind, name)));

describeRule('projection', {
  rejects: ofEachKind(({ of, path }, kind) =>
    Object.fromEntries(
      ['INCLUDE', 'all', null, 5, ['name']].map((projection) => [
        `${JSON.stringify(projection)} in a ${kind}`,
        { schema: table(of({ projection })), path, says: JSON.stringify(projection) },
      ]),
    ),
  ),
  accepts: ofEachKind(({ of }, kind) => ({
    [`nothing in a ${kind}`]: { schema: table(of({ projection: undefined })) },
    [`ALL in a ${kind}`]: { schema: table(of({ projection: 'ALL' })) },
    [`KEYS_ONLY in a ${kind}`]: { schema: table(of({ projection: 'KEYS_ONLY' })) },
  })),
});

describeRule('include-list', {
  rejects: ofEachKind(({ of, path }, kind) => ({
    [`an empty list in a ${kind}`]: { schema: table(of(include())), path: [...path, 'include'], says: '[]' },
    [`no list in a ${kind}`]: {
      schema: table(of({ projection: {} })),
      path: [...path, 'include'],
      says: 'missing',
    },
    [`a name that is not in a list in a ${kind}`]: {
      schema: table(of({ projection: { include: 'name' } })),
      path: [...path, 'include'],
      says: '"name"',
    },
  })),
  accepts: ofEachKind(({ of }, kind) => ({
    [`one attribute in a ${kind}`]: { schema: table(of(include('photo'))) },
    [`an attribute that is not declared in a ${kind}`]: { schema: table(of(include('note'))) },
    [`a key in a ${kind}`]: { schema: table(of(include('id', 'note'))) },
    [`21 attributes in a ${kind}, which may be one too many`]: { schema: table(of(include(...names(21)))) },
  })),
});

describeRule('include-no-duplicate', {
  rejects: ofEachKind(({ of, path }, kind) => ({
    [`a name twice in a ${kind}`]: {
      schema: table(of(include('note', 'photo', 'note'))),
      path: [...path, 'include', 2],
      says: '"note"',
    },
  })),
  accepts: {
    'a name in two indexes': { schema: table({ ...global(include('note')), ...local(include('note')) }) },
  },
});

describeRule('projected-name-length', {
  rejects: ofEachKind(({ of, path }, kind) => ({
    [`an empty name in a ${kind}`]: {
      schema: table(of(include('note', ''))),
      path: [...path, 'include', 1],
      says: '""',
    },
    [`256 letters in a ${kind}`]: {
      schema: table(of(include('n'.repeat(256)))),
      path: [...path, 'include', 0],
      says: '"nnnn',
    },
    [`256 bytes of 128 characters in a ${kind}`]: {
      schema: table(of(include('é'.repeat(128)))),
      path: [...path, 'include', 0],
      says: '"éééé',
    },
    [`a number in a ${kind}`]: { schema: table(of(include(7))), path: [...path, 'include', 0], says: '7' },
  })),
  accepts: ofEachKind(({ of }, kind) => ({
    [`255 letters in a ${kind}`]: { schema: table(of(include('n'.repeat(255)))) },
    [`255 bytes in a ${kind}`]: { schema: table(of(include(`${'é'.repeat(127)}n`))) },
  })),
});

/** Five GSIs and an LSI that include so many attributes. */
const spread = (gsi: number, lsi: readonly string[]) =>
  table({
    ...local(include(...lsi)),
    globalSecondaryIndexes: many(5, (i) => [`gsi-${i}`, { partitionKey: 'user', ...include(...names(gsi)) }]),
  });

describeRule('include-total', {
  rejects: {
    '101 attributes in one index': { schema: table(global(include(...names(101)))), path: [], says: '101 attributes' },
    'five times the same 19, and six': { schema: spread(19, names(6)), path: [], says: '101 attributes' },
  },
  accepts: {
    '100 attributes in one index': { schema: table(global(include(...names(100)))) },
    'five times the same 19, and five': { schema: spread(19, names(5)) },
    '101 attributes in a vector index, which may have a limit of its own': {
      schema: table(vector(include(...names(101)))),
    },
    '100 attributes beside an index that projects all': {
      schema: table({ ...global(include(...names(100))), ...local({ projection: 'ALL' }) }),
    },
  },
});
