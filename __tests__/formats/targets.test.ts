import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Target, targets, toCliInput, toHtml, toIamPolicy, toTerraform } from '../../src/formats/index.js';
import { approvalTableSchema, sessionTableSchema, toCreateTableInput } from '../../src/index.js';

const all = Object.entries<Target>(targets);
const place = { account: '111122223333', region: 'eu-west-1' };

test.each(all)('%s makes a text that ends with a new line, of one schema and of several', (_, { make, formats }) => {
  for (const format of formats.length ? formats : [undefined]) {
    expect(make(sessionTableSchema, { ...place, format })).toMatch(/sentinel-sessions.*\n$/s);
    expect(make([sessionTableSchema, approvalTableSchema], { ...place, format })).toMatch(/sentinel-requests/);
  }
});

test.each(all)('%s looks at the options that it names, and at no others', (_, { make, flags }) => {
  const seen = new Set<string | symbol>();
  const options = new Proxy({ ...place } as Record<string | symbol, unknown>, {
    get(held, name) {
      seen.add(name);
      return held[name];
    },
  });
  make(sessionTableSchema, options);
  expect([...seen].sort()).toEqual([...flags].sort());
});

test('a format that a target does not have is an error that names those it has', () => {
  expect(() => targets.terraform.make(sessionTableSchema, { format: 'yaml' })).toThrow(
    new RangeError('format "yaml" must be hcl or json'),
  );
  expect(targets.terraform.make(sessionTableSchema, { format: 'json' })).toBe(
    toTerraform(sessionTableSchema, { format: 'json' }),
  );
});

test('a policy names an account and a Region, and never any by default', () => {
  expect(() => targets.iam.make(sessionTableSchema, { region: '*' })).toThrow(/account "" must be/);
  expect(() => targets.iam.make(sessionTableSchema, { account: '*' })).toThrow(/region "" must be/);
  expect(JSON.parse(targets.iam.make(sessionTableSchema, { ...place, access: 'read' }))).toEqual(
    toIamPolicy(sessionTableSchema, { ...place, access: 'read' }),
  );
});

test('CreateTable is one input for one schema, and a list for several', () => {
  const make = targets['create-table'].make;
  expect(JSON.parse(make(sessionTableSchema))).toEqual(toCreateTableInput(sessionTableSchema));
  expect(JSON.parse(make([sessionTableSchema, approvalTableSchema]))).toHaveLength(2);
});

test('the page offers all targets but itself, by their labels', () => {
  const page = toHtml(sessionTableSchema);
  const labels = [...page.matchAll(/<section class="output"><h4>([^<]*)</g)].map(([, label]) => label);
  expect(labels).toEqual(all.filter(([name]) => name !== 'html').map(([, { label }]) => label));
});

test('the script of the AWS CLI brings its files along, and runs where it stands', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-targets-'));
  try {
    const aws = path.join(folder, 'aws');
    await writeFile(aws, '#!/bin/sh\necho "$@" >> log\n');
    await chmod(aws, 0o755);
    const env = { PATH: `${folder}:${process.env.PATH}` };
    await writeFile(path.join(folder, 'all.sh'), targets.cli.make(sessionTableSchema, { region: 'eu-west-1' }));
    await promisify(execFile)('sh', ['all.sh'], { cwd: folder, env });
    const { files, commands } = toCliInput(sessionTableSchema, { region: 'eu-west-1' });
    expect(await readFile(path.join(folder, 'log'), 'utf8')).toBe(
      commands.map((command) => `${command.slice('aws '.length)}\n`).join(''),
    );
    for (const [name, content] of Object.entries(files)) {
      expect(await readFile(path.join(folder, name), 'utf8')).toBe(content);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
