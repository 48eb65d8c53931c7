import { CreateTableCommand, DeleteTableCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { marked } from 'marked';
import { toMarkdown } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  indexNames,
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
  withTableName,
} from '../../src/index.js';
import { engineSpaces, validTable } from '../support/arbitraryTable.js';
import { describeEngine } from '../support/engines.js';
import { runs } from '../support/generated.js';
import { replicatedTable, scaledTable, streamArn } from './scaledTable.js';

/** The tables of a page as rows of cells of HTML, by the heading above; and the HTML itself. */
function render(markdown: string) {
  const html = marked.parse(markdown) as string;
  const sections = [...html.matchAll(/<h3>([^<]*)<\/h3>\n<table>(.*?)<\/table>/gs)].map(([, heading, table]) => ({
    heading,
    rows: [...table.matchAll(/<tr>(.*?)<\/tr>/gs)]
      .slice(1)
      .map(([, row]) => [...row.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell]) => cell)),
  }));
  return { html, rows: (heading: string) => sections.find((section) => section.heading === heading)?.rows ?? [] };
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** What a reader sees of some HTML without tags. */
function seen(html: string): string {
  return html.replace(/&(?:#(\d+)|(\w+));/g, (_, number, name) =>
    name ? named[name] : String.fromCodePoint(Number(number)),
  );
}

function codesIn(cell: string): string[] {
  return [...cell.matchAll(/<code>(.*?)<\/code>/gs)].map(([, content]) => {
    const shown = seen(content);
    // Odd names are shown as JSON.
    return /^".*"$/s.test(shown) ? JSON.parse(shown) : shown;
  });
}

const orders = {
  tableName: 'orders',
  attributes: {
    id: 'S',
    at: 'N',
    tournament: 'S',
    region: 'S',
    round: 'S',
    bracket: 'S',
    expires: 'N',
    embedding: 'L',
  },
  partitionKey: 'id',
  sortKey: 'at',
  globalSecondaryIndexes: {
    'by-region': {
      partitionKey: ['tournament', 'region'],
      sortKey: ['round', 'bracket'],
      projection: { include: ['note'] },
      contributorInsights: false,
    },
  },
  localSecondaryIndexes: { 'by-round': { sortKey: 'round', projection: 'KEYS_ONLY' } },
  vectorIndexes: {
    'by-likeness': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'COSINE',
      partitionKey: 'tournament',
      inlineFilters: ['region'],
    },
  },
  timeToLive: 'expires',
  streamViewType: false,
  tags: { 'a|b': '<b>' },
  resourcePolicy: { Version: '2012-10-17', Statement: [], Note: '```' },
} as const;
const page = render(toMarkdown({ ...orders, tags: { team: 'x' } } as TableSchema));

test('each attribute is there with its type and its roles', () => {
  const rows = page.rows('Attributes');
  expect(rows.map(([name]) => codesIn(name)[0])).toEqual(Object.keys(orders.attributes));
  expect(rows[0]).toEqual(['<code>id</code>', 'string (<code>S</code>)', 'partition key']);
  expect(rows[3][2]).toBe('partition key, part 2 of 2, of <code>by-region</code>; filter of <code>by-likeness</code>');
  expect(rows[6][2]).toBe('time to live');
  expect(rows[7][2]).toBe('vector of <code>by-likeness</code>');
});

test('each way to read says what it answers, what it returns, and with which condition', () => {
  const plain = page.rows('Ways to read it').map((row) => row.map((cell) => seen(cell.replace(/<\/?code>/g, ''))));
  expect(plain).toEqual([
    [
      'its key',
      'the table',
      'Items with the same id, in order of at; one item by both',
      'all attributes',
      '#id = :id AND #at >= :at',
    ],
    [
      'by-region',
      'global index',
      'Items with the same tournament and region, in order of round then bracket',
      'id, at, tournament, region, round, bracket and note',
      '#tournament = :tournament AND #region = :region AND #round = :round AND begins_with(#bracket, :bracket)',
    ],
    [
      'by-round',
      'local index',
      'Items with the same id, in order of round',
      'id, at and round',
      '#id = :id AND begins_with(#round, :round)',
    ],
    [
      'by-likeness',
      'vector index',
      'Items whose embedding is nearest to a vector of 3 numbers, by cosine distance, within one tournament, filtered by region',
      'all attributes',
      '#tournament = :tournament AND #region = :region; searched with SearchVectors',
    ],
  ]);
});

test('settings are said, also those that are off, and what is left to others is named', () => {
  const settings = Object.fromEntries(page.rows('Settings').map(([name, value]) => [name.replace(/<.*/, ''), value]));
  expect(settings).toMatchObject({
    Billing: 'on demand, per request',
    'Time to live': 'items expire at <code>expires</code>, in seconds since 1970',
    Stream: 'off',
    Tags: '<code>team</code>: <code>x</code>',
    'Contributor insights of ': 'off',
  });
  expect(page.html).toContain(
    'Unmanaged: throughput ceiling, warm throughput, changes to Kinesis, replicas, encryption, point-in-time',
  );
});

test('scaling, streams and replicas are said, a Region a row', () => {
  const { read, write } = scaledTable.provisionedThroughput.autoScaling;
  const night = { schedule: 'cron(0 20 * * ? *)', timezone: 'Europe/Madrid', endTime: '2027-01-01T00:00:00Z' };
  const { html, rows } = render(
    toMarkdown({
      ...replicatedTable,
      provisionedThroughput: {
        ...scaledTable.provisionedThroughput,
        autoScaling: {
          read: { ...read, scaleInCooldown: 60, scaleOutCooldown: 1, scheduledActions: {} },
          write: {
            ...write,
            scheduledActions: {
              '<b>`night': { ...night, minCapacity: 1, maxCapacity: 2 },
              day: { schedule: 'rate(1 day)', startTime: night.endTime, maxCapacity: 9 },
            },
          },
        },
      },
      streamTags: { team: 'x' },
      kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
    } as TableSchema),
  );
  const plain = (cells: string[][]) => cells.map((row) => row.map((cell) => seen(cell.replace(/<\/?code>/g, ''))));
  expect(Object.fromEntries(plain(rows('Settings')))).toMatchObject({
    Capacity:
      '5 read units to start with, scaled from 5 to 50 to keep 70% in use, 60 seconds from one decrease to the next, 1 second from one increase to the next, with no scheduled actions; 6 write units to start with, scaled from 6 to 60 to keep 65.5% in use, and with <b>`night at least 1 and at most 2 by cron(0 20 * * ? *) in the time of Europe/Madrid, not after 2027-01-01T00:00:00Z, and with day at most 9 by rate(1 day), not before 2027-01-01T00:00:00Z',
    'Capacity of by-user':
      '7 read units, not scaled; 8 write units to start with, scaled from 1 to 80 to keep 50% in use',
    'Policy of the stream': 'below',
    'Tags of the stream': 'team: x',
    'Changes to Kinesis': `${streamArn}, with times in microseconds`,
    Replicas: 'in us-east-1 and eu-central-1',
  });
  expect(plain(rows('Replicas'))).toEqual([
    [
      'us-east-1',
      'Capacity: 9 read units; changes to Kinesis: arn:aws:kinesis:us-east-1:111122223333:stream/orders; encryption: with the key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab; point-in-time recovery: to any second of the last 7 days; deletion protection: off; table class: standard, infrequent access; contributor insights: on, throttled keys; resource policy: below; tags: team: x; indexes: by-user (Capacity: 10 read units to start with, scaled from 10 to 20 to keep 30% in use; contributor insights: off)',
    ],
    [
      'eu-central-1',
      'Encryption: with the key arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab; deletion protection: on; contributor insights: on, accessed and throttled keys; resource policy: none; indexes: by-user (Contributor insights: on, accessed and throttled keys)',
    ],
  ]);
  expect(html).toMatch(
    /Policy of the stream:.*Readers.*<h3>Replicas.*Resource policy in <code>us-east-1<\/code>:.*America/s,
  );
  const none = { ...scaledTable, replicas: {}, kinesisStreamingDestination: false, streamResourcePolicy: false };
  expect(Object.fromEntries(render(toMarkdown(none as TableSchema)).rows('Settings'))).toMatchObject({
    Replicas: 'none',
    'Changes to Kinesis': 'none',
    'Policy of the stream': 'none',
  });
});

test('several tables get a list of contents whose links lead to them, even where GitHub would give them one anchor', () => {
  const html = marked.parse(
    toMarkdown([sessionTableSchema, approvalTableSchema, { ...sessionTableSchema, tableName: 'sentinelsessions' }]),
  );
  const links = [...html.matchAll(/<a href="#([^"]+)"><code>(.*?)<\/code><\/a>/g)].map(([, to, name]) => [to, name]);
  const targets = [...html.matchAll(/<a id="([^"]+)"><\/a>.*?<h2><code>(.*?)<\/code><\/h2>/gs)].map(([, id, name]) => [
    id,
    name,
  ]);
  expect(links).toEqual(targets);
  expect(links.map(([, name]) => name)).toEqual(['sentinel-sessions', 'sentinel-requests', 'sentinelsessions']);
  expect(toMarkdown(sessionTableSchema)).not.toContain('](#');
});

const hostile = [
  '|',
  '\\|',
  '\\',
  '`',
  '`` ` ``',
  '<script>alert(1)</script>',
  '</code>',
  '<!--',
  '[x](javascript:alert(1))',
  '![x](http://example.com/x)',
  'https://example.com',
  'www.example.com',
  '@octocat',
  '#1',
  ':smile:',
  '$x$',
  '&lt;',
  '&#124;',
  '*a*',
  '_a_',
  '~~a~~',
  'a\nb',
  'a\r\n\r\n# b',
  ' a ',
  'a  b',
  '\u2028',
  '\u202egnp',
  '',
  '🙂',
  '__proto__',
  '---',
  '- a',
  '1. a',
  '```',
];

/** A table whose attributes, tags and policy hold the words. */
const withWords = (words: readonly string[]): TableSchema => ({
  tableName: 'orders',
  attributes: Object.fromEntries([['id', 'S'], ...words.filter((word) => word).map((word) => [word, 'S'] as const)]),
  partitionKey: 'id',
  globalSecondaryIndexes: Object.fromEntries(
    words
      .filter((word) => word)
      .slice(0, 20)
      .map((word, i) => [`index-${i}`, { partitionKey: word, projection: { include: [word] } }]),
  ),
  resourcePolicy: { Words: words },
});

function expectData(words: readonly string[]) {
  const schema = withWords(words);
  const { html, rows } = render(toMarkdown(schema));
  const names = Object.keys(schema.attributes);
  expect(rows('Attributes').map(([name]) => codesIn(name))).toEqual(names.map((name) => [name]));
  expect(rows('Attributes').every((row) => row.length === 3)).toBe(true);
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {});
  expect(
    rows('Ways to read it')
      .slice(1)
      .map((row) => [codesIn(row[0])[0], codesIn(row[2])[0]]),
  ).toEqual(indexes.map(([name, { partitionKey }]) => [name, partitionKey]));
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+|!--)[^>]*>/gi)].map(([, tag]) => tag));
  const known = ['a', 'h1', 'h2', 'h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'pre'];
  expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
  expect(html).not.toMatch(/<a href=/);
  const policy = /<pre><code class="language-json">(.*?)<\/code><\/pre>/s.exec(html)?.[1] ?? '';
  expect(JSON.parse(seen(policy.replace(/&#39;/g, "'")))).toEqual({ Words: words });
}

test.each(hostile)('%j comes out as data', (word) => expectData([word]));

test('so does anything else, and all of it at once', () => {
  expectData(hostile);
  const letters = fc.constantFrom(...'|`\\<>[]()!*_~#&;"\' \n\t$:@-=a1.é\u2028\u0000');
  fc.assert(
    fc.property(fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), { maxLength: 5 }), (words) =>
      expectData([...new Set(words)].filter((word) => word !== 'id')),
    ),
    runs(300),
  );
});

test('a title is one line of words', () => {
  const title = 'Tables\n\n# of <b>ours</b> | `x` [y](z)';
  const [, heading] = /<h1>(.*?)<\/h1>/s.exec(marked.parse(toMarkdown(sessionTableSchema, { title }))) ?? [];
  expect(seen(heading)).toBe('Tables # of <b>ours</b> | `x` [y](z)');
});

test('any schema: a row for each attribute and each index, the same text each time, one newline at the end', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      const markdown = toMarkdown(schema);
      const { rows } = render(markdown);
      expect(rows('Attributes').map(([name]) => codesIn(name)[0])).toEqual(Object.keys(schema.attributes));
      expect(rows('Ways to read it')).toHaveLength(1 + indexNames(schema).length);
      expect(rows('Ways to read it').every((row) => row.length === 5)).toBe(true);
      expect(toMarkdown(structuredClone(schema))).toBe(markdown);
      expect(markdown).toMatch(/[^\n]\n$/);
    }),
    runs(150),
  );
});

describeEngine('dynoxide', ({ client }) => {
  let tables = 0;
  const space = {
    ...engineSpaces.dynoxide,
    // Its Query knows conditions on two attributes at most.
    maxPartitionKeyParts: 1,
    maxSortKeyParts: 1,
    maxVectorIndexes: 0,
    maxGlobalSecondaryIndexes: 4,
    settings: [],
  };
  test('the key conditions are ones that the engine takes', async () => {
    await fc.assert(
      fc.asyncProperty(validTable(space), async (drawn) => {
        // A run that failed leaves its table behind.
        const schema = withTableName(drawn, `table-${++tables}`);
        await client().send(new CreateTableCommand(toCreateTableInput(schema)));
        for (const row of render(toMarkdown(schema)).rows('Ways to read it')) {
          const [index] = codesIn(row[0]);
          const [condition, ...legend] = codesIn(row[4]);
          const others = new Map(legend.map((word, i) => [word, legend[i + 1]] as const));
          const placeholders = [...new Set([...condition.matchAll(/#\w+/g)].map(([placeholder]) => placeholder))];
          const names = placeholders.map((word) => [word, others.get(word) ?? word.slice(1)] as const);
          const values = names.map(([word, name]) => {
            const type = schema.attributes[name];
            return [`:${word.slice(1)}`, type === 'B' ? { B: new Uint8Array([1]) } : { [type]: '1' }];
          });
          const { Items } = await client().send(
            new QueryCommand({
              TableName: schema.tableName,
              ...(index !== undefined && { IndexName: index }),
              KeyConditionExpression: condition,
              ExpressionAttributeNames: Object.fromEntries(names),
              ExpressionAttributeValues: Object.fromEntries(values),
            }),
          );
          expect(Items).toEqual([]);
        }
        await client().send(new DeleteTableCommand({ TableName: schema.tableName }));
      }),
      runs(40),
    );
  });
});
