import {
  type FromCloudFormationOptions,
  fromCloudFormation,
  fromServerless,
  type ReadTables,
} from '../../formats/index.js';
import type { Given } from './options.js';

/** What the Serverless Framework works out, and CloudFormation does not. */
const serverlessVariable = /\$\{(self|opt|sls|env|file|param|aws|ssm|cf|s3)[:(]/;

/**
 * Reads the resources of a template by themselves, or a template that is a part of a `serverless.yml`: as what they are a part of.
 */
export function readFragment(
  text: string,
  isWhole: boolean,
  given: Given,
  options: FromCloudFormationOptions,
): ReadTables {
  const isServerless = serverlessVariable.test(text) && !/^\s*[{[]/.test(text);
  const before = [
    ...(isServerless ? ['service: any', 'provider: { name: aws }', 'resources:'] : []),
    ...(isWhole ? [] : ['Resources:']),
  ];
  if (!before.length) return fromCloudFormation(text, options);
  if (/^\s*\{/.test(text)) return fromCloudFormation(`{"Resources":${text}}`, options);
  const indent = ' '.repeat(2 * (Number(isServerless) + Number(!isWhole)));
  // A mark of the document's beginning would end this one.
  const lines = text.split('\n').map((line) => (/^(---|\.\.\.)\s*$/.test(line) ? '' : line));
  const head = before.map((line, i) => (isServerless && i === before.length - 1 && !isWhole ? `  ${line}` : line));
  const template = [...head, ...lines.map((line) => (line.trim() ? indent + line : line))].join('\n');
  const read = isServerless
    ? fromServerless(template, { ...options, options: given.options, env: process.env })
    : fromCloudFormation(template, options);
  return shifted(read, head.length);
}

/** With the lines of the text, and not of what was made of it. */
function shifted(read: ReadTables, by: number): ReadTables {
  const sources = Object.entries(read.sources).map(([id, { line, ...place }]) => [
    id,
    { ...place, ...(line !== undefined && { line: Math.max(1, line - by) }) },
  ]);
  const issues = read.issues.map((issue) => ({
    ...issue,
    message: issue.message.replace(/\bline (\d+)/, (_, line) => `line ${Math.max(1, Number(line) - by)}`),
  }));
  return { ...read, sources: Object.fromEntries(sources), issues };
}
