/** Text that is HTML already. Only `html` and `text` make it, so that a plain string is never taken for markup. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/**
 * HTML from a template. What is filled in comes out as text, in elements and in quoted attributes; `Markup` as it is, lists joined,
 * `undefined` and `false` as nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = strings[0];
  parts.forEach((part, i) => {
    markup += render(part) + strings[i + 1];
  });
  return { markup };
}

/** Markup that this library wrote itself: the style and the script. */
export function trusted(markup: string): Markup {
  return { markup };
}

/**
 * Text of a schema for people to read: characters that show nothing, or turn the text around them, show their number, and act on
 * nothing else. They stay in the text, so that what is copied is what the schema says.
 */
export function text(value: string): Markup {
  return {
    markup: value.replace(special, (character) => {
      if (character.length === 1 && '\t\n\u200c\u200d'.includes(character)) return character;
      return entities[character] ?? `<i class="u" data-u="${codePoint(character)}">${harmless(character)}</i>`;
    }),
  };
}

/** As `text`, where no element can stand: the page's title, the text of a picture. */
export function plainText(value: string): string {
  return value.replace(special, (character) =>
    Object.hasOwn(entities, character) || '\t\n\u200c\u200d'.includes(character) ? character : codePoint(character),
  );
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return part.replace(special, (character) => entities[character] ?? harmless(character));
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(render).join('');
}

const entities: { readonly [character: string]: string } = {
  // `own` by construction: every key is one character, which no property of Object.prototype is.
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** What HTML gives a meaning to, controls, formats, line and paragraph separators, and halves of surrogate pairs. */
const special = /[&<>"'`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** HTML has no NUL and no half of a pair, and reads a carriage return as a new line. */
function harmless(character: string): string {
  if (character === '\r') return '&#13;';
  return character === '\0' || /\p{Cs}/u.test(character) ? '\uFFFD' : character;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
