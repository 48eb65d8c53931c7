import fc from 'fast-check';
import { toCliInput, toHtml, toIamPolicy, toMarkdown, toMermaid, toTypeScript } from '../../src/formats/index.js';
import { type TableSchema, toCreateTableInput } from '../../src/index.js';
import { runs } from '../support/generated.js';

/** What clears a screen, turns text round, or is a command to the log of a CI. */
const words = [
  '\u001b[2J',
  '\u009b31m',
  'a\u202eb\u2066c',
  '\u2028::error::x',
  '\r\n::set-output name=a::b',
  '::add-mask::x',
  '##[group]x',
  '##vso[task.setvariable variable=a]b',
  '\u007f\b\ufeff',
];
const raw = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\uFEFF]|^\s*::|##\w*\[/mu;

function tableWith(texts: readonly string[]): TableSchema {
  const attributes = Object.fromEntries([['id', 'S'] as const, ...texts.map((text) => [text, 'S'] as const)]);
  return {
    tableName: 'orders',
    attributes: { ...attributes, 'ttl\u001b::': 'N' },
    partitionKey: texts[0],
    sortKey: 'id',
    globalSecondaryIndexes: { 'by-text': { partitionKey: texts[texts.length - 1], projection: { include: texts } } },
    timeToLive: 'ttl\u001b::',
    tags: Object.fromEntries(texts.map((text, i) => [`tag-${i}`, text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '')])),
    encryption: { kmsMasterKeyId: 'alias/orders' },
    resourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: texts.join('') }] },
  };
}

const title = words.join('\n');
const place = { account: '111122223333', region: 'eu-west-1' };
const formats: [string, (schema: TableSchema) => string][] = [
  ['Markdown', (schema) => toMarkdown(schema, { title })],
  ['Mermaid', (schema) => toMermaid(schema, { title })],
  ['the page', (schema) => toHtml(schema, { title, description: title })],
  [
    'the AWS CLI',
    (schema) => Object.values(toCliInput(schema).files).join('') + toCliInput(schema).commands.join('\n'),
  ],
  ['IAM', (schema) => JSON.stringify(toIamPolicy(schema, { access: 'read-write', ...place }), null, 2)],
  ['TypeScript', (schema) => toTypeScript(schema, { indexConstants: true })],
];

test.each(formats)('%s holds no character that acts on who reads it, and no command to a log', (_, format) => {
  for (const word of words) expect(raw.exec(format(tableWith([word])))).toBeNull();
  expect(raw.exec(format(tableWith(words)))).toBeNull();
  const unit = fc.constantFrom(...':#[]v\n\r\u001b\u0085\u202e\u2028\ud800 a');
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (word) => {
      expect(raw.exec(format(tableWith([word])))).toBeNull();
    }),
    runs(60),
  );
});

test('the input of the AWS CLI says the same for that', () => {
  const schema = tableWith(words);
  const { files } = toCliInput(schema);
  expect(JSON.parse(files['create-table-orders.json'])).toEqual(toCreateTableInput(schema));
});

test('an option of the AWS CLI that shows nothing, or other than it is, is refused; one that a log would obey is quoted apart', () => {
  expect(() => toCliInput(tableWith(['a']), { profile: 'a\u202eb' })).toThrow(
    /--profile "a\\u202eb" must be one line of visible text/,
  );
  expect(toCliInput(tableWith(['a']), { profile: '##[x]' }).commands[0]).toMatch(/ --profile '#''#\[x\]'$/);
});
