import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { atMost, type Row, type Section } from './section.js';

interface Bundle {
  readonly what: string;
  readonly source: string;
  readonly limit?: number;
  /** What a service has in its bundle anyway. */
  readonly external?: readonly string[];
}

const builders = [
  'toBatchGetItemInputs',
  'toBatchWriteItemInputs',
  'toConditionCheck',
  'toDeleteItemInput',
  'toGetItemInput',
  'toPutItemInput',
  'toQueryInput',
  'toScanInput',
  'toSearchVectorsInput',
  'toTransactGetItemsInput',
  'toTransactWriteItemsInput',
  'toUpdateItemInput',
].join(', ');

const bundles: readonly Bundle[] = [
  {
    what: 'sessionTableSchema',
    source: `export { sessionTableSchema } from 'tablewright';`,
    limit: 600,
  },
  {
    what: 'sessionTableSchema + toCreateTableInput',
    source: `export { sessionTableSchema, toCreateTableInput } from 'tablewright';`,
    limit: 4096,
  },
  {
    what: 'a table of the catalog, authJsTableSchema',
    source: `export { authJsTableSchema } from 'tablewright/catalog';`,
    limit: 700,
  },
  { what: 'all of tablewright', source: `export * from 'tablewright';` },
  { what: 'tablewright/items, a query', source: `export { toQueryInput } from 'tablewright/items';`, limit: 1800 },
  { what: 'tablewright/items, all builders', source: `export { ${builders} } from 'tablewright/items';`, limit: 3072 },
  {
    what: 'tablewright/models, the reader of ElectroDB',
    source: `export { fromElectroDB } from 'tablewright/models';`,
  },
  { what: 'electrodb, without the SDK', source: `export { Entity } from 'electrodb';`, external: ['@aws-sdk/*'] },
  {
    what: 'dynamodb-toolbox, query and update, without the SDK',
    source: `export { Entity } from 'dynamodb-toolbox/entity';
      export { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
      export { item, number, string } from 'dynamodb-toolbox/schema';
      export { Table } from 'dynamodb-toolbox/table';
      export { QueryCommand } from 'dynamodb-toolbox/table/actions/query';`,
    external: ['@aws-sdk/*'],
  },
  { what: 'hand-written CreateTable literal', source: `export { literal } from './conversion/literal.mjs';` },
];

export const bundleSize: Section = {
  name: 'bundle-size',
  title: 'Bundle size: esbuild, ESM, minified, gzip -9',
  async run() {
    const rows: Row[] = [];
    for (const { what, source, limit, external } of bundles) {
      const value = await gzippedSize(source, external);
      rows.push({ what, value, unit: 'B', ...(limit !== undefined && { target: atMost(limit, value, 'B') }) });
    }
    return rows;
  },
};

async function gzippedSize(source: string, external: readonly string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: dirname(fileURLToPath(import.meta.url)) },
    bundle: true,
    format: 'esm',
    external: [...external],
    minify: true,
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
