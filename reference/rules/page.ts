import { isDeepStrictEqual } from 'node:util';
import { formatPath, lintTable, type TableIssue, validateTable } from '../../src/schema/index.js';
import { lines, literal } from '../markdown.js';
import { adviceTexts } from './adviceRules.js';
import { exampleTable } from './examples.js';
import { cdkRules, modelRules, otherRules, templateRules, terraformRules } from './otherRules.js';
import type { RuleText, SchemaRuleText } from './rule.js';
import { schemaRules } from './schemaRules.js';

/** `docs/rules.md`: every rule by its id. What it shows of an example is what the check says of it. */
export function rulesPage(): string {
  return lines(
    '# Rules',
    "Every rule has an id, which is public: it stands in `TableIssue.rule`, in the command's output and here, means one thing, and is kept. This page is made by `npm run reference`.",
    [
      '- [Rules of tables](#rules-of-tables) are checked wherever a schema is handed on. A table that breaks one is refused.',
      '- [Advice](#advice) is on what is legal. `lintTable` and `tablewright validate` give it.',
      '- [Reading and writing](#reading-and-writing): what readers and targets say besides.',
    ],
    'The examples change this table:',
    code(literal(exampleTable)),
    '## Rules of tables',
    'These are errors. `validateTable` reports all that a table breaks; `assertValidTable`, and every function that takes a schema, throws them as one `TableSchemaError`.',
    ...Object.entries(schemaRules).map(([id, text]) => checked(id, text, validateTable)),
    '## Advice',
    "Advice is on what is legal but rarely meant, or perhaps refused, where DynamoDB's documentation leaves that open. It can be switched off by id: `lintTable(schema, { ignore: [...] })`, or `ignoreAdvice` in the configuration.",
    ...Object.entries(adviceTexts).map(([id, text]) => checked(id, text, (schema) => lintTable(schema))),
    '## Reading and writing',
    "Readers use the ids above for what breaks a rule, and these for the rest. `fromCreateTableInput` throws what it can't read; readers of templates and configurations return the tables, and these as `issues` beside them. Targets throw.",
    listed('CreateTable, live tables, and any target', otherRules),
    listed('CloudFormation', templateRules),
    listed('Terraform', terraformRules),
    listed('CDK', cdkRules),
    listed("Other libraries' models", modelRules),
  );
}

type Check = (schema: unknown, options: SchemaRuleText['options']) => readonly TableIssue[];

function checked(id: string, text: SchemaRuleText, check: Check): string {
  const issue = check({ ...exampleTable, ...text.broken }, text.options).find(({ rule }) => rule === id);
  if (!issue) throw new Error(`the example of ${id} does not break it`);
  if (check(exampleTable, undefined).length) throw new Error('the table of the examples is not good');
  return lines(
    `### ${id}`,
    what(text),
    code(`${example(text)}\n// ${formatPath(issue.path) || 'the table'}: ${issue.message}`),
  );
}

function what({ what: said, limit, source }: RuleText): string {
  return [said, limit && `Limit: ${limit}.`, source && `[Source](${source}).`].filter(Boolean).join(' ');
}

/** What is changed of the table, without the braces of the object. */
function example({ broken, options }: SchemaRuleText): string {
  const changed = Object.entries(broken).filter(
    ([name, value]) => !isDeepStrictEqual(value, (exampleTable as Record<string, unknown>)[name]),
  );
  const properties = changed.map(([name, value]) => `${name}: ${literal(value)},`).join('\n');
  return options ? `// with the option ${literal(options)}\n${properties}` : properties;
}

function listed(title: string, rules: { readonly [id: string]: RuleText }): string {
  return lines(
    `### ${title}`,
    Object.entries(rules).map(([id, text]) => `- <a id="${id}"></a>\`${id}\`: ${what(text)}`),
  );
}

function code(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}
