const escapes: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * What is meant by text between quotes.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function unescapeQuoted(text: string): string {
  const unescaped = text.replace(
    /\\(?:([nrt"\\])|u([\da-f]{4})|U([\da-f]{8}))/gi,
    (whole, letter?: string, short?: string, long?: string) => {
      if (letter !== undefined) return escapes[letter] ?? whole;
      const point = Number.parseInt(short ?? long ?? '', 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    },
  );
  return unescapeHeredoc(unescaped);
}

/** What is meant by text of a here-document, in which only `${` and `%{` are doubled. */
export function unescapeHeredoc(text: string): string {
  return text.replace(/([$%])\1(?=\{)/g, '$1');
}
