import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    provision: 'src/provision/index.ts',
    emit: 'src/emit/index.ts',
    cdk: 'src/cdk/index.ts',
    local: 'src/local/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  clean: true,
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
