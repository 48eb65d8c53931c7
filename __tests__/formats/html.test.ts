import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../src/formats/html/sha256.js';
import { toHtml } from '../../src/formats/index.js';
import { approvalTableSchema, type TableSchema, TableSchemaError, toCreateTableInput } from '../../src/index.js';
import { richOnDemand, richProvisioned } from '../aws/richSchemas.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { hostileTable, oddlyNamed, orders } from './htmlSchemas.js';
import { replicatedTable, scaledTable } from './scaledTable.js';

const strayAmpersand = /&(?!(?:amp|lt|gt|quot|rsquo|#\d+);)/;
const empty = new Set(['meta', 'link', 'input', 'circle', 'rect', 'path']);

interface Parsed {
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly tags: readonly string[];
  readonly text: string;
}

/** Reads the page as strictly as XML is read: every attribute quoted, every element closed, no stray `<` or `&`. */
function parsed(page: string): Parsed {
  const [ids, links, tags, open]: [string[], string[], string[], string[]] = [[], [], [], []];
  const wrong: string[] = [];
  let text = '';
  const token =
    /<!doctype html>|<(?<raw>script|style)>(?<body>[\s\S]*?)<\/\k<raw>>|<\/(?<end>[a-z0-9]+)>|<(?<tag>[a-zA-Z0-9]+)(?<attributes>(?: [a-zA-Z-]+(?:="[^"<]*")?)*)\s*\/?>|(?<text>[^<]+)/gy;
  let at = 0;
  for (const match of page.matchAll(token)) {
    if (match.index !== at) break;
    at += match[0].length;
    const { end, tag, attributes = '', text: words } = match.groups ?? {};
    if (end) {
      const opened = open.pop();
      if (opened !== end) wrong.push(`</${end}> closes <${opened}>`);
    } else if (tag) {
      tags.push(tag);
      if (!empty.has(tag)) open.push(tag);
      for (const [, name, value] of attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
        if (strayAmpersand.test(value)) wrong.push(`${name}="${value}"`);
        if (/^on|^style$/.test(name)) wrong.push(`${name} is not for this page`);
        if (name === 'id') ids.push(value);
        if (name === 'href') links.push(value);
      }
    } else if (words) {
      if (strayAmpersand.test(words)) wrong.push(words);
      text += words;
    }
  }
  expect({ rest: page.slice(at, at + 80), open, wrong }).toEqual({ rest: '', open: [], wrong: [] });
  return { ids, links, tags, text };
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
}

test('the hash that the policy names is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(new TextEncoder().encode(text)).digest('base64'));
    }),
  );
});

test('the policy allows the page its own style and script, by their hashes, and nothing from anywhere', () => {
  const page = toHtml(orders);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const hashOf = (element: string) => {
    const [, body] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page) ?? [];
    return `&#39;sha256-${createHash('sha256').update(body).digest('base64')}&#39;`;
  };
  expect(policy).toContain('default-src &#39;none&#39;');
  expect(policy).toContain(`script-src ${hashOf('script')};`);
  expect(policy).toContain(`style-src ${hashOf('style')};`);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('any valid table gives a well-formed page whose ids are unique and whose links lead somewhere', () => {
  fc.assert(
    fc.property(fc.uniqueArray(validTable(), { selector: (schema) => schema.tableName, maxLength: 3 }), (schemas) => {
      const { ids, links } = parsed(toHtml(schemas, { outputs: [] }));
      expect(new Set(ids).size).toBe(ids.length);
      const targets = new Set(ids.map((id) => `#${id}`));
      expect(links.filter((link) => !targets.has(link) && !link.startsWith('data:'))).toEqual([]);
    }),
    runs(25),
  );
});

test('any valid table comes out with all its outputs, the same each time', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      const page = toHtml(schema);
      parsed(page);
      expect(toHtml(JSON.parse(JSON.stringify(schema)) as TableSchema)).toBe(page);
      expect(page.endsWith('</html>\n')).toBe(true);
    }),
    runs(10),
  );
});

test('every attribute and index of a table is named, also those that only a projection knows', () => {
  const page = toHtml(richOnDemand, { outputs: [] });
  const { ids } = parsed(page);
  for (const name of Object.keys(richOnDemand.globalSecondaryIndexes ?? {})) expect(ids).toContain(`matches/${name}`);
  for (const name of ['lsi-round', 'lsi-bracket', 'by-embedding', 'by-summary'])
    expect(ids).toContain(`matches/${name}`);
  for (const name of [...Object.keys(richOnDemand.attributes), 'score']) {
    expect(page).toContain(`<th scope="row"><code>${name}</code></th>`);
  }
  expect(page).toContain('not declared');
});

test('settings say what the schema says, and what it leaves out is unmanaged', () => {
  const setting = (page: string, label: string) => new RegExp(`<dt>${label}</dt><dd>(.*?)</dd>`, 's').exec(page)?.[1];
  const plain = toHtml(orders, { outputs: [] });
  expect(setting(plain, 'Stream')).toBeUndefined();
  expect(plain).toContain(
    '>Unmanaged: throughput ceiling, warm throughput, stream, changes to Kinesis, replicas, encryption, point-in-time recovery, deletion protection, table class, contributor insights, resource policy and tags.<',
  );
  expect(setting(plain, 'Time to live')).toContain('expires');
  const provisioned = toHtml(richProvisioned, { outputs: [] });
  expect(setting(provisioned, 'Capacity')).toBe('10 read and 20 write units');
  expect(setting(provisioned, 'Stream')).toBe('off');
  expect(setting(provisioned, 'Deletion protection')).toBe('off');
  expect(setting(provisioned, 'Time to live')).toBe('none');
  const rich = toHtml(richOnDemand, { outputs: [] });
  expect(setting(rich, 'Point-in-time recovery')).toBe('to any second of the last 7 days');
  expect(setting(rich, 'Throughput ceiling')).toBe('1000 read and 500 write units a second');
});

test('a replica is a row, its policy a block, and the words under the name tell of streams and replicas', () => {
  const page = toHtml(replicatedTable, { outputs: [] });
  const { ids } = parsed(page);
  expect(ids).toContain('orders');
  expect(page).toMatch(/<th scope="row"><code class="name">us-east-1<\/code><\/th><td>Capacity: 9 read units; /);
  expect(page).toMatch(/<summary>Policy of the stream<\/summary>.*<summary>Resource policy in .*us-east-1/s);
  for (const chip of ['Kinesis', '2 replicas']) expect(page).toContain(`<li>${chip}</li>`);
  const off = toHtml({ ...scaledTable, replicas: {}, kinesisStreamingDestination: false }, { outputs: [] });
  for (const chip of ['No Kinesis stream', 'No replicas']) expect(off).toContain(`<li class="off">${chip}</li>`);
});

test('the queries name every attribute of the key, and are code that parses', () => {
  const codeOf = (schema: TableSchema) =>
    [...toHtml(schema, { outputs: [] }).matchAll(/<code>(import [\s\S]*?)<\/code>/g)].map(([, code]) => decode(code));
  const [, , customer, ofDocuments] = codeOf(orders);
  expect(ofDocuments).toContain(
    "import { QueryCommand } from '@aws-sdk/lib-dynamodb';\nimport { ordersTableSchema } from",
  );
  expect(ofDocuments).toContain('TableName: ordersTableSchema.tableName,');
  expect(ofDocuments).toContain("':placed_at': '...',");
  expect(customer).toContain("IndexName: 'gsi-customer'");
  expect(customer).toContain("KeyConditionExpression: '#customer = :customer AND begins_with(#placed_at, :placed_at)'");
  expect(customer).toContain("':placed_at': { S: '...' }");
  const [search, searchOfDocuments] = codeOf(richOnDemand).filter((code) => code.includes("'by-embedding'"));
  expect(search).toContain('SearchVectorsCommand');
  expect(searchOfDocuments).toContain("import { SearchVectorsCommand } from '@aws-sdk/lib-dynamodb';");
  expect(searchOfDocuments).toContain('SearchVector: vector,');
  expect(searchOfDocuments).toContain("':tournament': '...',");
  expect(search).toContain(
    "SearchConditionExpression: '#tournament = :tournament AND #region = :region AND #round = :round'",
  );

  fc.assert(
    fc.property(validTable(), (schema) => {
      for (const code of codeOf(schema)) {
        const input = inputOf(code, schema);
        expect(input.TableName).toBe(schema.tableName);
        const conditions = `${input.KeyConditionExpression ?? ''} ${input.SearchConditionExpression ?? ''}`;
        const names = [...conditions.matchAll(/#(\w+)/g)].map(([, word]) => word);
        expect(Object.keys(input.ExpressionAttributeNames ?? {}).sort()).toEqual(
          names.map((word) => `#${word}`).sort(),
        );
        expect(Object.keys(input.ExpressionAttributeValues ?? {}).sort()).toEqual(
          names.map((word) => `:${word}`).sort(),
        );
        const index = globalIndex(schema, input.IndexName);
        if (index) {
          const keys = [index.partitionKey, index.sortKey ?? []].flat();
          expect(Object.values(input.ExpressionAttributeNames ?? {}).sort()).toEqual([...keys].sort());
        }
      }
    }),
    runs(30),
  );
});

interface QueryInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly SearchConditionExpression?: string;
  readonly ExpressionAttributeNames?: { readonly [word: string]: string };
  readonly ExpressionAttributeValues?: { readonly [word: string]: unknown };
}

/** What the example's command is given, by running it. */
function inputOf(code: string, schema: TableSchema): QueryInput {
  let input: QueryInput | undefined;
  class Command {
    constructor(given: QueryInput) {
      input = given;
    }
  }
  const body = code.replace(/^import .*\n/gm, '').replace('= await client', '= client');
  const [, constant = 'schema'] = /import \{ (\w+) \} from '\.\/tables\.js'/.exec(code) ?? [];
  const commands = ['QueryCommand', 'GetItemCommand', 'GetCommand', 'SearchVectorsCommand'];
  new Function('client', 'vector', constant, ...commands, body)(
    { send: () => ({}) },
    [1, 2],
    schema,
    ...commands.map(() => Command),
  );
  if (!input) throw new Error('the example makes no command');
  return input;
}

function globalIndex(schema: TableSchema, name: string | undefined) {
  const indexes = schema.globalSecondaryIndexes;
  return name !== undefined && indexes && Object.hasOwn(indexes, name) ? indexes[name] : undefined;
}

test('the picture is there for people who do not see it: its text names each index with its keys and projection', () => {
  const [, label] = /role="img" aria-label="([^"]*)"/.exec(toHtml(richOnDemand, { outputs: [] })) ?? [];
  expect(label).toContain('Table: partitioned by id; sorted by played_at.');
  expect(label).toContain(
    'gsi-tournament: partitioned by tournament and region; sorted by round then bracket; holds the keys and players and score.',
  );
  expect(label).toContain('gsi-referee: partitioned by referee; holds the keys only.');
  expect(label).toContain('by-embedding: searches the vectors in embedding; within one tournament; can be filtered by');
});

test('outputs can be chosen, and what one target can’t carry is said in its place', () => {
  const page = toHtml(orders, { outputs: ['create-table'] });
  const create = JSON.stringify(toCreateTableInput(orders), null, 2);
  expect(decode(page)).toContain(create);
  expect(page).not.toContain('<h4>Terraform</h4>');
  expect(toHtml(orders, { outputs: [] })).not.toContain('Ready to copy');
  expect(toHtml(orders)).toContain('<h4>Terraform</h4>');
});

test('the account and region of policies are marked as an example unless both are given', () => {
  expect(toHtml(orders, { outputs: ['iam'] })).toContain('an example');
  const page = toHtml(orders, { outputs: ['iam'], account: '111122223333', region: 'eu-west-1' });
  expect(page).not.toContain('an example');
  expect(page).toContain('111122223333');
});

test('hostile text is text: no element, no attribute and no entity comes from it', () => {
  const title = '</title><script>alert(1)</script>\u202E`"\'';
  const page = toHtml([hostileTable(), ...oddlyNamed], { title, description: `${title}\n<b>bold</b>` });
  const { tags, ids } = parsed(page);
  expect(tags).not.toContain('img');
  expect(tags).not.toContain('script');
  expect(new Set(ids).size).toBe(ids.length);
  expect(page).not.toContain('alert(7)</script>');
  expect(page).toMatch(/<title>&lt;\/title&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;U\+202E/);
});

test('a broken schema, and two of one name, are refused', () => {
  expect(() => toHtml({ ...orders, partitionKey: 'nope' } as unknown as TableSchema)).toThrow(TableSchemaError);
  expect(() => toHtml([orders, orders])).toThrow(/two schemas have the name "orders"/);
});

test('the page grows in proportion to its tables, and 2,500 tables make one', () => {
  const many = (count: number) =>
    toHtml(
      Array.from({ length: count }, (_, i) => ({ ...approvalTableSchema, tableName: `table-${i}` })),
      { outputs: ['typescript'] },
    ).length;
  const [few, more] = [many(100), many(1000)];
  expect(more / few).toBeLessThan(10.5);
  expect(many(2500)).toBeLessThan(80_000_000);
});

test('a prefix is offered for texts, and not for numbers', () => {
  const page = (type: 'S' | 'N') => {
    const attributes = { id: 'S', at: type } as const;
    const globalSecondaryIndexes = { 'gsi-at': { partitionKey: 'id', sortKey: 'at' } };
    return toHtml({ tableName: 'orders', attributes, partitionKey: 'id', globalSecondaryIndexes }, { outputs: [] });
  };
  const offered = /A query can narrow it to a value, a range or a prefix/;
  expect(page('S')).toMatch(offered);
  expect(page('N')).not.toMatch(offered);
});
