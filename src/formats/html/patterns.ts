import type { TableSchema } from '../../schema/index.js';
import { type AccessPattern, answer, included, patternKinds } from '../docs/accessPatterns.js';
import { indexSettings } from '../docs/settings.js';
import { codeBlock, inline, name, names } from './fragments.js';
import { pathId } from './ids.js';
import { html, type Markup, text } from './markup.js';
import { queryExample } from './queries.js';

/** What a path answers: its key, in words, as an expression, and as a command. */
export function pattern(schema: TableSchema, path: AccessPattern): Markup {
  const { command, condition, code, documentCode } = queryExample(schema, path);
  return html`<article class="path" id="${pathId(schema.tableName, path)}" data-kind="${patternKinds[path.kind].short}">
<h4>${path.name === undefined ? html`By the table&rsquo;s key` : html`<code>${text(path.name)}</code>`} <span class="kind">${patternKinds[path.kind].short}</span></h4>
${signature(schema, path)}
<p>${inline(answer(path))}. ${remarks(schema, path)} ${projectionSentence(schema, path)}</p>
${settingsOf(schema, path)}${
  condition !== undefined &&
  html`<p class="expr"><span>${path.kind === 'vector' ? 'Search condition' : 'Key condition'}</span> <code>${text(condition)}</code></p>
`
}<details class="more"><summary>${command}</summary>
${codeBlock(code, `${command} for ${path.name ?? schema.tableName}`)}<p class="note">With the document client, and the schema&rsquo;s constant:</p>
${codeBlock(documentCode, `Document client for ${path.name ?? schema.tableName}`)}</details>
</article>
`;
}

function signature(schema: TableSchema, path: AccessPattern): Markup {
  const key = (style: string, letter: string, meaning: string, attributes: readonly string[], numbered = false) =>
    attributes.map((attribute, i) => {
      const type = Object.hasOwn(schema.attributes, attribute) ? schema.attributes[attribute] : '';
      const number = numbered && attributes.length > 1 ? `${i + 1}` : '';
      return html`<li><span class="mark ${style}" title="${meaning}"><span aria-hidden="true">${letter}${number}</span><span class="sr">${meaning}</span></span> ${name(attribute)} <span class="type">${type}</span></li>`;
    });
  return html`<ul class="signature">${key('p', 'P', 'partition key', path.partitionKey, true)}${key(
    's',
    'S',
    'sort key',
    path.sortKey,
    true,
  )}${
    path.kind === 'vector' && [
      key('v', 'V', 'vector', [path.index.vectorAttribute]),
      key('f', 'F', 'filter', path.index.inlineFilters ?? []),
    ]
  }</ul>`;
}

/** What more there is to know of a pattern: how its items are narrowed, which are not in it, and how fresh they are. */
function remarks(schema: TableSchema, path: AccessPattern): Markup | undefined {
  switch (path.kind) {
    case 'table':
      return undefined;
    case 'global':
      return html`${narrowing(schema, path)} ${
        path.partitionKey.length + path.sortKey.length > 1
          ? 'An item that lacks one of these attributes is not in the index.'
          : 'An item without it is not in the index.'
      } Reads are eventually consistent.`;
    case 'local':
      return html`${narrowing(schema, path)} An item without ${names(path.sortKey)} is not in the index. Reads can be strongly consistent.`;
    case 'vector':
      return html`${
        path.partitionKey.length > 0 &&
        html`Every search names one value of ${names(path.partitionKey)}; an item without it is not in the index.`
      } Query and Scan can&rsquo;t read this index.`;
    default:
      return path satisfies never;
  }
}

function narrowing({ attributes }: TableSchema, { partitionKey, sortKey }: AccessPattern): string {
  const every = partitionKey.length > 1 ? 'A query names every part of the partition key.' : '';
  if (!sortKey.length) return every;
  const range =
    sortKey.length > 1
      ? 'A query narrows them from the left: equal values first, and a range on the last one that it names.'
      : attributes[sortKey[0]] === 'N'
        ? 'A query can narrow it to a value or a range.'
        : 'A query can narrow it to a value, a range or a prefix.';
  return `${every} ${range}`;
}

function projectionSentence(schema: TableSchema, path: AccessPattern): Markup | undefined {
  const { kind, projection } = path;
  if (kind === 'table') return undefined;
  if (projection === 'ALL') return html`It holds <b>every attribute</b>.`;
  const rest =
    kind === 'local'
      ? 'other attributes are fetched from the table, at a cost.'
      : 'for other attributes, read the item from the table.';
  if (projection === 'KEYS_ONLY') {
    const keys = [schema.partitionKey, ...(schema.sortKey === undefined ? [] : [schema.sortKey])];
    return html`It holds <b>the keys only</b>, with ${names(keys)} of the table; ${rest}`;
  }
  return html`It holds the keys and <b>${names(included(projection))}</b>; ${rest}`;
}

/** The settings that a global index has of its own, as far as the schema manages them. */
function settingsOf(schema: TableSchema, path: AccessPattern): Markup | undefined {
  const managed = path.kind === 'global' ? indexSettings(schema, path.index) : [];
  return managed.length
    ? html`<p class="own">${managed.map(({ label, words }) => html`<span>${label}: <b>${inline(words)}</b></span> `)}</p>
`
    : undefined;
}
