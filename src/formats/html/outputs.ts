import { type TableSchema, TableSchemaError } from '../../schema/index.js';
import type { Target } from '../target.js';
import { textTargets } from '../textTargets.js';
import { codeBlock } from './fragments.js';
import { html, type Markup, text } from './markup.js';

/** An output of another emitter that the page offers to copy. */
export type HtmlOutput = keyof typeof textTargets;

/** The account and the region that policies name. */
export interface PolicyPlace {
  readonly account: string;
  readonly region: string;
  /** Whether nobody said which: the page then marks them as an example. */
  readonly isExample: boolean;
}

/** Every output, in the order of its tabs. */
export const allOutputs = /* @__PURE__ */ Object.keys(textTargets) as readonly HtmlOutput[];

/** The outputs of a table, one section each. The script turns the sections into tabs. */
export function outputs(schema: TableSchema, wanted: readonly HtmlOutput[], place: PolicyPlace): Markup {
  return html`<div class="outputs" data-label="Outputs of ${schema.tableName}">${allOutputs
    .filter((output) => wanted.includes(output))
    .map(
      (output) => html`<section class="output"><h4>${textTargets[output].label}</h4>
${content(schema, output, place)}</section>
`,
    )}</div>
`;
}

function content(schema: TableSchema, output: HtmlOutput, place: PolicyPlace): Markup {
  const target: Target = textTargets[output];
  try {
    // An example of an account is for what can't do without: other outputs say none.
    const named = target.flags.includes('account');
    const { account, region } = place;
    const code = target.make(schema, named ? { account, region } : {});
    return html`${named && placeNote(place)}${codeBlock(code, `${target.label} of ${schema.tableName}`)}`;
  } catch (error) {
    // The target can't carry this table, and says where and why; or its limits don't hold what comes of it.
    if (error instanceof TableSchemaError || error instanceof RangeError) {
      return html`<div class="refused" role="note"><p>${target.label} can&rsquo;t carry this table:</p><pre tabindex="0" role="region" aria-label="Why">${text(error.message)}</pre></div>`;
    }
    throw error;
  }
}

function placeNote({ account, region, isExample }: PolicyPlace): Markup {
  return html`<p class="note">To read and write, in account <code>${text(account)}</code> and region <code>${text(region)}</code>${
    isExample && html`, which are <b>an example</b>: put in your own`
  }.</p>`;
}
