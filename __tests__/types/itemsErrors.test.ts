import { type Editor, openEditor, placeOf } from './languageService.js';

/**
 * What the compiler says of the commonest mistakes in reads and writes, and where: one error, under the words between « and »,
 * short and without the schema. And what an editor offers instead. That they are rejected at all is for `items.errors.ts`.
 */

let editor: Editor;
beforeAll(() => {
  editor = openEditor();
});

const before = `import { itemType, toDeleteItemInput, toGetItemInput, toPutItemInput, toQueryInput, toScanInput, toUpdateItemInput, withItemType } from '../../src/items/index.js';
const loans = defineTable({
  tableName: 'loans',
  attributes: { loan: 'S', reader: 'S', due: 'N', tags: 'SS', label: 'M' },
  partitionKey: 'loan',
  globalSecondaryIndexes: {
    'by-reader': { partitionKey: 'reader', sortKey: 'due' },
    'by-due': { partitionKey: 'due', projection: 'KEYS_ONLY' },
  },
});
const states = ['out', 'back'] as const;
interface Loan { loan: string; due?: number; state: (typeof states)[number]; place: { branch: string; row?: number } }
const typed = withItemType(loans, itemType<Loan>());
`;

function errorOf(marked: string): string {
  const code = before + marked;
  const found = editor.diagnose(code.replace(/[«»]/g, ''));
  expect(found.map(({ message, ...place }) => place)).toEqual([
    { ...placeOf(code, code.indexOf('«')), text: code.slice(code.indexOf('«') + 1, code.indexOf('»')) },
  ]);
  return found[0].message;
}

test.each<[string, string, RegExp]>([
  [
    'a misspelt index',
    "toQueryInput(loans, { «indexName»: 'by-raeder', key: { reader: 'r' } });",
    /'"by-raeder"' is not assignable to type '"by-reader" \| "by-due" \| undefined'. Did you mean '"by-reader"'\?/,
  ],
  [
    'a key of the table in an index',
    "toQueryInput(loans, { indexName: 'by-reader', key: { «loan»: '1' } });",
    /'loan' does not exist in type '\{ readonly reader: string; \} & \{ readonly due\?: .*NumberRange/,
  ],
  [
    'a key of the wrong type',
    "toQueryInput(loans, { indexName: 'by-reader', key: { «reader»: 1 } });",
    /'number'.*'string'/,
  ],
  [
    'a comparison that the key does not have',
    "toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r', due: { «beginsWith»: '1' } } });",
    /'beginsWith' does not exist in type 'NumberRange'/,
  ],
  [
    'a consistent read of a global index',
    "toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r' }, «consistentRead»: true });",
    /'true' is not assignable to type 'false'/,
  ],
  [
    'a misspelt name in select',
    "toQueryInput(loans, { key: { loan: '1' }, select: [«'readr'»] });",
    /'"readr"' is not assignable to type '("\w+"( \| )?){5}'. Did you mean '"reader"'\?/,
  ],
  [
    'a select of what the index does not hold',
    "toQueryInput(loans, { indexName: 'by-due', key: { due: 1 }, select: [«'tags'»] });",
    /'"tags"' is not assignable to type '("(due|loan)"( \| )?){2}'/,
  ],
  [
    'a filter by the key',
    "toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r' }, filter: { «due»: { gt: 1 } } });",
    /'due' does not exist in type '\{ readonly /,
  ],
  [
    'a filter of another type',
    "toScanInput(loans, { filter: { due: { «gt»: '1' } } });",
    /'string' is not assignable to type 'number \| bigint/,
  ],
  [
    'a misspelt name in a filter',
    "toScanInput(loans, { filter: { «readr»: 'r' } });",
    /Did you mean to write 'reader'\?/,
  ],
  [
    'set of the key',
    "toUpdateItemInput(loans, { loan: '1' }, { set: { «loan»: '2' } });",
    /'loan' does not exist in type '\{ readonly /,
  ],
  [
    'add to a string',
    "toUpdateItemInput(loans, { loan: '1' }, { add: { «reader»: 1 } });",
    /'reader' does not exist in type '\{ readonly due\?:/,
  ],
  [
    'remove of what is required',
    "toUpdateItemInput(typed, { loan: '1' }, { remove: [«'state'»] });",
    /'"state"' is not assignable to type '"due"'/,
  ],
  [
    'a misspelt name within a map',
    "toUpdateItemInput(typed, { loan: '1' }, { at: { place: { set: { «barnch»: 'x' } } } });",
    /'barnch' does not exist in type '\{ readonly branch\?: string/,
  ],
  [
    'a put without what is required',
    "toPutItemInput(typed, «{ loan: '1', state: 'out' }»);",
    /Property 'place' is missing .* required in type 'Loan'/,
  ],
  [
    'a key that is not whole',
    'toGetItemInput(loans, «{}»);',
    /Property 'loan' is missing in type '\{\}' but required in type '\{ readonly loan: string; \}'/,
  ],
  [
    'a condition that is misspelt',
    "toDeleteItemInput(loans, { loan: '1' }, { «conditon»: { due: 1 } });",
    /Did you mean to write 'condition'\?/,
  ],
])('%s', (_, code, message) => {
  const found = errorOf(code);
  expect(found).toMatch(message);
  expect(found).not.toMatch(/tableName|globalSecondaryIndexes|readonly loan: "S"/);
});

test.each<[string, string, string[]]>([
  ['indexes', "toQueryInput(loans, { indexName: '|' });", ['by-due', 'by-reader']],
  [
    'indexes, once the key is there',
    "toQueryInput(loans, { key: { reader: 'r' }, indexName: '|' });",
    ['by-due', 'by-reader'],
  ],
  ['keys of an index', "toQueryInput(loans, { indexName: 'by-reader', key: { | } });", ['due', 'reader']],
  [
    'comparisons of a sort key',
    "toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r', due: { | } } });",
    ['between', 'eq', 'gt', 'gte', 'lt', 'lte'],
  ],
  [
    'names of a filter',
    "toQueryInput(loans, { indexName: 'by-reader', key: { reader: 'r' }, filter: { | } });",
    ['and', 'label', 'loan', 'not', 'or', 'tags'],
  ],
  [
    'comparisons of a number',
    'toScanInput(loans, { filter: { due: { | } } });',
    ['between', 'eq', 'exists', 'gt', 'gte', 'in', 'lt', 'lte', 'ne', 'type'],
  ],
  ['names in select', "toQueryInput(loans, { indexName: 'by-due', key: { due: 1 }, select: ['|'] });", ['due', 'loan']],
  [
    'sections of an update',
    "toUpdateItemInput(loans, { loan: '1' }, { | });",
    ['add', 'append', 'at', 'delete', 'remove', 'set', 'setIfAbsent'],
  ],
  ['what can be added to', "toUpdateItemInput(loans, { loan: '1' }, { add: { | } });", ['due', 'tags']],
  ['what can be removed', "toUpdateItemInput(typed, { loan: '1' }, { remove: ['|'] });", ['due']],
  ['values of a type of items', "toUpdateItemInput(typed, { loan: '1' }, { set: { state: '|' } });", ['back', 'out']],
  [
    'names within a map',
    "toUpdateItemInput(typed, { loan: '1' }, { at: { place: { set: { | } } } });",
    ['branch', 'row'],
  ],
  ['attributes of an item', 'toPutItemInput(typed, { | });', ['due', 'loan', 'place', 'state']],
])('an editor offers %s', (_, code, names) => {
  expect(editor.complete(before + code).sort()).toEqual(names);
});
