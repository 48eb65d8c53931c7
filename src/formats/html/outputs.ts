import { toCreateTableInput } from '../../aws/index.js';
import { type TableSchema, TableSchemaError } from '../../schema/index.js';
import { type CliInput, toCliInput } from '../awsCli/toCliInput.js';
import { toCdk } from '../cdk/toCdk.js';
import { toCloudFormation } from '../cloudFormation/toCloudFormation.js';
import { toMarkdown } from '../docs/toMarkdown.js';
import { toMermaid } from '../docs/toMermaid.js';
import { toIamPolicy } from '../iam/toIamPolicy.js';
import { toTerraform } from '../terraform/toTerraform.js';
import { toTypeScript } from '../typescript/toTypeScript.js';
import { visibleJson } from '../visibleJson.js';
import { codeBlock } from './fragments.js';
import { html, type Markup, text } from './markup.js';

/** An output of another emitter that the page offers to copy. */
export type HtmlOutput =
  | 'typescript'
  | 'cloudformation'
  | 'terraform'
  | 'cdk'
  | 'cli'
  | 'create-table'
  | 'iam'
  | 'markdown'
  | 'mermaid';

/** The account and the region that policies name. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** Whether nobody said which: the page then marks them as an example. */
  readonly isExample: boolean;
}

/** Every output, in the order of its tabs. */
export const allOutputs: readonly HtmlOutput[] = [
  'typescript',
  'cloudformation',
  'terraform',
  'cdk',
  'cli',
  'create-table',
  'iam',
  'markdown',
  'mermaid',
];

/** The outputs of a table, one section each. The script turns the sections into tabs. */
export function outputs(schema: TableSchema, wanted: readonly HtmlOutput[], place: Place): Markup {
  return html`<div class="outputs" data-label="Outputs of ${schema.tableName}">${allOutputs
    .filter((output) => wanted.includes(output))
    .map(
      (output) => html`<section class="output"><h4>${outputLabel(output)}</h4>
${content(schema, output, place)}</section>
`,
    )}</div>
`;
}

function content(schema: TableSchema, output: HtmlOutput, place: Place): Markup {
  try {
    const note = output === 'iam' ? iamNote(place) : undefined;
    const code = produce(schema, output, place);
    return html`${note}${codeBlock(code, `${outputLabel(output)} of ${schema.tableName}`)}`;
  } catch (error) {
    // The target can't carry this table, and says where and why; or its limits don't hold what comes of it.
    if (error instanceof TableSchemaError || error instanceof RangeError) {
      return html`<div class="refused" role="note"><p>${outputLabel(output)} can’t carry this table:</p><pre tabindex="0" role="region" aria-label="Why">${text(error.message)}</pre></div>`;
    }
    throw error;
  }
}

function produce(schema: TableSchema, output: HtmlOutput, { account, region }: Place): string {
  switch (output) {
    case 'typescript':
      return toTypeScript(schema);
    case 'cloudformation':
      return toCloudFormation(schema);
    case 'terraform':
      return toTerraform(schema);
    case 'cdk':
      return toCdk(schema);
    case 'cli':
      return shellScript(toCliInput(schema));
    case 'create-table':
      return `${visibleJson(toCreateTableInput(schema))}\n`;
    case 'iam': {
      const options = { access: 'read-write', account, region } as const;
      return `${visibleJson(toIamPolicy(schema, options))}\n`;
    }
    case 'markdown':
      return toMarkdown(schema);
    case 'mermaid':
      return toMermaid(schema);
    default:
      return output satisfies never;
  }
}

function outputLabel(output: HtmlOutput): string {
  switch (output) {
    case 'typescript':
      return 'TypeScript';
    case 'cloudformation':
      return 'CloudFormation';
    case 'terraform':
      return 'Terraform';
    case 'cdk':
      return 'CDK';
    case 'cli':
      return 'AWS CLI';
    case 'create-table':
      return 'CreateTable';
    case 'iam':
      return 'IAM';
    case 'markdown':
      return 'Markdown';
    case 'mermaid':
      return 'Mermaid';
    default:
      return output satisfies never;
  }
}

function iamNote({ account, region, isExample }: Place): Markup {
  return html`<p class="note">To read and write, in account <code>${text(account)}</code> and region <code>${text(region)}</code>${
    isExample && html`, which are <b>an example</b>: put in your own`
  }.</p>`;
}

/** The files and then the commands, each after the one before it succeeded, as one text for a shell. */
function shellScript({ files, commands }: CliInput): string {
  const writes = Object.entries(files).map(([file, body]) => {
    // A line of the file could be the mark that ends it.
    let end = 'JSON';
    while (body.split('\n').includes(end)) end += '_';
    return `cat > '${file.replaceAll("'", "'\\''")}' <<'${end}'\n${body}${body.endsWith('\n') ? '' : '\n'}${end}\n`;
  });
  return `${writes.join('\n')}\n${commands.join(' &&\n')}\n`;
}
