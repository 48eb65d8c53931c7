import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { issuesOf } from './checks.js';
import { root } from './packed.js';

describe('the changelog of a release', () => {
  const changelog = (text: string) => issuesOf('changelog', 'changelogIssues', `# Changelog\n\n${text}`, '1.2.0');

  test('has a section of the version, with its date, and with lines', async () => {
    expect(await changelog('## [Unreleased]\n\n## [1.2.0] - 2026-11-25\n\n### Added\n\n- A thing.\n')).toEqual([]);
    expect(await changelog('## [1.1.0] - 2026-11-25\n\n- A thing.\n')).toEqual([
      'there is no section "## [1.2.0] - <date>"',
    ]);
    for (const heading of ['[1.2.0]', '[1.2.0] - soon', '[1.2.0] - 2026-02-30', '[1.2.0] - 2026-13-01']) {
      expect(await changelog(`## ${heading}\n\n- A thing.\n`)).toEqual([
        `"## ${heading}" has no date: write "## [1.2.0] - YYYY-MM-DD"`,
      ]);
    }
    expect(await changelog('## [1.2.0] - 2026-11-25\n\n### Added\n')).toEqual(['the section of 1.2.0 says nothing']);
    expect(await changelog('## [Unreleased]\n\n- Late.\n\n## [1.2.0] - 2026-11-25\n\n- A thing.\n')).toEqual([
      'lines under "Unreleased" belong under 1.2.0',
    ]);
  });

  test('has one of the version that package.json names', async () => {
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const text = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
    const issues = await issuesOf('changelog', 'changelogIssues', text, version);
    // While work goes on, there may be lines under "Unreleased".
    expect(issues.filter((issue) => !issue.includes('Unreleased'))).toEqual([]);
  });
});

test('files that are not expected, and expected ones that are missing', async () => {
  const packed = (list: string, ...files: string[]) => issuesOf('packedFiles', 'packedIssues', list, files);
  expect(await packed('# A comment.\na.md\nsrc/**.ts\n*.js', 'a.md', 'src/b.ts', 'src/c/d.ts', 'e.js')).toEqual([]);
  expect(await packed('dist/a.{js,cjs}\n', 'dist/a.js', 'dist/axjs', 'dist/b/a.js', '.env')).toEqual([
    'dist/axjs is not expected',
    'dist/b/a.js is not expected',
    '.env is not expected',
    'dist/a.cjs is missing',
  ]);
});

test('links to what is not in the tarball', async () => {
  const texts = {
    'README.md': [
      '[a](docs/a.md#there) ![b](docs/b.png) [folder](examples/x) [web](https://example.com) [here](#here)',
      '[gone](docs/gone.md "title") `[code](no.md)` [ref]',
      '```md\n[fenced](no.md)\n```',
      '[ref]: docs/lost.md',
    ].join('\n\n'),
    'docs/a.md': '[up](../README.md) [beside](b.png) [out](../../secret.md)',
  };
  const files = ['README.md', 'docs/a.md', 'docs/b.png', 'examples/x/y.ts'];
  expect(await issuesOf('links', 'linkIssues', files, { texts })).toEqual([
    'README.md links to docs/gone.md, which is not in the tarball',
    'README.md links to docs/lost.md, which is not in the tarball',
    'docs/a.md links to ../../secret.md, which is not in the tarball',
  ]);
});
