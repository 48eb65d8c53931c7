import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isProperties } from '../../schema/index.js';
import { failure } from '../failure.js';

/** What a project's package.json says of it. */
export interface Manifest {
  /** Its text, as it stands there; left out, there is none. */
  readonly text?: string;
  /** Whether its `.ts` files are ES modules. */
  readonly isModule: boolean;
  readonly testScript: string;
  readonly hasJestKey: boolean;
  /** Whether it depends on the package. */
  uses(packageName: string): boolean;
}

/** @throws a failure if the folder's package.json can't be read as JSON. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, 'package.json');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const { type, scripts, jest, ...rest } = parse(text ?? '{}');
  const dependencies = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    .map((name) => rest[name])
    .filter(isProperties);
  return {
    text,
    isModule: type === 'module',
    testScript: isProperties(scripts) ? String(scripts.test ?? '') : '',
    hasJestKey: isProperties(jest),
    uses: (name) => dependencies.some((packages) => Object.hasOwn(packages, name)),
  };
}

function parse(text: string): { readonly [name: string]: unknown } {
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isProperties(manifest)) return manifest;
    throw new Error('it is not a JSON object');
  } catch (error) {
    throw failure(`package.json can't be read: ${(error as Error).message}`, 'Correct it, and run init again.');
  }
}
