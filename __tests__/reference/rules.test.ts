import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rulesPage } from '../../reference/rules/page.js';

const src = path.resolve(__dirname, '../../src');

test('every rule of the page is reported by something', () => {
  const ids = [...rulesPage().matchAll(/^(?:### ([a-z]+(?:-[a-z]+)*)$|- <a id="([a-z-]+)">)/gm)].map(
    ([, a, b]) => a ?? b,
  );
  const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== path.join('schema', 'rule.ts'))
    .map((file) => readFileSync(path.join(src, file), 'utf8'))
    .join('\n');
  expect(ids.length).toBeGreaterThan(90);
  expect(ids.filter((id) => !code.includes(`'${id}'`))).toEqual([]);
});
