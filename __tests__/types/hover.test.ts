import { openEditor } from './languageService.js';

/** What an editor shows of a derived type. */

const editor = openEditor();
const declared = `import type { Item } from '../../src/schema/index.js';
const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', line: 'N', note: 'S', labels: 'SS' },
  partitionKey: 'id',
  sortKey: 'line',
});
`;
const item = '{ id: string; line: number; note?: string | undefined; labels?: Set<string> | undefined; }';

test.each([
  ['an item that has a name', 'type |Order = Item<typeof orders>;', `type Order = ${item}`],
  ['an item without one', 'declare const |order: Item<typeof orders>;', `const order: ${item}`],
])('%s: its attributes, and not the schema', (_, code, shown) => {
  expect(editor.hover(declared + code)).toBe(shown);
});
