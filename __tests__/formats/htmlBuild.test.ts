import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

test('the page’s script and style in the library are those of their sources', async () => {
  const build = path.join(root, 'src/formats/html/browser/build.mjs');
  await promisify(execFile)(process.execPath, [build, '--check'], { cwd: root });
});

test('the page’s script is type-checked for a browser', async () => {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', 'src/formats/html/browser'], { cwd: root });
});
