import type { TableSchema } from '../../schema/index.js';
import { type AccessPattern, included, namedAttributes, patternKinds } from '../docs/accessPatterns.js';
import { html, type Markup, plainText } from './markup.js';
import { pathInWords } from './pathInWords.js';

/** How many columns named projections may add to those of keys, before the rest share one. */
const maxIncludedColumns = 10;
/** Names under the head of the columns lie flat up to this width, and slant beyond it. */
const flatWidth = 640;
const rowHeight = 38;
const glyph = 7.3;
const maxLabel = 26;

/**
 * The picture of a table's keys: a row for the table and each index, a column for each attribute that a key uses or a projection
 * names. Marks say what the attribute is in that row, a line joins the parts of a key, and dots show what the index copies.
 *
 * It is drawn at its natural size and scrolls where there is less room. Colours come from the page's style, so that it follows its
 * theme; every mark has a letter, so that nothing rests on colour.
 */
export function picture(schema: TableSchema, paths: readonly AccessPattern[]): Markup {
  const columns = toColumns(schema, paths);
  const labels = columns.map(({ label }) => shorten(label, maxLabel));
  const rowLabels = paths.map(({ name }) => shorten(name ?? schema.tableName, 30));
  const left = 66 + Math.max(90, ...rowLabels.map((label) => label.length * 7.9));
  const naturalWidths = labels.map((label) => Math.max(54, label.length * glyph + 24));
  const slanted = sum(naturalWidths) > flatWidth;
  const widths = slanted ? labels.map(() => 42) : naturalWidths;
  const centres = widths.map((width, i) => left + sum(widths.slice(0, i)) + width / 2);
  const longest = Math.max(...labels.map((label) => label.length)) * glyph;
  const top = slanted ? Math.ceil(longest * 0.62 + 34) : 56;
  const notesAt = left + sum(widths) + (slanted ? 16 : 10);
  const notes = paths.map((path) => projectionNote(path));
  const overhang = slanted ? Math.max(...labels.map((l, i) => centres[i] + l.length * glyph * 0.79 + 20)) : 0;
  const width = Math.ceil(Math.max(notesAt + Math.max(...notes.map((note) => note.length)) * 7 + 14, overhang));
  const height = top + paths.length * rowHeight + 6;

  const heads = columns.map((column, i) => {
    const [x, y] = [round(centres[i]), top - (slanted ? 12 : 30)];
    const hint = column.label === labels[i] ? undefined : html`<title>${plainText(column.label)}</title>`;
    return slanted
      ? html`<text class="c" transform="translate(${x} ${y}) rotate(-38)">${hint}${plainText(labels[i])}${
          column.type && html` <tspan class="t">${column.type}</tspan>`
        }</text>`
      : html`<text class="c m" x="${x}" y="${y}">${hint}${plainText(labels[i])}</text>${
          column.type && html`<text class="t m" x="${x}" y="${y + 16}">${column.type}</text>`
        }`;
  });

  const rows = paths.map((path, row) => {
    const y = top + row * rowHeight + rowHeight / 2;
    const marks = columns.map((column) => (column.name === undefined ? undefined : markOf(path, column.name)));
    const keys = centres.filter((_, i) => marks[i]?.key);
    const dots = columns.flatMap((column, i) =>
      !marks[i] && copies(schema, path, column)
        ? [`M${round(centres[i] - 3.5)} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0`]
        : [],
    );
    const label = rowLabels[row];
    return html`<g class="r ${path.kind}"><path class="l" d="M0 ${y - rowHeight / 2}H${width}"/>${
      keys.length > 1 && html`<path class="k" d="M${round(Math.min(...keys))} ${y}H${round(Math.max(...keys))}"/>`
    }${dots.length > 0 && html`<path class="d" d="${dots.join('')}"/>`}<text class="kind" x="8" y="${y + 4}">${patternKinds[path.kind].short}</text><text class="n" x="62" y="${y + 4.5}">${
      label !== (path.name ?? schema.tableName) && html`<title>${path.name ?? schema.tableName}</title>`
    }${label}</text>${marks.map((mark, i) => mark && station(mark, round(centres[i]), y))}<text class="p" x="${round(notesAt)}" y="${y + 4}">${
      notes[row]
    }</text></g>`;
  });

  const words = paths.map((path) => `${path.name ?? 'Table'}: ${pathInWords(path)}`).join(' ');
  return html`<svg class="keys" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${plainText(
    `Keys and indexes of ${schema.tableName}. ${words}`,
  )}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${heads}${rows}</svg>`;
}

/** The marks that a picture of these paths holds, with what each means. */
export function legend(paths: readonly AccessPattern[]): Markup {
  const some = (test: (path: AccessPattern) => boolean) => paths.some(test);
  const entries: [style: string, letter: string, meaning: string][] = [['p', 'P', 'partition key']];
  if (some(({ sortKey }) => sortKey.length > 0)) entries.push(['s', 'S', 'sort key']);
  if (some(({ kind }) => kind === 'vector')) entries.push(['v', 'V', 'vector']);
  if (some((path) => path.kind === 'vector' && !!path.index.inlineFilters?.length)) entries.push(['f', 'F', 'filter']);
  if (paths.length > 1) entries.push(['d', '', 'copied into the index']);
  const numbered = some(({ partitionKey, sortKey }) => partitionKey.length > 1 || sortKey.length > 1);
  return html`<ul class="legend">${entries.map(
    ([style, letter, meaning]) =>
      html`<li><span class="mark ${style}" aria-hidden="true">${letter}</span> ${meaning}</li>`,
  )}${numbered && html`<li>numbers: the order of a key&rsquo;s parts</li>`}</ul>`;
}

interface Column {
  /** `undefined`: the attributes that have no column of their own. */
  readonly name: string | undefined;
  readonly label: string;
  readonly type: string | undefined;
  /** Those behind a shared column. */
  readonly others: readonly string[];
}

function toColumns(schema: TableSchema, paths: readonly AccessPattern[]): readonly Column[] {
  const keys = new Set(paths.flatMap(namedAttributes));
  const copied = new Set(paths.flatMap(({ projection }) => included(projection)).filter((name) => !keys.has(name)));
  const own = [...keys, ...[...copied].slice(0, maxIncludedColumns)];
  const shown = new Set(own);
  const others = [...new Set([...copied, ...Object.keys(schema.attributes)])].filter((name) => !shown.has(name));
  const columns: Column[] = own.map((name) => ({
    name,
    label: name,
    type: Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined,
    others: [],
  }));
  if (others.length) columns.push({ name: undefined, label: `+ ${others.length} more`, type: undefined, others });
  return columns;
}

interface Mark {
  readonly style: 'p' | 's' | 'v' | 'f';
  readonly letter: string;
  /** Whether the key's line goes through it. */
  readonly key: boolean;
}

function markOf(path: AccessPattern, name: string): Mark | undefined {
  const numbered = (letter: string, keys: readonly string[]) =>
    keys.length > 1 ? `${letter}${keys.indexOf(name) + 1}` : letter;
  if (path.partitionKey.includes(name)) return { style: 'p', letter: numbered('P', path.partitionKey), key: true };
  if (path.sortKey.includes(name)) return { style: 's', letter: numbered('S', path.sortKey), key: true };
  if (path.kind !== 'vector') return undefined;
  if (path.index.vectorAttribute === name) return { style: 'v', letter: 'V', key: true };
  return path.index.inlineFilters?.includes(name) ? { style: 'f', letter: 'F', key: false } : undefined;
}

/** Whether the index holds what is in this column. The table holds everything by itself, and shows no copies. */
function copies(schema: TableSchema, path: AccessPattern, { name, others }: Column): boolean {
  if (path.kind === 'table') return false;
  if (path.projection === 'ALL') return true;
  const names = name === undefined ? others : [name];
  const keys = [schema.partitionKey, schema.sortKey];
  return names.some((one) => keys.includes(one) || included(path.projection).includes(one));
}

function projectionNote({ kind, projection }: AccessPattern): string {
  if (kind === 'table') return '';
  if (projection === 'ALL') return 'all';
  if (projection === 'KEYS_ONLY') return 'keys only';
  return `keys + ${included(projection).length} named`;
}

function station({ style, letter }: Mark, x: number, y: number): Markup {
  const half = letter.length > 1 ? 15 : 12;
  const shape =
    style === 'v'
      ? html`<path d="M${x} ${y - 14}l14 14l-14 14l-14-14z"/>`
      : html`<rect x="${x - half}" y="${y - 11}" width="${half * 2}" height="22" rx="${style === 'p' ? 5 : 11}"/>`;
  return html`<g class="${style}">${shape}<text x="${x}" y="${y + 4}">${letter}</text></g>`;
}

function shorten(value: string, max: number): string {
  const characters = [...value];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : value;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
