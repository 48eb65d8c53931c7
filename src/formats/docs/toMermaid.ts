import { type TableSchema, visible } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { type AccessPattern, accessPatterns, patternKinds, returned } from './accessPatterns.js';

/** Options of `toMermaid`. */
export interface MermaidOptions {
  /** The title above the diagram. Left out: none. */
  readonly title?: string;
}

/**
 * A Mermaid flowchart of the tables, each with its indexes, and which attributes partition and sort each. GitHub draws it from a
 * `mermaid` block in Markdown. Names come out as data, whatever they hold.
 *
 * @example
 * ```ts
 * const diagram = toMermaid([sessionTableSchema, approvalTableSchema]);
 * await writeFile('TABLES.md', ['```mermaid', diagram + '```', ''].join('\n'));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, or two have the same name.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function toMermaid(schemas: Schemas, options: MermaidOptions = {}): string {
  const { title } = options;
  const lines = [
    ...(title === undefined ? [] : ['---', `title: ${yamlString(title)}`, '---']),
    'flowchart LR',
    ...toSchemaList(schemas).flatMap(describeTable),
  ];
  return `${lines.join('\n')}\n`;
}

function describeTable(schema: TableSchema, i: number): string[] {
  const id = `table${i + 1}`;
  const [own, ...indexes] = accessPatterns(schema);
  const { timeToLive, replicas = {}, kinesisStreamingDestination: kinesis } = schema;
  const regions = Object.keys(replicas).map(label).join(', ');
  const more = [
    ...(timeToLive === undefined ? [] : [`expires at: ${label(timeToLive)}`]),
    ...(kinesis ? [`changes go to: ${label(kinesis.streamArn)}`] : []),
    ...(regions ? [`replicas: ${regions}`] : []),
  ];
  return [
    `  ${id}[("${lines(schema.tableName, [...keyLines(schema, own), ...more])}")]`,
    ...indexes.flatMap((index, j) => {
      const name = `${id}index${j + 1}`;
      const node = lines(index.name ?? '', [
        ...keyLines(schema, index),
        `returns: ${described(returned(schema, index))}`,
      ]);
      return [`  ${name}["${node}"]`, `  ${id} ${arrows[index.kind]}|"${patternKinds[index.kind].name}"| ${name}`];
    }),
  ];
}

/** A local index is a part of the table; the others follow it. */
const arrows: Readonly<Record<AccessPattern['kind'], string>> = {
  table: '---',
  local: '---',
  global: '-->',
  vector: '-.->',
};

function lines(name: string, rest: readonly string[]): string {
  return [`<b>${label(name)}</b>`, ...rest].join('<br/>');
}

function keyLines({ attributes }: TableSchema, pattern: AccessPattern): string[] {
  const typed = (name: string) => `${label(name)} #40;${attributes[name]}#41;`;
  const line = (what: string, names: readonly string[]) =>
    names.length ? [`${what}: ${names.map(typed).join(', then ')}`] : [];
  const partition = pattern.partitionKey.length ? [`partition: ${pattern.partitionKey.map(typed).join(' and ')}`] : [];
  if (pattern.kind !== 'vector') return [...partition, ...line('sort', pattern.sortKey)];
  const { vectorAttribute, dimensions, inlineFilters = [] } = pattern.index;
  return [
    `vector: ${label(vectorAttribute)} #40;${dimensions}#41;`,
    ...partition,
    ...(inlineFilters.length ? [`filter: ${inlineFilters.map(typed).join(', ')}`] : []),
  ];
}

function described(returns: ReturnType<typeof returned>): string {
  return returns === 'ALL' ? 'all attributes' : returns.map(label).join(', ');
}

/**
 * Text as data: an entity stands for each character that could be markup, be it Mermaid's own or that of the Markdown and the HTML
 * that labels may hold. A dash or an underline within a word is none. What would act on who reads it shows as an escape.
 */
function label(text: string): string {
  return visible(text).replace(/(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])|[^\p{L}\p{N}_-]/gu, (char) => {
    const entity = `#${char.codePointAt(0)};`;
    // Icons (`fa:fa-user`) and formulas (`$$x$$`) are looked for once entities are characters; a tag keeps those apart.
    return char === ':' || char === '$' ? `${entity}<b></b>` : entity;
  });
}

/** Front matter is YAML, whose double-quoted strings know the escapes of JSON. */
function yamlString(text: string): string {
  const escaped = visible(text).replace(
    /[^A-Za-z0-9 ]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
