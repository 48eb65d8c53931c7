import fc from 'fast-check';
import { marked } from 'marked';
import { toHtml, toMarkdown } from '../../src/formats/index.js';
import type { TableSchema } from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

/** What a reader sees of some HTML. A name that is shown as JSON in Markdown is shown so on both. */
function seen(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

interface Document {
  readonly settings: { readonly [label: string]: string };
  readonly unmanaged: string | undefined;
  readonly answers: readonly string[];
}

function markdown(schema: TableSchema): Document {
  const html = marked.parse(toMarkdown(schema)) as string;
  const rows = (heading: string) => {
    const [, table] = new RegExp(`<h3>${heading}</h3>\n<table>(.*?)</table>`, 's').exec(html) ?? [];
    return [...(table ?? '').matchAll(/<tr>\s*<td>(.*?)<\/tr>/gs)].map(([, row]) =>
      row.split('<td>').map((cell) => seen(cell.replace(/<\/td>\s*/, ''))),
    );
  };
  return {
    settings: Object.fromEntries(rows('Settings')),
    unmanaged: /<p>(Unmanaged: .*?)<\/p>/.exec(html)?.[1],
    answers: rows('Ways to read it').map(([, , answers]) => answers),
  };
}

function page(schema: TableSchema): Document {
  const html = toHtml(schema, { outputs: [] });
  const settings = [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)].map(([, label, value]) => [
    label,
    seen(value),
  ]);
  const paths = [...html.matchAll(/<article class="path" id="[^"/]*(?:\/([^"]*)|:key)".*?<p>(.*?)\. .*?<\/article>/gs)];
  const own = paths.flatMap(([path, name]) => {
    const [, held = ''] = /<p class="own">(.*?)<\/p>/s.exec(path) ?? [];
    return [...held.matchAll(/<span>(.*?): <b>(.*?)<\/b><\/span>/gs)].map(([, label, value]) => [
      `${label} of ${name}`,
      seen(value),
    ]);
  });
  return {
    settings: Object.fromEntries([...settings, ...own]),
    unmanaged: /<p class="unmanaged">(Unmanaged: .*?)<\/p>/.exec(html)?.[1],
    answers: paths.map(([, , answer]) => seen(answer)),
  };
}

/** Names of one word, which both show as they are. */
const plain = /^\w[\w:/.@+-]*$/;
const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value
    ? Object.entries(value).every(([name, entry]) => plain.test(name) && isPlain(entry))
    : typeof value !== 'string' || plain.test(value);

test('Markdown and the page say the same of every setting and every way to read a table', () => {
  fc.assert(
    fc.property(
      validTable().filter(({ resourcePolicy, ...schema }) => isPlain(schema)),
      (schema) => {
        expect(page(schema)).toEqual(markdown(schema));
      },
    ),
    runs(100),
  );
});

test('capacity that something else moves is where the table starts', () => {
  const capacity = { readCapacityUnits: 5, writeCapacityUnits: 6, autoScaling: 'UNMANAGED' } as const;
  const schema: TableSchema = {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput: capacity,
    globalSecondaryIndexes: { 'by-id': { partitionKey: 'id', provisionedThroughput: capacity } },
  };
  for (const { settings } of [markdown(schema), page(schema)]) {
    const words = '5 read and 6 write units to start with; what scales them is unmanaged';
    expect(settings).toMatchObject({ Capacity: words, 'Capacity of by-id': words });
  }
});
