import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { sessionTableSchema, toCreateTableInput } from '../../src/index.js';
import { describeEngine } from '../support/engines.js';
import { issuesOf } from './checks.js';
import { type Packed, pack, root } from './packed.js';
import { type Ran, run, runToSuccess, startInTurn } from './run.js';

/** The tarball as consumers get it: packed once, installed offline into fresh folders. */

const compilers = {
  '5.4': require.resolve('typescript-5.4/package.json'),
  '5.9': require.resolve('typescript-5.9/package.json'),
  '6.0': require.resolve('typescript/package.json'),
  '7.0': require.resolve('typescript-7.0/package.json'),
};
/** Each with the `module` that goes with it. */
const resolutions = { node16: 'node16', nodenext: 'nodenext', bundler: 'esnext' };
const combinations = keysOf(compilers).flatMap((compiler) =>
  keysOf(resolutions).map((resolution) => ({ compiler, resolution })),
);

// Compilers and packers, on machines that do other work as well.

let packed: Packed;
let manifest: Record<string, unknown>;
let installed: string;
let consumer: string;
let typeChecks: Promise<Ran>[] = [];
beforeAll(async () => {
  packed = await pack();
  consumer = await packed.install({ peers: true });
  installed = path.join(consumer, 'node_modules', 'tablewright');
  manifest = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'));
  typeChecks = await startTypeChecks();
});
afterAll(async () => {
  await Promise.allSettled(typeChecks);
  await packed?.remove();
});

/** They take longest, so they run while the other tests do. */
async function startTypeChecks(): Promise<Promise<Ran>[]> {
  // The consumer's manifest has no `type`: with node16 and nodenext, `.mts` is an ES module and `.ts` is CommonJS.
  const files = ['consumer.mts', 'consumer.ts'];
  await Promise.all(files.map((file) => copyFile(consumerFile('typed.mts'), path.join(consumer, file))));
  return startInTurn(
    2,
    combinations.map(({ compiler, resolution }) => async () => {
      const project = path.join(consumer, `tsconfig-${compiler}-${resolution}.json`);
      const compilerOptions = {
        module: resolutions[resolution],
        moduleResolution: resolution,
        target: 'es2022',
        lib: ['es2022'],
        types: ['node'],
        strict: true,
        exactOptionalPropertyTypes: true,
        declaration: true,
        noEmit: true,
        // Slow, as it checks the SDK too. With nodenext the program holds both of the package's declaration files.
        skipLibCheck: resolution !== 'nodenext',
      };
      await writeFile(project, JSON.stringify({ compilerOptions, files }));
      const tsc = path.join(path.dirname(compilers[compiler]), 'bin', 'tsc');
      return run(process.execPath, [tsc, '-p', project], consumer);
    }),
  );
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}

const consumerFile = (name: string) => path.join(__dirname, 'consumers', name);
const publint = path.join(path.dirname(require.resolve('publint')), 'cli.js');
const attw = path.join(path.dirname(require.resolve('@arethetypeswrong/cli/package.json')), 'dist', 'index.js');

/** Every file that the manifest points at, and what is imported to get it. */
function entries(): { specifier: string; files: string[] }[] {
  const filesOf = (target: unknown): string[] =>
    typeof target === 'string' ? [target] : Object.values(target as object).flatMap(filesOf);
  return Object.entries(manifest.exports as object)
    .filter(([subpath]) => !subpath.endsWith('.json'))
    .map(([subpath, target]) => ({ specifier: path.posix.join('tablewright', subpath), files: filesOf(target) }));
}

describe('the tarball', () => {
  test('holds the files that are expected, and nothing else', async () => {
    const list = await readFile(path.join(root, 'release', 'packed-files.txt'), 'utf8');
    expect(await issuesOf('packedFiles', 'packedIssues', list, packed.files)).toEqual([]);
    const isOfTests = (file: string) => /\btests?\b|__tests__|bench/i.test(file) && !file.startsWith('examples/');
    expect(packed.files.filter(isOfTests)).toEqual([]);
  });

  test('has the files to which the links of its pages lead', async () => {
    const pages = packed.files.filter((file) => file.endsWith('.md'));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/local.md']));
    const texts = Object.fromEntries(
      await Promise.all(pages.map(async (file) => [file, await readFile(path.join(installed, file), 'utf8')] as const)),
    );
    expect(await issuesOf('links', 'linkIssues', packed.files, { texts })).toEqual([]);
  });

  test('has every file that its manifest and its source maps name', async () => {
    const named = [
      ...(['main', 'module', 'types'].map((field) => manifest[field]).filter(Boolean) as string[]),
      ...Object.values((manifest.bin ?? {}) as Record<string, string>),
      ...entries().flatMap(({ files }) => files),
    ].map((file) => path.posix.normalize(file));
    for (const map of packed.files.filter((file) => file.endsWith('.map'))) {
      const { sources } = JSON.parse(await readFile(path.join(installed, map), 'utf8'));
      named.push(...sources.map((source: string) => path.posix.join('dist', source)));
    }
    expect(named.filter((file) => !packed.files.includes(file))).toEqual([]);
  });

  test('names no place on the machine that built it', async () => {
    const texts = await Promise.all(packed.files.map((file) => readFile(path.join(installed, file), 'utf8')));
    expect(packed.files.filter((_, i) => texts[i].includes(root))).toEqual([]);
  });

  test('installs without scripts, and is built before it is packed', () => {
    const { scripts } = manifest as { scripts: Record<string, string> };
    expect(Object.keys(scripts).filter((script) => /^(pre|post)?install$|^prepare$/.test(script))).toEqual([]);
    expect(scripts.prepack).toBe('npm run build');
  });

  test('publint finds nothing', async () => {
    expect(await run(process.execPath, [publint, 'run', packed.tarball, '--strict'], root)).toMatchObject({
      code: 0,
      output: expect.stringContaining('All good!'),
    });
  });

  test('attw finds no wrong types, from any kind of module', async () => {
    // Subpaths need `exports`, which the resolution of TypeScript's "node10" does not know.
    const options = ['--profile', 'node16', '--no-emoji', '--no-color'];
    const { code, output } = await run(process.execPath, [attw, packed.tarball, ...options], root);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/No problems found|ignoring/i) });
  });
});

/** The packages that a file and what it imports at once need; what is imported later is not among them. */
async function packagesOf(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [path.join(installed, 'dist', file)],
    absWorkingDir: installed,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (input: string) => {
    if (seen.has(input)) return;
    seen.add(input);
    for (const { path: imported, kind, external } of metafile.inputs[input].imports) {
      if (kind === 'dynamic-import') continue;
      if (!external) visit(imported);
      else if (!isBuiltin(imported)) packages.add(imported);
    }
  };
  visit(`dist/${file}`);
  return [...packages].sort();
}

describe('the entries', () => {
  // As the README says.
  test.each([
    ['index', []],
    ['provision', ['@aws-sdk/client-dynamodb']],
    ['items', []],
    ['formats', ['yaml']],
    ['cdk', ['aws-dynamodb', 'aws-iam', 'aws-kinesis', 'aws-kms', 'core'].map((part) => `aws-cdk-lib/${part}`)],
    ['local', []],
    ['config', []],
    ['catalog', []],
  ])('%s needs no more than it says', async (entry, packages) => {
    expect(await packagesOf(`${entry}.js`)).toEqual(packages);
  });

  test('the root imports nothing from outside the package with require either', async () => {
    expect(await packagesOf('index.cjs')).toEqual([]);
  });

  test('a bundle of one table of the catalog holds that table, in 700 B', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { authJsTableSchema } from 'tablewright/catalog';`, resolveDir: consumer },
      bundle: true,
      format: 'esm',
      minify: true,
      write: false,
    });
    expect(outputFiles[0].text).not.toMatch(/sentinel|dynamodb:/);
    expect(gzipSync(outputFiles[0].contents, { level: 9 }).length).toBeLessThanOrEqual(700);
  });

  test('a bundle of one emitter holds no YAML and no HCL unless it uses them', async () => {
    const holds = async (names: string) => {
      const { metafile } = await build({
        stdin: {
          contents: `import { ${names} } from 'tablewright/formats'; console.log(${names});`,
          resolveDir: consumer,
        },
        bundle: true,
        platform: 'node',
        metafile: true,
        write: false,
        logLevel: 'silent',
      });
      const [{ inputs }] = Object.values(metafile.outputs);
      const files = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
      return ['yaml', 'hcl2json', 'aws-cdk-lib'].filter((name) => files.some((file) => file.includes(`/${name}/`)));
    };
    expect(await holds('toTerraform')).toEqual([]);
    expect(await holds('toIamPolicy')).toEqual([]);
    expect(await holds('toHtml')).toEqual(['yaml']);
    expect(await holds('toCloudFormation')).toEqual(['yaml']);
  });

  test.each(['mjs', 'cjs'])('a program of .%s reads HCL', async (kind) => {
    const imports = {
      mjs: `import { fromTerraform } from 'tablewright/formats';`,
      cjs: `const { fromTerraform } = require('tablewright/formats');`,
    }[kind];
    const text = JSON.stringify(
      'resource "aws_dynamodb_table" "t" {\n name = "orders"\n hash_key = "id"\n billing_mode = "PAY_PER_REQUEST"\n attribute {\n name = "id"\n type = "S"\n }\n}\n',
    );
    await writeFile(
      path.join(consumer, `hcl.${kind}`),
      `${imports}
fromTerraform(${text}).then(({ tables }) => console.log(tables['aws_dynamodb_table.t'].tableName));`,
    );
    expect(await runToSuccess(process.execPath, [`hcl.${kind}`], consumer)).toBe('orders\n');
  });

  test('the command runs as it is installed', async () => {
    const bin = path.join(consumer, 'node_modules', '.bin', 'tablewright');
    expect(await runToSuccess(bin, ['--version'], consumer)).toBe(`${manifest.version}\n`);
  });

  test('what one entry throws is an error of the other', async () => {
    await writeFile(
      path.join(consumer, 'errors.mjs'),
      `import { TableSchemaError } from 'tablewright';
import { planTable } from 'tablewright/provision';
await planTable({}, {}).catch((error) => console.log(error instanceof TableSchemaError));`,
    );
    expect(await runToSuccess(process.execPath, ['errors.mjs'], consumer)).toBe('true\n');
  });

  test('every entry loads with import and with require, and exports the same', async () => {
    const specifiers = JSON.stringify(entries().map(({ specifier }) => specifier));
    await writeFile(
      path.join(consumer, 'entries.mjs'),
      `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const listed = {};
for (const name of ${specifiers}) {
  const [imported, required] = [Object.keys(await import(name)), Object.keys(require(name))];
  listed[name] = { imported: imported.sort(), required: required.sort() };
}
console.log(JSON.stringify(listed));`,
    );
    const listed = JSON.parse(await runToSuccess(process.execPath, ['entries.mjs'], consumer));
    expect(Object.keys(listed)).toContain('tablewright');
    for (const { imported, required } of Object.values<{ imported: string[]; required: string[] }>(listed)) {
      expect(imported).not.toEqual([]);
      expect(required).toEqual(imported);
      expect(imported).not.toContain('default');
    }
  });

  async function bundle(contents: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: consumer },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0].text;
  }

  test('importing has no side effects: a bundle of nothing is empty', async () => {
    expect((await bundle("import 'tablewright';")).replace(/^\/\/.*$/gm, '').trim()).toBe('');
    expect((await bundle("import * as all from 'tablewright';")).replace(/^\/\/.*$/gm, '').trim()).toBe('');
  });

  test('a bundle of one schema holds that schema, and no rules, no conversion, no other table', async () => {
    const text = await bundle("import { sessionTableSchema } from 'tablewright'; console.log(sessionTableSchema);");
    expect(text).toContain('sentinel-sessions');
    for (const other of ['gsi-count', 'sentinel-requests', 'sentinel-breakglass', 'AttributeDefinitions', 'WeakSet']) {
      expect(text).not.toContain(other);
    }
    expect(text.length).toBeLessThan(2_500);
  });
});

describe('a program without TypeScript and without the SDK', () => {
  let inputs: Record<'import' | 'require', CreateTableCommandInput[]>;
  beforeAll(async () => {
    const [esm, cjs] = await Promise.all([packed.install({ type: 'module' }), packed.install()]);
    await copyFile(consumerFile('esm.mjs'), path.join(esm, 'index.js'));
    await copyFile(consumerFile('cjs.cjs'), path.join(cjs, 'index.js'));
    const [imported, required] = await Promise.all([
      runToSuccess(process.execPath, ['index.js'], esm),
      runToSuccess(process.execPath, ['index.js'], cjs),
    ]);
    inputs = { import: JSON.parse(imported), require: JSON.parse(required) };
  });

  test('gets the same from import and from require, as from the source', () => {
    expect(inputs.import).toEqual(inputs.require);
    expect(inputs.import[0]).toEqual(toCreateTableInput(sessionTableSchema));
  });

  describeEngine('dynoxide', ({ client }) => {
    test.each(['import', 'require'] as const)('an engine accepts what it made with %s', async (kind) => {
      for (const input of inputs[kind]) {
        await client().send(new CreateTableCommand(input));
        const { Table } = await client().send(new DescribeTableCommand({ TableName: input.TableName }));
        expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(
          input.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort(),
        );
        await client().send(new DeleteTableCommand({ TableName: input.TableName }));
      }
    });
  });
});

describe('a program in TypeScript', () => {
  test.each(Object.entries(compilers))('%s is that version', async (version, file) => {
    expect(JSON.parse(await readFile(file, 'utf8')).version.startsWith(`${version}.`)).toBe(true);
  });

  test.each(combinations)('TypeScript $compiler, $resolution', async (combination) => {
    expect(await typeChecks[combinations.indexOf(combination)]).toMatchObject({ code: 0, output: '' });
  });
});
