import { readFileSync } from 'node:fs';
import path from 'node:path';
import { references } from '../../reference/references.js';

const root = path.resolve(__dirname, '../..');

test.each(Object.keys(references))(
  '%s is current: npm run reference',
  (file) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(references[file](root));
  },
  120_000,
);
