// Writes what references.ts names: `npm run reference`. With `--check` it writes nothing, and exits with 1 when a file is not current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { references } from './references.js';

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

for (const [name, make] of Object.entries(references)) {
  const file = path.join(root, name);
  const text = make(root);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (isCheck) {
    console.error(`${name} is not current: npm run reference`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(name);
  }
}
