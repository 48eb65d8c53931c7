import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync, type Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';

// Not tsup's `clean`: the builds run side by side, and one would remove what another wrote.
rmSync('dist', { recursive: true, force: true });

const root = { index: 'src/index.ts' };

const entry = {
  provision: 'src/provision/index.ts',
  items: 'src/items/index.ts',
  models: 'src/models/index.ts',
  formats: 'src/formats/index.ts',
  cdk: 'src/cdk/index.ts',
  local: 'src/local/index.ts',
  config: 'src/config/index.ts',
  catalog: 'src/catalog/index.ts',
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
};

/**
 * The root is one file, because each file that an import loads takes time. A module of which the root exports everything is in no
 * other file: the other entries import it from there, so that a schema or an error is the same in all of them.
 */
function fromRoot(extension: string): Plugin {
  return {
    name: 'from-root',
    setup(build) {
      const modules = modulesOfRoot();
      build.onResolve({ filter: /^\.\.?\// }, ({ path: specifier, resolveDir }) =>
        modules.has(path.join(resolveDir, specifier).replace(/\.js$/, '.ts'))
          ? { path: `./index.${extension}`, external: true, sideEffects: false }
          : undefined,
      );
    },
  };
}

function modulesOfRoot(): Set<string> {
  const files = ['schema', 'aws', 'catalog'].flatMap((folder) =>
    readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && path.basename(file) !== 'index.ts')
      .map((file) => `src/${folder}/${file}`),
  );
  const { metafile } = buildSync({
    entryPoints: [root.index, ...files],
    outdir: 'dist',
    format: 'esm',
    write: false,
    metafile: true,
  });
  const exports = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output.exports]));
  const ofRoot = exports.get(root.index) ?? [];
  const isWhole = (names: readonly string[] = []) => names.length && names.every((name) => ofRoot.includes(name));
  return new Set(files.filter((file) => isWhole(exports.get(file))).map((file) => path.resolve(file)));
}

const esm: Options = { ...code, format: ['esm'] };
const cjs: Options = {
  ...code,
  format: ['cjs'],
  // CommonJS has no `import.meta`, and its `import()` doesn't work in jest. Both stay as they are in the .cjs otherwise.
  esbuildOptions(options) {
    options.define = { ...options.define, 'import.meta.url': '__filename' };
  },
  plugins: [
    {
      name: 'chunks-by-require',
      renderChunk(text) {
        const imported =
          /\bimport\((["']\.\/[\w-]+\.cjs["']|["']@aws-sdk\/client-application-auto-scaling["']|hclParser)\)/g;
        return { code: text.replace(imported, 'Promise.resolve().then(() => require($1))') };
      },
    },
  ],
};

export default defineConfig([
  { ...esm, entry: root, splitting: false },
  { ...cjs, entry: root, splitting: false },
  {
    ...esm,
    entry: { ...entry, ...apart, cli: 'src/cli/main.ts' },
    splitting: true,
    esbuildPlugins: [fromRoot('js')],
  },
  { ...cjs, entry: { ...entry, ...apart }, splitting: true, esbuildPlugins: [fromRoot('cjs')] },
  {
    entry: { ...root, ...entry },
    format: ['esm', 'cjs'],
    dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } },
  },
]);
