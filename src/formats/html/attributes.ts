import type { TableSchema } from '../../schema/index.js';
import { type AccessPattern, included } from '../docs/accessPatterns.js';
import { attributeTypes } from '../docs/attributeTypes.js';
import { attributeId, pathId } from './ids.js';
import { html, type Markup, text } from './markup.js';

/** Every attribute that the schema declares, or that a projection names, with its type and its parts in keys and indexes. */
export function attributes(schema: TableSchema, paths: readonly AccessPattern[]): Markup {
  const roles = rolesOf(schema, paths);
  return html`<div class="scroll" role="region" aria-label="Attributes of ${schema.tableName}" tabindex="0"><table class="attributes"><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Used as</th></tr></thead><tbody>
${attributeNames(schema, paths).map((attribute, i) => {
  const type = Object.hasOwn(schema.attributes, attribute) ? schema.attributes[attribute] : undefined;
  return html`<tr id="${attributeId(schema.tableName, i)}"><th scope="row"><code>${text(attribute)}</code></th><td>${
    type
      ? html`<span class="type" title="${attributeTypes[type]}">${type}</span> <span class="quiet">${attributeTypes[type]}</span>`
      : html`<span class="quiet">not declared</span>`
  }</td><td>${roles.get(attribute)}</td></tr>
`;
})}</tbody></table></div>
`;
}

/** The names in the order of the table on the page. */
export function attributeNames(schema: TableSchema, paths: readonly AccessPattern[]): readonly string[] {
  return [...new Set([...Object.keys(schema.attributes), ...paths.flatMap(({ projection }) => included(projection))])];
}

function rolesOf(schema: TableSchema, paths: readonly AccessPattern[]): ReadonlyMap<string, readonly Markup[]> {
  const roles = new Map<string, Markup[]>();
  const add = (attribute: string, role: Markup) => {
    const list = roles.get(attribute);
    if (list) list.push(role);
    else roles.set(attribute, [role]);
  };
  for (const path of paths) {
    const of = html`<a href="#${pathId(schema.tableName, path)}">${path.name ?? 'table'}</a>`;
    const mark = (style: string, letter: string, meaning: string) =>
      html`<span class="role"><span class="mark ${style}" title="${meaning}"><span aria-hidden="true">${letter}</span><span class="sr">${meaning} of</span></span> ${of}</span> `;
    for (const part of path.partitionKey) add(part, mark('p', 'P', 'partition key'));
    // The partition key of a local index is the table's, by definition.
    for (const part of path.sortKey) add(part, mark('s', 'S', 'sort key'));
    if (path.kind === 'vector') {
      add(path.index.vectorAttribute, mark('v', 'V', 'vector'));
      for (const part of path.index.inlineFilters ?? []) add(part, mark('f', 'F', 'filter'));
    }
    for (const part of included(path.projection)) add(part, mark('d', '', 'copied into'));
  }
  if (schema.timeToLive !== undefined) add(schema.timeToLive, html`<span class="role ttl">time to live</span> `);
  return roles;
}
