import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    provision: 'src/provision/index.ts',
    emit: 'src/emit/index.ts',
    cdk: 'src/cdk/index.ts',
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
});
