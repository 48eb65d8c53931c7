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
      return (
        entities[character] ??
        commands[character] ??
        `<i class="u" data-u="${codePoint(character)}">${harmless(character)}</i>`
      );
    }),
  };
}

/** As `text`, where no element can stand: the page's title, the text of a picture. */
export function plainText(value: string): string {
  return value.replace(special, (character) =>
    Object.hasOwn(entities, character) || Object.hasOwn(commands, character) || '\t\n\u200c\u200d'.includes(character)
      ? character
      : codePoint(character),
  );
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string')
    return part.replace(special, (character) => entities[character] ?? commands[character] ?? harmless(character));
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

/** The first signs of what a CI's log would take for a command, where the page is printed to one. */
const commands: { readonly [character: string]: string } = { ':': '&#58;', '#': '&#35;' };

/**
 * What HTML gives a meaning to, controls, formats, line and paragraph separators, halves of surrogate pairs, and commands of a log:
 * `::` at the start of a line, and `##[`, `##vso[` anywhere.
 */
const special = /[&<>"'`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|:(?=:)(?<=^\s*:)|#(?=#\w*\[)/gmu;

/**
 * No character of the schema's acts before it is in the page: a reference stands for it. HTML has no NUL, no half of a pair, and no
 * reference to the controls of Latin-1.
 */
function harmless(character: string): string {
  if ('\t\n\u200c\u200d'.includes(character)) return character;
  return /[\0\x7f-\x9f\p{Cs}]/u.test(character) ? '\uFFFD' : `&#${character.codePointAt(0)};`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
