// Whether this version can be published: `npm run release:check`. It builds, packs, and looks at what npm would send; docs/releasing.md
// says the steps around it. Each check says what it found, and the exit code is 1 when one of them fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changelogIssues } from './changelog.mjs';
import { linkIssues } from './links.mjs';
import { packedIssues } from './packedFiles.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'tablewright-release-'));

/** Runs a program of the repository or of npm; what it wrote, and whether it went well. */
function run(program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: false });
  return {
    good: status === 0,
    stdout: stdout ?? '',
    output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}`,
  };
}

function issuesOf({ good, output }) {
  return good ? [] : [output.trim()];
}

const bin = (name) => path.join(root, 'node_modules', '.bin', name);

function pack() {
  const { good, stdout, output } = run('npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  if (!good) throw new Error(output);
  const [{ filename, files }] = Object.values(JSON.parse(stdout));
  return { tarball: path.join(folder, filename), files: files.map((file) => file.path) };
}

/** What npm would send and say. It looks the package up, so without the registry there is nothing to learn. */
function dryRun(tarball) {
  const result = run('npm', 'publish', tarball, '--dry-run', '--ignore-scripts');
  if (!result.good && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(result.output)) {
    console.log('  the registry is not reached: not tried');
    return [];
  }
  return issuesOf(result);
}

const required = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'exports',
  'bin',
  'files',
  'engines',
  'type',
  'sideEffects',
];

try {
  const built = run('npm', 'run', 'build', '--silent');
  if (!built.good) throw new Error(built.output);
  const { tarball, files } = pack();
  const read = (file) => readFileSync(path.join(root, file), 'utf8');
  const checks = {
    'package.json says what a package must': () =>
      required.filter((name) => manifest[name] === undefined).map((name) => `${name} is missing`),
    'the tarball holds the files of release/packed-files.txt': () =>
      packedIssues(read('release/packed-files.txt'), files),
    'links lead to files in the tarball': () => linkIssues(files, read),
    'CHANGELOG.md has a section of this version': () => changelogIssues(read('CHANGELOG.md'), manifest.version),
    publint: () => issuesOf(run(bin('publint'), 'run', tarball, '--strict')),
    'are the types wrong': () => issuesOf(run(bin('attw'), tarball, '--profile', 'node16', '--no-emoji', '--no-color')),
    'npm publish --dry-run': () => dryRun(tarball),
    'npm run reference -- --check': () => issuesOf(run('npm', 'run', 'reference', '--silent', '--', '--check')),
  };
  for (const [name, check] of Object.entries(checks)) {
    const issues = check();
    console.log(`${issues.length ? 'FAILED' : 'ok'}  ${name}`);
    for (const issue of issues) console.log(issue.replace(/^/gm, '  '));
    if (issues.length) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
