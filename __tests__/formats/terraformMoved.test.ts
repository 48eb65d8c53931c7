// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { fromTerraform, toTerraform } from '../../src/formats/index.js';
import type { TableSchema } from '../../src/index.js';
import { runs } from '../support/generated.js';
import { asRead, hostileTable, terraformTable } from './terraformFixtures.js';

type Json = { [name: string]: unknown };

/** A string of JSON, which is a template, as an expression between quotes. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(/\\[bf]/g, (sign) => (sign === '\\b' ? '\\u0008' : '\\u000c'));

/** Ways to say a string otherwise. `define` gives a local a value, and names it. */
const ways: readonly ((text: string, define: (value: unknown) => string) => string)[] = [
  (text) => text,
  (text, define) => `\${${define(text)}}`,
  (text, define) => `\${${define({ deep: [text] })}.deep[0]}`,
  (text, define) => `\${${define(true)} ? ${quoted(text)} : var.unknown}`,
  (text, define) => `\${lookup(${define({ a: text })}, "a", "other")}`,
  (text, define) => `\${try(${define({})}.none, ${define(text)})}`,
  (text) => `\${join("", [for part in ["", ${quoted(text)}] : part])}`,
  (text, define) => `%{ if ${define('on')} == "on" }\${${define(text)}}%{ else }other%{ endif }`,
];

/** What Terraform wants as it is written, not worked out. */
const asWritten = ['lifecycle', 'provider', 'depends_on'];

/** The configuration with its strings moved into locals, conditions and functions, and its attributes into a dynamic block. */
function moved(config: Json, choose: (count: number) => number): Json {
  const locals: Json = {};
  const define = (value: unknown) => {
    const name = `l${Object.keys(locals).length}`;
    locals[name] = value;
    return `local.${name}`;
  };
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith('${') ? value : ways[choose(ways.length)](value, define);
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, entry]) => [key, asWritten.includes(key) ? entry : move(entry)]);
    return Object.fromEntries(entries);
  };
  const tables = Object.entries(
    (config.resource as { aws_dynamodb_table: { [name: string]: Json } }).aws_dynamodb_table,
  );
  const dynamic = tables.map(([name, { attribute, ...table }]) => {
    const content = { name: '${each_one.value.name}', type: '${each_one.value["type"]}' };
    const attributes = { for_each: `\${${define(move(attribute))}}`, iterator: 'each_one', content };
    return [name, { ...(move(table) as Json), dynamic: { attribute: attributes } }];
  });
  const others = move({ ...(config.resource as Json), aws_dynamodb_table: {} }) as Json;
  return {
    ...config,
    resource: { ...others, aws_dynamodb_table: Object.fromEntries(dynamic) },
    variable: { unknown: {} },
    locals,
  };
}

const written = (schema: TableSchema) => JSON.parse(toTerraform(schema, { format: 'json' })) as Json;

const choices = fc.infiniteStream(fc.nat(1_000));

const chooseFrom = (stream: Iterator<number>) => (count: number) => (stream.next().value as number) % count;

test('values that are moved into locals, conditions, functions and dynamic blocks read back equal', async () => {
  await fc.assert(
    fc.asyncProperty(terraformTable, choices, async (schema, stream) => {
      const config = moved(written(schema), chooseFrom(stream));
      const { tables, issues } = await fromTerraform(config);
      expect(Object.values(tables)).toEqual([asRead(schema)]);
      expect(issues.filter(({ rule }) => rule !== 'terraform-ignored')).toEqual([]);
    }),
    runs(40),
  );
});

test('so do texts that look like something else, each way', async () => {
  for (const [i] of ways.entries()) {
    const { tables } = await fromTerraform(moved(written(hostileTable), () => i));
    expect(Object.values(tables)).toEqual([asRead(hostileTable)]);
  }
});

test('a module that is called with the parts of a table reads back equal, and so does for_each over the only one', async () => {
  await fc.assert(
    fc.asyncProperty(terraformTable, async (schema) => {
      const { resource, ...rest } = written(schema) as { resource: { [type: string]: { [name: string]: Json } } };
      const name = schema.tableName;
      for (const table of Object.values(resource.aws_dynamodb_table)) {
        Object.assign(table, { for_each: '${var.names}', name: '${each.value.name}' });
      }
      const main = {
        module: { tables: { source: './tables', names: { only: { name } } } },
      };
      const text = JSON.stringify({
        ...rest,
        resource,
        variable: { names: { type: 'map(object({ name = string }))' } },
      });
      const beside = /aws_dynamodb_table\.(\w+)\./g;
      const files = {
        'main.tf.json': JSON.stringify(main),
        'tables/main.tf.json': text.replace(beside, 'aws_dynamodb_table.$1[\\"only\\"].'),
      };
      const { tables } = await fromTerraform({ files });
      expect(Object.values(tables)).toEqual([asRead(schema)]);
      expect(Object.keys(tables)[0]).toMatch(/^module\.tables\.aws_dynamodb_table\.\w+\["only"\]$/);
    }),
    runs(30),
  );
});

const python = process.env.TABLEWRIGHT_PYYAML;

/** What python-hcl2 says of the tables of each text. Strings come with their quotes. */
const oracle = `
import hcl2, json, re, sys
def text(value):
    if not isinstance(value, str) or not value.startswith('"'): return value
    return re.sub(r'([$%])\\1(?=\\{)', r'\\1', json.loads(value))
def key(block):
    schema = [(text(e['attribute_name']), text(e['key_type'])) for e in block.get('key_schema', [])]
    old = [(text(block[name]), kind) for name, kind in (('hash_key', 'HASH'), ('range_key', 'RANGE')) if name in block]
    return schema + old
def table(body):
    return {
        'name': text(body['name']),
        'attributes': {text(a['name']): text(a['type']) for a in body['attribute']},
        'key': key(body),
        'global': {text(i['name']): key(i) for i in body.get('global_secondary_index', [])},
        'local': {text(i['name']): text(i['range_key']) for i in body.get('local_secondary_index', [])},
        'tags': {text(k) : text(v) for k, v in body.get('tags', {}).items() if k != '__is_block__'},
        'capacity': [body.get('read_capacity'), body.get('write_capacity')],
    }
def tables(source):
    found = [named for block in hcl2.loads(source)['resource'] for kind, named in block.items() if text(kind) == 'aws_dynamodb_table']
    return [table(body) for named in found for body in named.values()]
print(json.dumps([tables(source) for source in json.load(sys.stdin)]))
`;

type Key = string | readonly string[];

const keyOf = ({ partitionKey, sortKey }: { readonly partitionKey?: Key; readonly sortKey?: Key }) => [
  ...[partitionKey ?? []].flat().map((name) => [name, 'HASH']),
  ...[sortKey ?? []].flat().map((name) => [name, 'RANGE']),
];

/** In CI: `TABLEWRIGHT_PYYAML` is a python that has python-hcl2, too. */
(python ? test : test.skip)(
  python ? 'python-hcl2 sees the same tables' : 'python-hcl2 (skipped: TABLEWRIGHT_PYYAML names no python)',
  async () => {
    const texts = fc.sample(terraformTable, { numRuns: 30, seed: 1 }).map((schema) => toTerraform(schema));
    const input = JSON.stringify(texts);
    const seen = JSON.parse(execFileSync(python as string, ['-c', oracle], { input }).toString());
    const read = await Promise.all(
      texts.map(async (text) => {
        const [schema] = Object.values((await fromTerraform(text)).tables);
        const { globalSecondaryIndexes: global = {}, localSecondaryIndexes: local = {} } = schema;
        const { readCapacityUnits = null, writeCapacityUnits = null } = schema.provisionedThroughput ?? {};
        const keys = new Set(
          [schema, ...Object.values(global), ...Object.values(local)].flatMap((one) =>
            keyOf(one).map(([name]) => name),
          ),
        );
        return [
          {
            name: schema.tableName,
            attributes: Object.fromEntries(Object.entries(schema.attributes).filter(([name]) => keys.has(name))),
            key: keyOf(schema),
            global: Object.fromEntries(Object.entries(global).map(([name, index]) => [name, keyOf(index)])),
            local: Object.fromEntries(Object.entries(local).map(([name, { sortKey }]) => [name, sortKey])),
            tags: schema.tags ?? {},
            capacity: [readCapacityUnits, writeCapacityUnits],
          },
        ];
      }),
    );
    expect(read).toEqual(seen);
  },
);
