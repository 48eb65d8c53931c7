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
  const isServerless = serverlessVariable.test(text);
  const read = (template: string) =>
    isServerless
      ? fromServerless(template, { ...options, options: given.options, env: process.env })
      : fromCloudFormation(template, options);
  if (isWhole && !isServerless) return read(text);
  if (/^\s*\{/.test(text)) {
    const template = isWhole ? text : `{"Resources":${text}}`;
    return read(isServerless ? `{"service":"any","provider":{"name":"aws"},"resources":${template}}` : template);
  }
  const before = [
    ...(isServerless ? ['service: any', 'provider: { name: aws }', 'resources:'] : []),
    ...(isWhole ? [] : [isServerless ? '  Resources:' : 'Resources:']),
  ];
  const indent = ' '.repeat(2 * (Number(isServerless) + Number(!isWhole)));
  // A mark of the document's beginning would end this one.
  const lines = text.split('\n').map((line) => (/^(---|\.\.\.)\s*$/.test(line) ? '' : line));
  const template = [...before, ...lines.map((line) => (line.trim() ? indent + line : line))].join('\n');
  return shifted(read(template), before.length);
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
