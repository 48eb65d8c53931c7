import { policyDocument, type ResourcePolicy, type TableSchema } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { type AccessPattern, accessPatterns, answer, patternKinds, returned } from './accessPatterns.js';
import { attributeTypes } from './attributeTypes.js';
import { keyCondition } from './keyCondition.js';
import { code, inline, jsonBlock, table, text } from './markdownText.js';
import { replicas, unsaidOfReplicas } from './replicas.js';
import { indexSettings, tableSettings } from './settings.js';
import { enumerate, within } from './words.js';

/** Options of `toMarkdown`. */
export interface MarkdownOptions {
  /** The heading of the whole page, on one line. Left out: `'DynamoDB tables'`. */
  readonly title?: string;
}

/**
 * A reference of the tables in GitHub's Markdown: attributes, keys, what each index can answer, example queries, settings. Names and
 * values come out as data, whatever they hold; what would act on who reads it shows as a JSON string.
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
    ...describeSettings(schema, patterns),
    ...describePolicy('Resource policy:', schema.resourcePolicy),
    ...describePolicy('Policy of the stream:', schema.streamResourcePolicy),
    ...describeReplicas(schema),
  ];
}

function describePolicy(heading: string, policy: ResourcePolicy | false | undefined): string[] {
  return policy ? [heading, jsonBlock(policyDocument(policy))] : [];
}

function describeReplicas(schema: TableSchema): string[] {
  const list = replicas(schema);
  if (!list.length) return [];
  return [
    '### Replicas',
    table(
      ['Replica in', 'Settings of its own'],
      list.map(({ region, settings }) => [code(region), inline(settings)]),
    ),
    unsaidOfReplicas,
    ...list.flatMap(({ region, resourcePolicy }) =>
      describePolicy(`Resource policy in ${code(region)}:`, resourcePolicy),
    ),
  ];
}

function describeKey({ partitionKey, sortKey }: TableSchema): string {
  return sortKey === undefined
    ? `Each item has its own ${code(partitionKey)}, the partition key.`
    : `Each item has its own pair of ${code(partitionKey)}, the partition key, and ${code(sortKey)}, the sort key.`;
}

function attributeRows(schema: TableSchema, patterns: readonly AccessPattern[]): string[][] {
  return Object.entries(schema.attributes).map(([name, type]) => {
    const uses = patterns.flatMap((pattern) => rolesIn(pattern, name));
    if (schema.timeToLive === name) uses.push('time to live');
    return [code(name), `${attributeTypes[type]} (${code(type)})`, uses.join('; ')];
  });
}

/** What an attribute does in the key of the table or of an index. */
function rolesIn(pattern: AccessPattern, name: string): string[] {
  const of = pattern.name === undefined ? '' : ` of ${code(pattern.name)}`;
  const part = (key: readonly string[], what: string) => {
    const position = key.indexOf(name);
    if (position < 0) return [];
    return [`${what}${key.length > 1 ? `, part ${position + 1} of ${key.length},` : ''}${of}`];
  };
  const hash = part(pattern.partitionKey, 'partition key');
  if (pattern.kind === 'local') return part(pattern.sortKey, 'sort key');
  if (pattern.kind !== 'vector') return [...hash, ...part(pattern.sortKey, 'sort key')];
  return [
    ...(pattern.index.vectorAttribute === name ? [`vector${of}`] : []),
    ...hash,
    ...(pattern.index.inlineFilters?.includes(name) ? [`filter${of}`] : []),
  ];
}

function patternRow(schema: TableSchema, pattern: AccessPattern): string[] {
  const back = returned(schema, pattern);
  return [
    pattern.name === undefined ? 'its key' : code(pattern.name),
    patternKinds[pattern.kind].name,
    inline(answer(pattern)),
    back === 'ALL' ? 'all attributes' : inline(enumerate(back)),
    describeCondition(schema, pattern),
  ];
}

function describeCondition(schema: TableSchema, pattern: AccessPattern): string {
  const { expression, names } = keyCondition(schema, pattern) ?? { expression: 'none', names: [] };
  const others = names.filter(([placeholder, name]) => placeholder !== `#${name}`);
  const legend = others.map(([placeholder, name]) => `${code(placeholder)} is ${code(name)}`);
  return [names.length ? code(expression) : expression, ...(legend.length ? [`where ${legend.join(', ')}`] : [])]
    .join(' ')
    .concat(pattern.kind === 'vector' ? `; searched with ${code('SearchVectors')}` : '');
}

function describeIndexes(patterns: readonly AccessPattern[]): string {
  const sparse = "An item that lacks an attribute of an index's key is not in that index.";
  const isLate = patterns.some(({ kind }) => kind === 'global' || kind === 'vector');
  return isLate ? `${sparse} Global and vector indexes follow the table a moment later.` : sparse;
}

/**
 * What the schema says of the table and its global indexes, and the names of the table's settings that it leaves to others. A name for
 * each setting that it leaves out of an index would be a long list.
 */
function describeSettings(schema: TableSchema, patterns: readonly AccessPattern[]): string[] {
  const { managed, unmanaged } = tableSettings(schema);
  const rows = managed.map(({ label, words }) => [label, inline(words)]);
  for (const pattern of patterns) {
    if (pattern.kind !== 'global') continue;
    for (const { label, words } of indexSettings(schema, pattern.index)) {
      rows.push([`${label} of ${code(pattern.name)}`, inline(words)]);
    }
  }
  const left = enumerate(unmanaged.map(within), 'and', (label) => [label]);
  return [table(['Setting', 'Value'], rows), ...(left.length ? [`Unmanaged: ${inline(left)}.`] : [])];
}
