import { html, type Markup, text } from './markup.js';

/** The name of an attribute. */
export function name(attribute: string): Markup {
  return html`<code class="name">${text(attribute)}</code>`;
}

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function names(attributes: readonly string[], joint = 'and'): Markup {
  return html`${attributes.map((attribute, i) => [
    i > 0 && (i === attributes.length - 1 ? ` ${joint} ` : ', '),
    name(attribute),
  ])}`;
}

/** Text to copy. The script adds the button; without it the text can be selected. */
export function codeBlock(code: string, label: string): Markup {
  return html`<div class="code" data-copy="${label}"><pre tabindex="0" role="region" aria-label="${label}"><code>${text(code)}</code></pre></div>`;
}
