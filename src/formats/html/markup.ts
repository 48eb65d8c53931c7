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
  for (let i = 0; i < parts.length; i++) markup += render(parts[i]) + strings[i + 1];
  return { markup };
}

/** Markup that this library wrote itself: the style and the script. */
export function trusted(markup: string): Markup {
  return { markup };
}

/**
 * The markup as one string. What is put together stays a tree of its parts in V8, several times its size, until something reads it:
 * a page of thousands of tables is made of such pieces.
 */
export function inOnePiece({ markup }: Markup): Markup {
  lastCharacter.test(markup);
  return { markup };
}
const lastCharacter = /$/;

/**
 * Text of a schema for people to read, in elements: characters that show nothing, or turn the text around them, show their number,
 * and act on nothing else. They stay in the text, so that what is copied is what the schema says.
 */
export function text(value: string): Markup {
  return {
    markup: escaping(
      value,
      tags,
      (character) => `<i class="u" data-u="${codePoint(character)}">${harmless(character)}</i>`,
    ),
  };
}

/** As `text`, where no element can stand: the page's title, the text of a picture. */
export function plainText(value: string): string {
  return value.replace(acting, codePoint);
}

function render(part: Part): string {
  if (typeof part === 'string') return escaping(part, tagsAndQuotes, harmless);
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  let markup = '';
  for (const one of part) markup += render(one);
  return markup;
}

const tags = /[&<>]/g;
const tagsAndQuotes = /[&<>"'`]/g;
const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Most strings hold none of these and no command, and are done sooner. */
const unusual = /[^\t\n -~]/;
const command = /^\s*::|##\w*\[/m;

function isUnusual(value: string): boolean {
  return unusual.test(value) || ((value.includes('::') || value.includes('##')) && command.test(value));
}

/** What shows nothing or turns text round: controls, formats, line and paragraph separators, halves of surrogate pairs. */
const acting = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The first signs of what a CI's log would take for a command, where the page is printed to one. */
const commands = /:(?=:)(?<=^\s*:)|#(?=#\w*\[)/gm;

function escaping(value: string, markup: RegExp, show: (character: string) => string): string {
  const escaped = value.replace(markup, (character) => entities[character]);
  return isUnusual(value)
    ? escaped.replace(commands, (sign) => `&#${sign.charCodeAt(0)};`).replace(acting, (character) => show(character))
    : escaped;
}

/**
 * No character of the schema's acts before it is in the page: a reference stands for it. HTML has no NUL, no half of a pair, and no
 * reference to the controls of Latin-1.
 */
function harmless(character: string): string {
  return /[\0\x7f-\x9f\p{Cs}]/u.test(character) ? '\uFFFD' : `&#${character.codePointAt(0)};`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
