import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Not tsup's `clean`: the builds run side by side, and one would remove what another wrote.
rmSync('dist', { recursive: true, force: true });

const entry = {
  index: 'src/index.ts',
  provision: 'src/provision/index.ts',
  items: 'src/items/index.ts',
  formats: 'src/formats/index.ts',
  cdk: 'src/cdk/index.ts',
  local: 'src/local/index.ts',
  config: 'src/config/index.ts',
};

// Files of their own, so that a bundle without them is a bundle without the packages that they import.
const apart = {
  'formats-yaml-reader': 'src/formats/cloudFormation/parseTemplate.ts',
  'formats-yaml-writer': 'src/formats/cloudFormation/toYaml.ts',
};

const code: Options = {
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  treeshake: true,
  // Entries share their common part, so that a schema or an error is the same in all of them.
  splitting: true,
};

export default defineConfig([
  { ...code, entry: { ...entry, ...apart, cli: 'src/cli/main.ts' }, format: ['esm'] },
  {
    ...code,
    entry: { ...entry, ...apart },
    format: ['cjs'],
    // CommonJS has no `import.meta`, and its `import()` doesn't work in jest. Both stay as they are in the .cjs otherwise.
    esbuildOptions(options) {
      options.define = { ...options.define, 'import.meta.url': '__filename' };
    },
    plugins: [
      {
        name: 'chunks-by-require',
        renderChunk(text) {
          const imported = /\bimport\((["']\.\/[\w-]+\.cjs["']|hclParser)\)/g;
          return { code: text.replace(imported, 'Promise.resolve().then(() => require($1))') };
        },
      },
    ],
  },
  { entry, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } } },
]);
