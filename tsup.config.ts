import { defineConfig } from 'tsup';

const entry = {
  index: 'src/index.ts',
  provision: 'src/provision/index.ts',
  emit: 'src/emit/index.ts',
  cdk: 'src/cdk/index.ts',
  local: 'src/local/index.ts',
  config: 'src/config/index.ts',
};

// Files of their own, so that a bundle without them is a bundle without the packages that they import.
const apart = {
  'emit-yaml-reader': 'src/emit/cloudFormation/parseTemplate.ts',
  'emit-yaml-writer': 'src/emit/cloudFormation/toYaml.ts',
};

export default defineConfig({
  // The command is the same in both formats; package.json leaves one of them out of the package.
  entry: { ...entry, ...apart, cli: 'src/cli/main.ts' },
  format: ['esm', 'cjs'],
  clean: true,
  target: 'node20',
  platform: 'node',
  dts: { entry, compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  treeshake: true,
  // Entries share their common part, so that a schema or an error is the same in all of them.
  splitting: true,
  // CommonJS has no `import.meta`, and its `import()` doesn't work in jest. Both stay as they are in the .cjs otherwise.
  esbuildOptions(options, { format }) {
    if (format === 'cjs') options.define = { ...options.define, 'import.meta.url': '__filename' };
  },
  plugins: [
    {
      name: 'chunks-by-require',
      renderChunk(code) {
        if (this.format !== 'cjs') return undefined;
        const importOfChunk = /\bimport\((["']\.\/[\w-]+\.cjs["'])\)/g;
        return { code: code.replace(importOfChunk, 'Promise.resolve().then(() => require($1))') };
      },
    },
  ],
});
