import { visible } from '../../schema/index.js';

/** Columns of a line. */
export const lineWidth = 120;

/** A string as source of TypeScript, on one line, in the quotes that need fewer escapes, as formatters choose them. */
export function quote(text: string): string {
  // Most strings are of these.
  if (/^[ !#-&(-[\]-~]*$/.test(text) && !text.includes('##')) return `'${text}'`;
  const count = (sign: string) => text.split(sign).length;
  const sign = count("'") > count('"') ? '"' : "'";
  const escaped = text.replace(/['"\\]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => {
    if (char === '"' || char === "'") return char === sign ? `\\${char}` : char;
    const code = char.codePointAt(0) as number;
    const hex = code.toString(16);
    return escapes[char] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`);
  });
  return sign + visible(escaped) + sign;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The name of a property in a literal. */
export function printKey(key: string): string {
  // Without brackets, it would set the object's prototype.
  if (key === '__proto__') return `['__proto__']`;
  // Formatters unquote letters of all scripts, but compilers differ in which they know.
  return /^[A-Za-z_$À-ÖØ-öø-ɏ][\w$À-ÖØ-öø-ɏ]*$/.test(key) ? key : quote(key);
}
