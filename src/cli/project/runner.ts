import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from './manifest.js';

/** A file that init would write, unless one stands there that does the same. */
export interface ProjectFile {
  readonly name: string;
  readonly content: string;
  /** What stands in its place, by its name. */
  readonly insteadOf?: string;
  /** What the file that stands there needs, if it is not in it. */
  readonly needs?: { readonly text: string; readonly advice: string };
}

type Runner = 'jest' | 'vitest';

const configNames: { readonly [R in Runner]: RegExp } = {
  jest: /^jest\.config\.([cm]?[jt]s|json)$/,
  vitest: /^(vitest|vite)\.config\.[cm]?[jt]s$/,
};

/** The test runner of the project; of two, the one that `npm test` starts. */
export function testRunnerOf(manifest: Manifest): Runner | undefined {
  const found = (['vitest', 'jest'] as const).filter(
    (name) => manifest.uses(name) || (name === 'jest' && manifest.hasJestKey),
  );
  return found.find((name) => new RegExp(`\\b${name}\\b`).test(manifest.testScript)) ?? found[0];
}

/** The set-up that starts DynamoDB once for a run, and the configuration that names it. */
export function testSetup(folder: string, manifest: Manifest, tablesConfig: string): ProjectFile[] {
  const runner = testRunnerOf(manifest);
  if (!runner) return [];
  const setup = setupFile(folder, runner, manifest, tablesConfig);
  const there = readdirSync(folder).filter((name) => configNames[runner].test(name));
  // vitest takes its own before vite's.
  const config = there.find((name) => name.startsWith(runner)) ?? there[0];
  const line = `globalSetup: './${setup.name}'`;
  const isJson = runner === 'jest' && !/\.[cm]?[jt]s$/.test(config ?? '');
  const entry = isJson ? `"globalSetup": "./${setup.name}"` : runner === 'jest' ? line : `test: { ${line} }`;
  const needs = (where: string) => ({ text: setup.name, advice: `give ${where} the line  ${entry}` });
  if (runner === 'jest' && !config && manifest.hasJestKey) {
    return [setup, { name: 'package.json', content: '', insteadOf: 'package.json', needs: needs('its "jest"') }];
  }
  const own = runner === 'jest' ? jestConfig(manifest, line) : vitestConfig(manifest, line);
  return [setup, config === undefined ? own : { ...own, name: config, insteadOf: config, needs: needs('it') }];
}

/** What makes CommonJS of TypeScript for jest, without being told how. */
const compilers = ['ts-jest', '@swc/jest'];
const setupNames = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `dynamodb.setup.${extension}`);

function setupFile(folder: string, runner: Runner, { isModule, uses }: Manifest, tablesConfig: string): ProjectFile {
  const there = setupNames.find((name) => existsSync(path.join(folder, name)));
  const isTyped = /\.[cm]?ts$/.test(tablesConfig);
  const tables = 'setupLocalDynamoDB({ tables: Object.values(config.tables) })';
  const file =
    !isTyped || (runner === 'jest' && (isModule || !compilers.some(uses)))
      ? {
          name: 'dynamodb.setup.mjs',
          // jest loads a global set-up without its resolver, and finds no TypeScript behind the name of an ES module, nor in any
          // package without a compiler; and JavaScript and JSON have no types.
          content: `import { createJiti } from 'jiti';
import { setupLocalDynamoDB } from 'tablewright/local';

const { default: config } = await createJiti(import.meta.url).import('./${tablesConfig}');

export default ${tables};
`,
        }
      : {
          name: 'dynamodb.setup.ts',
          content: `import { setupLocalDynamoDB } from 'tablewright/local';
import config from './${imported(tablesConfig, isModule)}';

export default ${tables};
`,
        };
  return there === undefined ? file : { ...file, name: there, insteadOf: there };
}

/** A module of TypeScript by the name that it has when it runs, which CommonJS and bundlers find without an ending too. */
function imported(file: string, isModule: boolean): string {
  return file.endsWith('.ts') ? file.replace(/\.ts$/, isModule ? '.js' : '') : file.replace(/\.([cm])ts$/, '.$1js');
}

function jestConfig(manifest: Manifest, line: string): ProjectFile {
  const [transform] = [
    ...(manifest.uses('ts-jest') ? ["preset: 'ts-jest'"] : []),
    ...(manifest.uses('@swc/jest') ? ["transform: { '\\\\.tsx?$': '@swc/jest' }"] : []),
  ];
  const lines = [line, ...(transform ? [transform] : [])].map((entry) => `  ${entry},\n`);
  return {
    name: 'jest.config.cjs',
    content: `/** @type {import('jest').Config} */\nmodule.exports = {\n${lines.join('')}};\n`,
  };
}

function vitestConfig({ isModule }: Manifest, line: string): ProjectFile {
  return {
    // Its configuration is an ES module, whatever the project is.
    name: isModule ? 'vitest.config.ts' : 'vitest.config.mts',
    content: `import { defineConfig } from 'vitest/config';\n\nexport default defineConfig({ test: { ${line} } });\n`,
  };
}

/** Whether the file that stands there says what is needed of it. */
export function hasWhatItNeeds(folder: string, { name, needs }: ProjectFile): boolean {
  return !needs || readFileSync(path.join(folder, name), 'utf8').includes(needs.text);
}
