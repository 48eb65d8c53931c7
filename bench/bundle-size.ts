import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { atMost, type Row, type Section } from './section.js';

interface Bundle {
  readonly what: string;
  readonly source: string;
  readonly limit?: number;
}

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
  { what: 'all of tablewright', source: `export * from 'tablewright';` },
  { what: 'hand-written CreateTable literal', source: `export { literal } from './conversion/literal.mjs';` },
];

export const bundleSize: Section = {
  name: 'bundle-size',
  title: 'Bundle size: esbuild, ESM, minified, gzip -9',
  async run() {
    const rows: Row[] = [];
    for (const { what, source, limit } of bundles) {
      const value = await gzippedSize(source);
      rows.push({ what, value, unit: 'B', ...(limit !== undefined && { target: atMost(limit, value, 'B') }) });
    }
    return rows;
  },
};

async function gzippedSize(source: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: dirname(fileURLToPath(import.meta.url)) },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
