// Writes the page's script and style, from the files of this folder, into modules that the rest of the library imports: tsx, jest and
// the build need nothing then. `--check` writes nothing, and fails where they are not current.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    // The page uses `light-dark()` and the like as they are.
    target: 'esnext',
    lineLimit: 120,
    legalComments: 'none',
  });
  return outputFiles[0].text;
}

async function moduleOf(name, entry) {
  const text = (await bundle(entry)).replace(/[\\`]|\$\{/g, '\\$&');
  return `// Made by \`npm run build:page\` from browser/${entry}.\nexport const ${name} = \`${text}\`;\n`;
}

const modules = [
  ['../script.generated.ts', await moduleOf('script', 'page.ts')],
  ['../style.generated.ts', await moduleOf('style', 'style.css')],
];
for (const [name, code] of modules) {
  if (!process.argv.includes('--check')) await writeFile(here(name), code);
  else if ((await readFile(here(name), 'utf8')) !== code) {
    console.error(`${name.slice(3)} is not current: run npm run build:page`);
    process.exitCode = 1;
  }
}
