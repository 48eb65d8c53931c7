import type { TableSchema } from '../../schema/index.js';
import { type AccessPath, included, kindLabel } from './accessPaths.js';
import { codeBlock, name, names } from './fragments.js';
import { pathId } from './ids.js';
import { html, type Markup, text } from './markup.js';
import { queryExample } from './queries.js';
import { capacitySettings, insightsInWords } from './settings.js';
import { distanceInWords } from './words.js';

/** What a path answers: its key, in words, as an expression, and as a command. */
export function pattern(schema: TableSchema, path: AccessPath): Markup {
  const { command, condition, code } = queryExample(schema.tableName, path, schema.attributes);
  return html`<article class="path" id="${pathId(schema.tableName, path)}" data-kind="${kindLabel(path.kind)}">
<h4>${path.name === undefined ? 'By the table’s key' : html`<code>${text(path.name)}</code>`} <span class="kind">${kindLabel(path.kind)}</span></h4>
${signature(schema, path)}
<p>${answer(schema, path)} ${projectionSentence(schema, path)}</p>
${settingsOf(path)}${
  condition !== undefined &&
  html`<p class="expr"><span>${path.kind === 'vector' ? 'Search condition' : 'Key condition'}</span> <code>${text(condition)}</code></p>
`
}<details class="more"><summary>${command}</summary>
${codeBlock(code, `${command} for ${path.name ?? schema.tableName}`)}</details>
</article>
`;
}

function signature(schema: TableSchema, path: AccessPath): Markup {
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

function answer(schema: TableSchema, path: AccessPath): Markup {
  switch (path.kind) {
    case 'table':
      return path.sortKey.length
        ? html`All items with the same ${names(path.partitionKey)}, in order of ${names(path.sortKey)}; with a value for both, exactly one item.`
        : html`Exactly one item by its ${names(path.partitionKey)}.`;
    case 'global': {
      const every = [...path.partitionKey, ...path.sortKey];
      return html`${queried(schema, path)} ${
        every.length > 1
          ? html`An item that lacks one of these attributes is not in the index.`
          : html`An item without it is not in the index.`
      } Reads are eventually consistent.`;
    }
    case 'local':
      return html`${queried(schema, path)} An item without ${names(path.sortKey)} is not in the index. Reads can be strongly consistent.`;
    case 'vector': {
      const { dimensions, distanceFunction, inlineFilters = [], vectorAttribute } = path.index;
      return html`The items whose ${name(vectorAttribute)} is nearest to a vector of ${dimensions} ${
        dimensions === 1 ? 'number' : 'numbers'
      }, by ${distanceInWords(distanceFunction)}. ${
        path.partitionKey.length > 0 &&
        html`Every search names one value of ${names(path.partitionKey)}; an item without it is not in the index.`
      } ${inlineFilters.length > 0 && html`It can be narrowed to equal values of ${names(inlineFilters)}.`} Query and Scan can’t read this index.`;
    }
    default:
      return path satisfies never;
  }
}

function queried({ attributes }: TableSchema, { partitionKey, sortKey }: AccessPath): Markup {
  const all = partitionKey.length > 1 ? ' (a query names every one of them)' : '';
  if (!sortKey.length) return html`All items with the same ${names(partitionKey)}${all}, in no order to rely on.`;
  return html`All items with the same ${names(partitionKey)}${all}, in order of ${names(sortKey, 'then')}. ${
    sortKey.length > 1
      ? 'A query narrows them from the left: equal values first, and a range on the last one that it names.'
      : attributes[sortKey[0]] === 'N'
        ? 'A query can narrow it to a value or a range.'
        : 'A query can narrow it to a value, a range or a prefix.'
  }`;
}

function projectionSentence(schema: TableSchema, path: AccessPath): Markup | undefined {
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
function settingsOf(path: AccessPath): Markup | undefined {
  if (path.kind !== 'global') return undefined;
  const { contributorInsights } = path.index;
  const managed = [
    ...capacitySettings(path.index).filter(([, value]) => value !== undefined),
    ...(contributorInsights === undefined ? [] : [['Contributor insights', insightsInWords(contributorInsights)]]),
  ];
  return managed.length
    ? html`<p class="own">${managed.map(([label, value]) => html`<span>${label}: <b>${value}</b></span> `)}</p>
`
    : undefined;
}
