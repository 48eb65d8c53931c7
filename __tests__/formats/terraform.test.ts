// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from '@cdktf/hcl2json';
import fc from 'fast-check';
import { fromTerraform, type TerraformOptions, toTerraform } from '../../src/formats/index.js';
import { defineTable, sessionTableSchema, type TableSchema, TableSchemaError } from '../../src/index.js';
import { runs } from '../support/generated.js';
import { type BlockArguments, terraformArguments } from './terraformArguments.js';
import { asRead, hostileTable, hostileTexts, tableWithMore, terraformTable } from './terraformFixtures.js';

type Tree = { [name: string]: unknown };

const orders = defineTable({
  tableName: 'orders-v2',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', total: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: ['customer'], sortKey: 'placed_at' } },
});

/** The body of the first resource of a type. */
function resource(schema: TableSchema, options: TerraformOptions = {}, type = 'aws_dynamodb_table'): Tree {
  const { resource: resources } = JSON.parse(toTerraform(schema, { ...options, format: 'json' }));
  return Object.values(resources[type] ?? {})[0] as Tree;
}

function issuesOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof TableSchemaError) return error.issues;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('for any schema that the provider can hold', () => {
  test.each<TerraformOptions>([
    { format: 'hcl' },
    { format: 'json' },
    { preventDestroy: false, ignoreUnmanaged: false },
  ])('the text with %j, read back, is the schema', async (options) => {
    await fc.assert(
      fc.asyncProperty(tableWithMore, async (schema) => {
        const { tables, issues } = await fromTerraform(toTerraform(schema, options));
        expect(issues).toEqual([]);
        expect(Object.values(tables)).toEqual([asRead(schema)]);
      }),
      runs(50),
    );
  });

  test('HCL and JSON mean the same', async () => {
    await fc.assert(
      fc.asyncProperty(tableWithMore, fc.boolean(), async (schema, outputs) => {
        const json = JSON.parse(toTerraform(schema, { format: 'json', outputs }));
        const hcl = await parse('main.tf', toTerraform(schema, { outputs }));
        expect(await oneForm(hcl)).toEqual(await oneForm(json));
      }),
      runs(50),
    );
  });

  test('every argument is one that the provider takes, and the required ones are there', () => {
    const written = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(terraformTable, tableWithMore), (schema) => {
        const config = JSON.parse(toTerraform(schema, { format: 'json' }));
        for (const blocks of [config.resource, config.data ?? {}]) {
          for (const [type, named] of Object.entries<Tree>(blocks)) {
            for (const body of Object.values(named))
              checkArguments(type, body as Tree, terraformArguments[type], written);
          }
        }
      }),
      { numRuns: 500 },
    );
    // Else the check above might have seen little.
    expect([...written].sort()).toEqual(
      expect.arrayContaining([
        'aws_appautoscaling_policy.target_tracking_scaling_policy_configuration.scale_in_cooldown',
        'aws_appautoscaling_scheduled_action.scalable_target_action.max_capacity',
        'aws_appautoscaling_target.lifecycle.ignore_changes',
        'aws_dynamodb_contributor_insights.index_name',
        'aws_dynamodb_kinesis_streaming_destination.approximate_creation_date_time_precision',
        'aws_dynamodb_tag.region',
        'aws_dynamodb_resource_policy.policy',
        'aws_dynamodb_table.global_secondary_index.key_schema.key_type',
        'aws_dynamodb_table.global_secondary_index.on_demand_throughput.max_read_request_units',
        'aws_dynamodb_table.global_secondary_index.warm_throughput.read_units_per_second',
        'aws_dynamodb_table.local_secondary_index.non_key_attributes',
        'aws_dynamodb_table.replica.propagate_tags',
        'aws_dynamodb_table.point_in_time_recovery.recovery_period_in_days',
        'aws_dynamodb_table.server_side_encryption.kms_key_arn',
        'aws_dynamodb_table.tags',
        'aws_kms_key.key_id',
      ]),
    );
  });
});

function checkArguments(place: string, body: Tree, known: BlockArguments, written: Set<string>) {
  expect(Object.keys(body)).toEqual(expect.arrayContaining([...known.required]));
  for (const [name, value] of Object.entries(body)) {
    if (name === '//') continue;
    written.add(`${place}.${name}`);
    const block = known.blocks?.[name];
    if (!block) expect([...known.required, ...known.optional]).toContain(name);
    else for (const nested of [value].flat()) checkArguments(`${place}.${name}`, nested as Tree, block, written);
  }
}

/** Both syntaxes, as parsed, in one form: a block that stands once is an object, and policies are documents. */
async function oneForm(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map(oneForm));
    return items.length === 1 && typeof items[0] === 'object' ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, entry]) => {
    if (name === 'policy') return [name, await policyDocument(entry)];
    if (name === 'ignore_changes') return [name, entry.map((one: string) => one.replace(/^\$\{(.*)\}$/, '$1'))];
    return [name, await oneForm(entry)];
  });
  return Object.fromEntries((await Promise.all(entries)).filter(([name]) => name !== '//'));
}

async function policyDocument(policy: string): Promise<unknown> {
  const encoded = /^\$\{jsonencode\((.*)\)\}$/s.exec(policy);
  return encoded ? (await parse('policy.tf', `document = ${encoded[1]}\n`)).document : JSON.parse(policy);
}

describe('hostile texts', () => {
  test.each<TerraformOptions['format']>(['hcl', 'json'])('come back from %s as data', async (format) => {
    const { tables, issues } = await fromTerraform(toTerraform(hostileTable, { format }));
    expect(issues).toEqual([]);
    expect(Object.values(tables)).toEqual([asRead(hostileTable)]);
  });

  test('are written without characters that hide or turn the text around', () => {
    expect(toTerraform(hostileTable)).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
  });
});

/** These tests run where it is installed. */
const executable = 'terraform';
const installed = spawnSync(executable, ['version']).status === 0;

const reason = installed ? '' : ' (skipped: no terraform on the PATH)';

(installed ? describe : describe.skip)(`by the judgement of terraform itself${reason}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tablewright-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const terraform = (args: string[], input: string) => {
    const { status, stdout } = spawnSync(executable, args, { cwd: folder, input, encoding: 'utf8' });
    expect(status).toBe(0);
    return stdout;
  };

  test('the text is formatted', () => {
    const text = [hostileTable, ...fc.sample(tableWithMore, 60)]
      .map((schema) => toTerraform(schema, { outputs: true }))
      .join('\n');
    expect(terraform(['fmt', '-'], text)).toBe(text);
  });

  test('hostile texts are data in both syntaxes', () => {
    const hcl = [...toTerraform(hostileTable).matchAll(/^ {2}attribute \{\n {4}name = (".*")$/gm)].map(
      ([, text]) => text,
    );
    const json = (resource(hostileTable).attribute as Tree[]).map(({ name }) => name);
    writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify({ locals: { texts: json } }));
    for (const texts of [`[${hcl.join(', ')}]`, 'local.texts']) {
      const answer = terraform(['console'], `base64encode(jsonencode(${texts}))\n`);
      const encoded = /"(.*)"/.exec(answer)?.[1] ?? '';
      expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toEqual(json.length ? hostileKeys() : []);
    }
  });
});

/** In the order of their first use as a key. */
function hostileKeys(): string[] {
  const [first, second, third, ...others] = hostileTexts;
  return [first, second, third, ...hostileTexts.slice(-2), ...others.slice(0, -2)];
}

describe('toTerraform', () => {
  test('writes a table as one would by hand', () => {
    expect(toTerraform(orders, { ignoreUnmanaged: false })).toBe(`resource "aws_dynamodb_table" "orders_v2" {
  name         = "orders-v2"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "customer"
    type = "S"
  }

  attribute {
    name = "placed_at"
    type = "S"
  }

  global_secondary_index {
    name            = "gsi-customer"
    projection_type = "ALL"

    key_schema {
      attribute_name = "customer"
      key_type       = "HASH"
    }

    key_schema {
      attribute_name = "placed_at"
      key_type       = "RANGE"
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}
`);
  });

  test('gives the same text each time, and nothing for no schemas', () => {
    expect(toTerraform([orders, sessionTableSchema])).toBe(toTerraform([orders, sessionTableSchema]));
    expect(toTerraform([])).toBe('');
    expect(toTerraform([], { format: 'json' })).toBe('{}\n');
  });

  test('makes each name of a resource an identifier of its own', () => {
    const named = (tableName: string): TableSchema => ({ ...orders, tableName, contributorInsights: true });
    const schemas = ['a.b', 'a-b', '1st', 'a_b_2', '__proto__', '...'].map(named);
    const { resource: resources } = JSON.parse(toTerraform(schemas, { format: 'json' }));
    for (const type of ['aws_dynamodb_table', 'aws_dynamodb_contributor_insights']) {
      expect(Object.keys(resources[type])).toHaveLength(6);
      for (const name of Object.keys(resources[type])) expect(name).toMatch(/^[a-z_]\w*$/);
    }
  });

  test('takes names of resources, and says which it can not take', () => {
    const text = toTerraform([orders, sessionTableSchema], { resourceNames: { 'orders-v2': 'main' } });
    expect(text).toContain('resource "aws_dynamodb_table" "main"');
    expect(text).toContain('resource "aws_dynamodb_table" "sentinel_sessions"');
    const resourceNames = { 'orders-v2': '2', 'sentinel-sessions': '${x}', order: 'misspelt' };
    expect(issuesOf(() => toTerraform([orders, sessionTableSchema], { resourceNames }))).toMatchObject([
      { rule: 'terraform-resource-name', path: ['resourceNames', 'orders-v2'] },
      { rule: 'terraform-resource-name', path: ['resourceNames', 'sentinel-sessions'] },
      { rule: 'terraform-resource-name', path: ['resourceNames', 'order'] },
    ]);
  });

  test('writes the older hash_key and range_key when asked, as far as they go', async () => {
    expect(resource(orders, { indexKeys: 'hash_key' }).global_secondary_index).toEqual([
      { name: 'gsi-customer', hash_key: 'customer', range_key: 'placed_at', projection_type: 'ALL' },
    ]);
    const { tables, issues } = await fromTerraform(toTerraform(orders, { indexKeys: 'hash_key' }));
    expect(issues).toEqual([]);
    expect(Object.values(tables)).toEqual([asRead(orders)]);
    const two: TableSchema = {
      ...orders,
      globalSecondaryIndexes: { gsi: { partitionKey: 'id', sortKey: ['customer', 'placed_at'] } },
    };
    expect(issuesOf(() => toTerraform(two, { indexKeys: 'hash_key' }))).toMatchObject([
      { rule: 'terraform-index-key', path: ['globalSecondaryIndexes', 'gsi', 'sortKey'] },
    ]);
  });

  test('says what the provider can not hold', () => {
    const vector: TableSchema = {
      tableName: 'docs',
      attributes: { id: 'S', embedding: 'L' },
      partitionKey: 'id',
      vectorIndexes: { near: { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } },
    };
    expect(issuesOf(() => toTerraform(vector))).toMatchObject([
      { rule: 'terraform-vector-index', path: ['vectorIndexes', 'near'] },
    ]);
    const warm: TableSchema = {
      tableName: 'warm',
      attributes: { id: 'S' },
      partitionKey: 'id',
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
      warmThroughput: { readUnitsPerSecond: 11_999, writeUnitsPerSecond: 4_000 },
    };
    expect(issuesOf(() => toTerraform(warm))).toMatchObject([
      { rule: 'terraform-warm-throughput', path: ['warmThroughput', 'readUnitsPerSecond'] },
    ]);
    for (const name of ['e\u0301', '\ud800']) {
      const odd: TableSchema = { tableName: 'odd', attributes: { id: 'S', [name]: 'S' }, partitionKey: 'id' };
      expect(toTerraform(odd)).not.toContain(name);
      expect(issuesOf(() => toTerraform({ ...odd, sortKey: name }))).toMatchObject([
        { rule: 'terraform-unicode', path: ['sortKey'] },
      ]);
    }
  });

  test('leaves alone on a live table what the schema leaves out, unless told otherwise', () => {
    const ignored = (schema: TableSchema, options?: TerraformOptions) =>
      (resource(schema, options).lifecycle as { ignore_changes?: string[] } | undefined)?.ignore_changes;
    expect(ignored(orders)).toEqual([
      'deletion_protection_enabled',
      'on_demand_throughput',
      'replica',
      'stream_enabled',
      'stream_view_type',
      'table_class',
      'tags',
    ]);
    const managed: TableSchema = {
      ...orders,
      deletionProtection: false,
      onDemandThroughput: { maxReadRequestUnits: 1 },
      streamViewType: false,
      tableClass: 'STANDARD',
      tags: {},
    };
    expect(ignored(managed)).toEqual(['replica']);
    expect(resource(managed)).toMatchObject({ deletion_protection_enabled: false, stream_enabled: false, tags: {} });
    expect(ignored(orders, { ignoreUnmanaged: false })).toBeUndefined();
    expect(resource(orders, { ignoreUnmanaged: false, preventDestroy: false })).not.toHaveProperty('lifecycle');
  });

  test('finds a KMS key that is not given by its ARN', () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const keyed = (kmsMasterKeyId: string): TableSchema => ({ ...orders, encryption: { kmsMasterKeyId } });
    expect(resource(keyed(arn)).server_side_encryption).toEqual({ enabled: true, kms_key_arn: arn });
    expect(toTerraform(keyed(arn))).not.toContain('aws_kms_key');
    for (const id of ['alias/orders', 'arn:aws:kms:eu-west-1:111122223333:alias/orders']) {
      expect(resource(keyed(id)).server_side_encryption).toEqual({
        enabled: true,
        kms_key_arn: '${data.aws_kms_key.orders_v2.arn}',
      });
      expect(toTerraform(keyed(id))).toContain(`data "aws_kms_key" "orders_v2" {\n  key_id = "${id}"\n}`);
    }
  });

  test('keeps a policy that is text as it is, and refers to the table', () => {
    const resourcePolicy = '{ "Version" : "2012-10-17",\n "Statement": [] }';
    expect(resource({ ...orders, resourcePolicy }, {}, 'aws_dynamodb_resource_policy')).toEqual({
      resource_arn: '${aws_dynamodb_table.orders_v2.arn}',
      policy: resourcePolicy,
    });
  });

  test('says that insights are off, for which there is no resource', () => {
    const off: TableSchema = { ...orders, contributorInsights: false };
    expect(toTerraform(off)).toMatch(/^# Contributor insights are off, .*: the table\nresource /);
    expect(resource(off)['//']).toMatch(/^Contributor insights are off/);
    expect(resource(off, {}, 'aws_dynamodb_contributor_insights')).toBeUndefined();
  });

  test('writes outputs when asked, each with a name of its own', () => {
    const stream: TableSchema = { ...orders, tableName: 'orders', streamViewType: 'KEYS_ONLY' };
    const { output } = JSON.parse(
      toTerraform([stream, { ...orders, tableName: 'orders_stream' }], { format: 'json', outputs: true }),
    );
    expect(Object.values(output)).toEqual(
      ['orders.name', 'orders.arn', 'orders.stream_arn', 'orders_stream.name', 'orders_stream.arn'].map((of) => ({
        value: `\${aws_dynamodb_table.${of}}`,
      })),
    );
    expect(toTerraform(stream)).not.toContain('output');
  });
});
