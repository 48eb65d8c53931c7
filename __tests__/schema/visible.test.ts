import fc from 'fast-check';
import { validateTable } from '../../src/index.js';
import { visible } from '../../src/schema/index.js';

test.each([
  ['\u001b[2J', '\\u001b[2J'],
  ['a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['\u009b31m', '\\u009b31m'],
  ['user\u202egnp', 'user\\u202egnp'],
  ['\u2028 \u2066 \u061c \ufeff', '\\u2028 \\u2066 \\u061c \\ufeff'],
  ['\ud800', '\\ud800'],
  ['::set-output name=a::b', '\\u003a:set-output name=a::b'],
  ['  ::error::no', '  \\u003a:error::no'],
  ['said: ##[add-mask]x', 'said: \\u0023#[add-mask]x'],
  ['##vso[task.setvariable variable=a]b', '\\u0023#vso[task.setvariable variable=a]b'],
  ['arn:aws:iam::123456789012:root # of Zoë, 日本, 👩‍🚀', 'arn:aws:iam::123456789012:root # of Zoë, 日本, 👩‍🚀'],
])('%j shows as %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

test('in JSON it changes nothing of what is said', () => {
  const unit = fc.constantFrom(...':#[]vso\\"\n\u001b\u007f\u0085\u202e\u2028\ud800 a');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
    }),
  );
});

test('a value in the message of an issue is one line that acts on nothing', () => {
  const issues = validateTable({ tableName: '\u001b[2J\n::set-output', attributes: { id: 'S' }, partitionKey: 'id' });
  const [{ message }] = issues;
  expect(message).toContain('\\u001b[2J\\n::set-output');
  expect(message).not.toMatch(/\p{Cc}/u);
  const [turned] = validateTable({ tableName: '\u202eorders', attributes: { id: 'S' }, partitionKey: 'id' });
  expect(turned.message).toContain('\\u202eorders');
});
