import fc from 'fast-check';
import { toMermaid } from '../../src/formats/index.js';
import { approvalTableSchema, indexNames, sessionTableSchema, type TableSchema } from '../../src/index.js';
import { visible } from '../../src/schema/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { replicatedTable, streamArn } from './scaledTable.js';

/** The small part of Mermaid that a diagram is made of: nodes with quoted labels, and edges between them. */
const text = String.raw`(?:[\p{L}\p{N} :,_-]|#\d+;|<br/>|</?b>)*`;
const node = new RegExp(`^ {2}(table\\d+(?:index\\d+)?)(?:\\[\\("(${text})"\\)\\]|\\["(${text})"\\])$`, 'u');
const edge = /^ {2}(table\d+) (---|-->|-\.->)\|"(\w+ index)"\| (table\d+index\d+)$/;

/** What the labels of the nodes show, and the edges. */
function read(diagram: string) {
  const [first, ...rest] = diagram.split('\n').slice(0, -1);
  expect(first).toBe('flowchart LR');
  const nodes = new Map<string, string[]>();
  const edges: string[][] = [];
  for (const line of rest) {
    const [, id, round, square] = node.exec(line) ?? [];
    const [, from, , what, to] = edge.exec(line) ?? [];
    if (id) nodes.set(id, seen(round ?? square));
    else if (from) edges.push([from, what, to]);
    else throw new Error(`a line that is neither node nor edge: ${line}`);
  }
  return { nodes, edges };
}

/** The lines of a label, as a reader sees them. */
function seen(label: string): string[] {
  return label
    .split('<br/>')
    .map((line) => line.replace(/<\/?b>/g, '').replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))));
}

test('a table is a node with its key and its TTL, each index another with what it answers', () => {
  const { nodes, edges } = read(toMermaid([sessionTableSchema, approvalTableSchema]));
  expect(nodes.get('table1')).toEqual(['sentinel-sessions', 'partition: id (S)', 'expires at: ttl']);
  expect(nodes.get('table1index4')).toEqual([
    'gsi-server-instance',
    'partition: server_instance_id (S)',
    'sort: status (S)',
    'returns: all attributes',
  ]);
  expect(nodes.get('table2')?.[0]).toBe('sentinel-requests');
  expect(edges).toHaveLength(7);
  expect(edges[6]).toEqual(['table2', 'global index', 'table2index3']);
});

test('where changes go and where else the table is stands in its node', () => {
  const { nodes } = read(toMermaid(replicatedTable));
  expect(nodes.get('table1')).toEqual([
    'orders',
    'partition: id (S)',
    `changes go to: ${streamArn}`,
    'replicas: us-east-1, eu-central-1',
  ]);
});

test('keys of several attributes, projections, local and vector indexes', () => {
  const { nodes, edges } = read(
    toMermaid({
      tableName: 'orders',
      attributes: { id: 'S', at: 'N', tournament: 'S', region: 'S', embedding: 'L' },
      partitionKey: 'id',
      sortKey: 'at',
      globalSecondaryIndexes: {
        'by-region': {
          partitionKey: ['tournament', 'region'],
          sortKey: ['at', 'id'],
          projection: { include: ['note'] },
        },
      },
      localSecondaryIndexes: { 'by-tournament': { sortKey: 'tournament', projection: 'KEYS_ONLY' } },
      vectorIndexes: {
        'by-likeness': {
          vectorAttribute: 'embedding',
          dimensions: 3,
          distanceFunction: 'COSINE',
          partitionKey: 'tournament',
          inlineFilters: ['region'],
        },
      },
    }),
  );
  expect([...nodes.values()].slice(1)).toEqual([
    [
      'by-region',
      'partition: tournament (S) and region (S)',
      'sort: at (N), then id (S)',
      'returns: id, at, tournament, region, note',
    ],
    ['by-tournament', 'partition: id (S)', 'sort: tournament (S)', 'returns: id, at, tournament'],
    [
      'by-likeness',
      'vector: embedding (3)',
      'partition: tournament (S)',
      'filter: region (S)',
      'returns: all attributes',
    ],
  ]);
  expect(edges.map(([, what]) => what)).toEqual(['global index', 'local index', 'vector index']);
});

test.each([
  '"',
  '`a`',
  '#quot;',
  '%%{init: {}}%%',
  'end',
  'a\nb',
  '")]',
  '-->',
  '<script>alert(1)</script>',
  '</b>',
  'fa:fa-user',
  '$$x$$',
  '1. a',
  '- a',
  '__proto__',
  '*a*',
  '\u2028',
  '🙂',
])('the attribute %j comes out as data', (name) => {
  const schema: TableSchema = { tableName: 'orders', attributes: { [name]: 'S' }, partitionKey: name };
  const diagram = toMermaid(schema);
  expect(read(diagram).nodes.get('table1')).toEqual(['orders', `partition: ${visible(name)} (S)`]);
  // Mermaid would draw an icon, or a formula.
  expect(diagram.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).not.toMatch(/fa:fa-|\$\$/);
});

test('any schemas: a node for each table and index, an edge for each index, the same text each time', () => {
  fc.assert(
    fc.property(fc.uniqueArray(validTable(), { selector: ({ tableName }) => tableName, maxLength: 3 }), (schemas) => {
      const diagram = toMermaid(schemas);
      const { nodes, edges } = read(diagram);
      const names = schemas.flatMap((schema) => [schema.tableName, ...indexNames(schema)]);
      expect([...nodes.values()].map(([name]) => name)).toEqual(names);
      expect(edges).toHaveLength(names.length - schemas.length);
      expect(edges.every(([from, , to]) => nodes.has(from) && nodes.has(to))).toBe(true);
      const keys = schemas.map(
        ({ partitionKey, attributes }) => `partition: ${partitionKey} (${attributes[partitionKey]})`,
      );
      expect([...nodes].filter(([id]) => !id.includes('index')).map(([, [, line]]) => line)).toEqual(keys);
      expect(toMermaid(structuredClone(schemas))).toBe(diagram);
    }),
    runs(100),
  );
});

test('a title is a string of the front matter, whatever it holds', () => {
  for (const title of ['Tables', 'a: "b" # c\n---\nflowchart TB', '%%{init: {}}%%']) {
    const [fence, line, end, kind] = toMermaid(sessionTableSchema, { title }).split('\n');
    expect([fence, end, kind]).toEqual(['---', '---', 'flowchart LR']);
    expect(line).toMatch(/^title: "[A-Za-z0-9 \\]*"$/);
    expect(JSON.parse(line.slice('title: '.length))).toBe(visible(title));
  }
});
