import { type AttributeType, policyDocument, type TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { type AccessPattern, accessPatterns, type Returned } from './accessPatterns.js';
import { describeSettings } from './describeSettings.js';
import { keyCondition } from './keyCondition.js';
import { code, enumerate, jsonBlock, table, text } from './markdownText.js';

export interface MarkdownOptions {
  /** Of the whole page. Left out: `'DynamoDB tables'`. */
  readonly title?: string;
}

/**
 * A reference of the tables in GitHub's Markdown: attributes, keys, what each index can answer, example queries, settings. Names and
 * values come out as they are, whatever they hold.
 *
 * @example
 * ```ts
 * await writeFile('TABLES.md', toMarkdown([sessionTableSchema, approvalTableSchema]));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, or two have the same name.
 * @see https://github.github.com/gfm/
 */
export function toMarkdown(schemas: Schemas, options: MarkdownOptions = {}): string {
  const list = toSchemaList(schemas);
  const { title = 'DynamoDB tables' } = options;
  const contents = list.map(({ tableName }, i) => `- [${code(tableName)}](#${anchor(i)})`).join('\n');
  const blocks = [`# ${text(title)}`, ...(list.length > 1 ? [contents] : []), ...list.flatMap(describeTable)];
  return `${blocks.join('\n\n')}\n`;
}

/** Headings get anchors of GitHub's making, and those of two tables may be alike (`a.b`, `ab`). */
function anchor(i: number): string {
  return `table-${i + 1}`;
}

function describeTable(schema: TableSchema, i: number): string[] {
  const patterns = accessPatterns(schema);
  const { resourcePolicy } = schema;
  return [
    `<a id="${anchor(i)}"></a>`,
    `## ${code(schema.tableName)}`,
    describeKey(schema),
    '### Attributes',
    table(['Attribute', 'Type', 'Used as'], attributeRows(schema, patterns)),
    '### Ways to read it',
    table(
      ['By', 'Kind', 'Answers', 'Returns', 'Key condition'],
      patterns.map((pattern) => patternRow(schema, pattern)),
    ),
    ...(patterns.length > 1 ? [describeIndexes(patterns)] : []),
    '### Settings',
    ...describeSettings(schema),
    ...(resourcePolicy === undefined ? [] : ['Resource policy:', jsonBlock(policyDocument(resourcePolicy))]),
  ];
}

function describeKey({ partitionKey, sortKey }: TableSchema): string {
  return sortKey === undefined
    ? `Each item has its own ${code(partitionKey)}, the partition key.`
    : `Each item has its own pair of ${code(partitionKey)}, the partition key, and ${code(sortKey)}, the sort key.`;
}

const typeNames: Readonly<Record<AttributeType, string>> = {
  S: 'string',
  N: 'number',
  B: 'binary',
  BOOL: 'boolean',
  NULL: 'null',
  L: 'list',
  M: 'map',
  SS: 'set of strings',
  NS: 'set of numbers',
  BS: 'set of binaries',
};

function attributeRows(schema: TableSchema, patterns: readonly AccessPattern[]): string[][] {
  return Object.entries(schema.attributes).map(([name, type]) => {
    const uses = patterns.flatMap((pattern) => rolesIn(pattern, name));
    if (schema.timeToLive === name) uses.push('time to live');
    return [code(name), `${typeNames[type]} (${code(type)})`, uses.join('; ')];
  });
}

/** What an attribute does in the key of the table or of an index. */
function rolesIn(pattern: AccessPattern, name: string): string[] {
  const of = pattern.indexName === undefined ? '' : ` of ${code(pattern.indexName)}`;
  const part = (key: readonly string[], what: string) => {
    const position = key.indexOf(name);
    if (position < 0) return [];
    return [`${what}${key.length > 1 ? `, part ${position + 1} of ${key.length},` : ''}${of}`];
  };
  const hash = part(pattern.partitionKey, 'partition key');
  if (pattern.kind === 'local') return part(pattern.sortKey, 'sort key');
  if (pattern.kind !== 'vector') return [...hash, ...part(pattern.sortKey, 'sort key')];
  return [
    ...(pattern.vectorAttribute === name ? [`vector${of}`] : []),
    ...hash,
    ...(pattern.inlineFilters.includes(name) ? [`filter${of}`] : []),
  ];
}

const kinds: Readonly<Record<AccessPattern['kind'], string>> = {
  table: 'the table',
  global: 'global index',
  local: 'local index',
  vector: 'vector index',
};

function patternRow(schema: TableSchema, pattern: AccessPattern): string[] {
  const by = pattern.indexName === undefined ? 'its key' : code(pattern.indexName);
  return [
    by,
    kinds[pattern.kind],
    answers(pattern),
    describeReturned(pattern.returns),
    describeCondition(schema, pattern),
  ];
}

const nearness = {
  COSINE: 'by the cosine',
  EUCLIDEAN: 'by Euclidean distance',
  DOT_PRODUCT: 'by the dot product',
} as const;

function answers(pattern: AccessPattern): string {
  const partition = enumerate(pattern.partitionKey.map(code));
  if (pattern.kind === 'vector') {
    const { vectorAttribute, dimensions, distanceFunction, inlineFilters } = pattern;
    const numbers = `${dimensions} ${dimensions === 1 ? 'number' : 'numbers'}`;
    const of = partition && `, of one ${partition}`;
    const filters = inlineFilters.length ? `, filtered by ${enumerate(inlineFilters.map(code))}` : '';
    return `Items whose ${code(vectorAttribute)} (${numbers}) is nearest to a vector, ${nearness[distanceFunction]}${of}${filters}`;
  }
  if (pattern.kind === 'table' && !pattern.sortKey.length) return `One item by its ${partition}`;
  const order = pattern.sortKey.map(code).join(', then ');
  const items = `Items of one ${partition}${order && `, ordered and narrowed by ${order}`}`;
  return pattern.kind === 'table' ? `${items}; one item by both` : items;
}

function describeCondition(schema: TableSchema, pattern: AccessPattern): string {
  if (pattern.kind === 'vector') return 'none: it is searched with SearchVectors';
  const { expression, names } = keyCondition(schema, pattern);
  const others = names.filter(([placeholder, name]) => placeholder !== `#${name}`);
  const legend = others.map(([placeholder, name]) => `${code(placeholder)} is ${code(name)}`);
  return [code(expression), ...(legend.length ? [`where ${enumerate(legend)}`] : [])].join(' ');
}

function describeIndexes(patterns: readonly AccessPattern[]): string {
  const sparse = "An item that lacks an attribute of an index's key is not in that index.";
  const isLate = patterns.some(({ kind }) => kind === 'global' || kind === 'vector');
  return isLate ? `${sparse} Global and vector indexes follow the table a moment later.` : sparse;
}

function describeReturned(returns: Returned): string {
  return returns === 'ALL' ? 'all attributes' : enumerate(returns.map(code));
}
