import { enumerate, type Words } from '../docs/words.js';
import { html, type Markup, text } from './markup.js';

/** The name of an attribute. */
export function name(attribute: string): Markup {
  return html`<code class="name">${text(attribute)}</code>`;
}

/** Words, with what a schema says in code. */
export function inline(words: Words): Markup {
  return html`${words.map((part) => (typeof part === 'string' ? part : name(part.said)))}`;
}

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function names(attributes: readonly string[], joint = 'and'): Markup {
  return inline(enumerate(attributes, joint));
}

/** Text to copy. The script adds the button; without it the text can be selected. */
export function codeBlock(code: string, label: string): Markup {
  return html`<div class="code" data-copy="${label}"><pre tabindex="0" role="region" aria-label="${label}"><code>${text(code)}</code></pre></div>`;
}
