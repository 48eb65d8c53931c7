import {
  allDefaults,
  everyDefault,
  largestValue,
  list,
  scalar,
  toNumber,
  tooLarge,
  toText,
  type Value,
} from '../value.js';
import { scalars, strings, wholly } from './function.js';

export const onStrings = {
  lower: strings((text) => text.toLowerCase()),
  upper: strings((text) => text.toUpperCase()),
  // After a space, and after any sign of ASCII that is not part of a name.
  title: strings((text) =>
    text.replace(
      /(^|[^\w\u0080-\u{10FFFF}]|\s)(\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  trimspace: strings((text) => text.trim()),
  trimprefix: strings((text, prefix) => (prefix && text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: strings((text, suffix) => (suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  trim: strings((text, signs) => {
    const among = (char: string) => signs.includes(char);
    const chars = [...text];
    while (chars.length && among(chars[0])) chars.shift();
    while (chars.length && among(chars[chars.length - 1])) chars.pop();
    return chars.join('');
  }),
  startswith: strings((text, prefix) => text.startsWith(prefix)),
  endswith: strings((text, suffix) => text.endsWith(suffix)),
  strcontains: strings((text, part) => text.includes(part)),
  chomp: strings((text) => text.replace(/[\r\n]+$/, '')),
  substr: scalars((text, offset, length) => {
    const [from, count] = [toNumber(offset), toNumber(length)];
    if (text === null || from === undefined || count === undefined) return undefined;
    const chars = [...String(text)];
    const start = from < 0 ? chars.length + from : from;
    return chars.slice(Math.max(start, 0), count < 0 ? undefined : start + count).join('');
  }),
  replace: wholly(({ args, text, fail }) => {
    const [given, part, by] = args.map((arg) => (arg.kind === 'scalar' ? toText(arg.value) : undefined));
    // A pattern, which would be an expression of another engine's.
    if (given === undefined || part === undefined || by === undefined || /^\/.*\/$/s.test(part))
      return { ...fail(), reason: 'deployment' };
    const pieces = given.split(part);
    const size = given.length + (pieces.length - 1) * by.length;
    return size > largestValue ? tooLarge(text, size) : scalar(pieces.join(by), restOf(args));
  }),
  join: wholly(({ args: [separator, ...lists], text, fail }) => {
    const items = lists.flatMap((of) => (of.kind === 'list' ? of.items : [of]));
    const texts = items.map((item) => (item.kind === 'scalar' ? toText(item.value) : undefined));
    const between = separator?.kind === 'scalar' ? toText(separator.value) : undefined;
    if (between === undefined || texts.includes(undefined)) return fail();
    const size = texts.reduce((sum, item) => sum + (item?.length ?? 0) + between.length, 0);
    return size > largestValue ? tooLarge(text, size) : scalar(texts.join(between), restOf([separator, ...lists]));
  }),
  split: wholly(({ args, fail }) => {
    const [separator, text] = args.map((arg) => (arg.kind === 'scalar' ? toText(arg.value) : undefined));
    if (separator === undefined || text === undefined) return fail();
    const parts = text === '' && separator !== '' ? [''] : text.split(separator);
    return list(
      parts.map((part) => scalar(part)),
      restOf(args),
    );
  }),
  format: wholly(({ args: [pattern, ...values], fail, text }) => {
    const shape = pattern?.kind === 'scalar' ? toText(pattern.value) : undefined;
    const formatted = shape === undefined ? undefined : formatText(shape, values);
    if (formatted === undefined) return { ...fail(), reason: 'deployment' };
    return formatted.length > largestValue
      ? tooLarge(text, formatted.length)
      : scalar(formatted, restOf([pattern, ...values]));
  }),
};

function restOf(args: readonly Value[]) {
  return allDefaults(args.map(everyDefault));
}

/** The verbs that names are made with; `undefined` for others. */
function formatText(shape: string, values: readonly Value[]): string | undefined {
  let next = 0;
  let sound = true;
  let size = 0;
  const text = shape.replace(
    /%(%|(0?)(\d{0,3})([a-z])|.?)/gs,
    (_, verb: string, zeros: string, width: string, letter: string) => {
      if (verb === '%') return '%';
      const value = values[next++];
      const given = value?.kind === 'scalar' ? value.value : undefined;
      const written =
        letter === 'd' && Number.isInteger(toNumber(given)) && !(zeros && Number(given) < 0)
          ? String(toNumber(given))
          : letter === 's' || letter === 'v' || (letter === 't' && typeof given === 'boolean')
            ? toText(given)
            : letter === 'q'
              ? toText(given) && JSON.stringify(String(given))
              : undefined;
      size += written?.length ?? 0;
      if (written === undefined || size > largestValue) sound = false;
      return sound ? (written ?? '').padStart(Number(width || 0), zeros && letter === 'd' ? '0' : ' ') : '';
    },
  );
  return sound && next >= values.length ? text : undefined;
}
