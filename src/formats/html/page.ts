import type { TableSchema } from '../../schema/index.js';
import { type AccessPattern, accessPatterns, patternKinds } from '../docs/accessPatterns.js';
import { count } from '../docs/words.js';
import { attributeNames, attributes } from './attributes.js';
import { pageId, pathId, type SectionName, sectionId, tableId } from './ids.js';
import { html, inOnePiece, type Markup, plainText, text, trusted } from './markup.js';
import { type HtmlOutput, outputs, type PolicyPlace } from './outputs.js';
import { pattern } from './patterns.js';
import { legend, picture } from './picture.js';
import { script } from './script.generated.js';
import { chips, settings } from './settings.js';
import { sha256 } from './sha256.js';
import { style } from './style.generated.js';

export interface PageOptions {
  readonly title: string;
  readonly description: string | undefined;
  readonly outputs: readonly HtmlOutput[];
  readonly place: PolicyPlace;
}

interface Table {
  readonly schema: TableSchema;
  readonly paths: readonly AccessPattern[];
}

/** From this many tables on the sidebar folds, and the browser draws what is in view only. */
const manyTables = 12;

/** The whole page. Ends with a newline. */
export function page(schemas: readonly TableSchema[], options: PageOptions): string {
  const tables = schemas.map((schema): Table => ({ schema, paths: accessPatterns(schema) }));
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="tablewright">
<title>${plainTitle(options.title)}</title>
<link rel="icon" href="${icon}">
<style>${trusted(style)}</style>
<script>${trusted(script)}</script>
</head>
<body${tables.length >= manyTables && html` class="many"`}>
<a class="skip" href="#${pageId('main')}">Skip to the tables</a>
${header(options)}
<div class="frame">
${sidebar(tables)}
<main id="${pageId('main')}" tabindex="-1">
${overview(tables, options)}
${tables.map((table) => inOnePiece(section(table, options)))}<p class="none" hidden>Nothing here has that in its name.</p>
<footer>Written by tablewright from the tables&rsquo; schemas. What a schema leaves out is <i>unmanaged</i>: it stays as it is on the live table.</footer>
</main>
</div>
<div id="${pageId('status')}" class="sr" role="status" aria-live="polite"></div>
</body>
</html>
`;
  return document.markup;
}

/** Nothing is loaded, and nothing runs but the page's own style and script. `data:` is for the icon. */
function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script)}'`,
    `style-src 'sha256-${sha256(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#4338ca"/><path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/></svg>',
)}`;

function header({ title }: PageOptions): Markup {
  return html`<header class="bar">
<a class="brand" href="#${pageId('main')}"><svg aria-hidden="true" viewBox="0 0 16 16" width="22" height="22"><rect width="16" height="16" rx="4"/><path d="M4 5h8M4 8h8M4 11h5"/></svg><span>${text(title)}</span></a>
<div class="find scripted"><label class="sr" for="${pageId('search')}">Search tables, indexes and attributes</label><input id="${pageId('search')}" type="search" placeholder="Search tables, indexes, attributes" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-controls="${pageId('tables')}"><kbd aria-hidden="true">/</kbd></div>
<button id="${pageId('menu')}" class="icon scripted" type="button" aria-expanded="false" aria-controls="${pageId('tables')}"><span class="sr">Tables</span><svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20"><path d="M3 5.5h14M3 10h14M3 14.5h14"/></svg></button>
<button id="${pageId('theme')}" class="icon scripted" type="button"><span class="sr">Use the dark theme</span><svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20"><circle cx="10" cy="10" r="7"/><path class="half" d="M10 3a7 7 0 0 1 0 14z"/></svg></button>
</header>`;
}

function sidebar(tables: readonly Table[]): Markup {
  return html`<nav id="${pageId('tables')}" class="side" aria-label="Tables">
<p class="found" hidden></p>
<ul class="toc">
${tables.map(
  ({
    schema,
    paths,
  }) => html`<li data-table="${schema.tableName}"><a href="#${tableId(schema.tableName)}">${schema.tableName}</a>${
    paths.length > 1 &&
    html`<ul>${paths.flatMap((path) =>
      path.name === undefined
        ? []
        : [
            html`<li><a href="#${pathId(schema.tableName, path)}">${path.name}</a> <span class="kind">${patternKinds[path.kind].short}</span></li>`,
          ],
    )}</ul>`
  }</li>
`,
)}</ul>
</nav>`;
}

function overview(tables: readonly Table[], { title, description }: PageOptions): Markup {
  const indexes = tables.reduce((total, { paths }) => total + paths.length - 1, 0);
  const names = tables.reduce((total, { schema, paths }) => total + attributeNames(schema, paths).length, 0);
  return html`<section class="intro" aria-labelledby="${pageId('title')}">
<h1 id="${pageId('title')}">${text(title)}</h1>
${
  description !== undefined &&
  html`<p class="lead">${text(description)}</p>
`
}<p class="totals"><b>${tables.length}</b> ${tables.length === 1 ? 'table' : 'tables'} <b>${indexes}</b> ${
    indexes === 1 ? 'index' : 'indexes'
  } <b>${names}</b> ${names === 1 ? 'attribute' : 'attributes'}</p>
<div class="scroll" role="region" aria-label="All tables" tabindex="0"><table class="all"><thead><tr><th scope="col">Table</th><th scope="col">Partition key</th><th scope="col">Sort key</th><th scope="col">Indexes</th><th scope="col">Time to live</th></tr></thead><tbody>
${tables.map(
  ({
    schema,
    paths,
  }) => html`<tr data-row="${schema.tableName}"><th scope="row"><a href="#${tableId(schema.tableName)}">${schema.tableName}</a></th><td><code>${text(
    schema.partitionKey,
  )}</code></td><td>${schema.sortKey === undefined ? none : html`<code>${text(schema.sortKey)}</code>`}</td><td>${paths.length > 1 ? indexCounts(paths) : none}</td><td>${
    schema.timeToLive === undefined ? none : html`<code>${text(schema.timeToLive)}</code>`
  }</td></tr>
`,
)}</tbody></table></div>
</section>
`;
}

const none = html`<span class="quiet">none</span>`;

function indexCounts(paths: readonly AccessPattern[]): string {
  return (['global', 'local', 'vector'] as const)
    .flatMap((kind) => {
      const number = paths.filter((path) => path.kind === kind).length;
      return number ? [kind === 'vector' ? `${number} vector` : count(number, patternKinds[kind].short)] : [];
    })
    .join(', ');
}

function section({ schema, paths }: Table, options: PageOptions): Markup {
  const { tableName } = schema;
  const part = (
    name: SectionName,
    heading: string,
    body: Markup,
  ) => html`<section class="part" aria-labelledby="${sectionId(tableName, name)}">
<h3 id="${sectionId(tableName, name)}">${heading}</h3>
${body}</section>
`;
  return html`<section class="table" id="${tableId(tableName)}" data-table="${tableName}" aria-label="${tableName}">
<header><h2><span class="copyable" data-copy="table name"><code>${tableName}</code></span> <a class="anchor" href="#${tableId(tableName)}" aria-label="Link to ${tableName}">#</a></h2>
${chips(schema)}</header>
${part(
  'keys',
  paths.length > 1 ? 'Keys and indexes' : 'Key',
  html`<figure><div class="scroll" role="region" aria-label="Picture of the keys of ${tableName}" tabindex="0">${picture(schema, paths)}</div>
<figcaption>${legend(paths)}</figcaption></figure>
`,
)}${part('patterns', 'Access patterns', html`${paths.map((path) => pattern(schema, path))}`)}${part(
  'attributes',
  'Attributes',
  attributes(schema, paths),
)}${part('settings', 'Settings', settings(schema))}${
  options.outputs.length > 0 && part('copy', 'Ready to copy', outputs(schema, options.outputs, options.place))
}</section>
`;
}

function plainTitle(title: string): string {
  return plainText(title.trim()) || 'DynamoDB tables';
}
