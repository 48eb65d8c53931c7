import { show } from '../../schema/index.js';

/**
 * Options of a command, each after a space, as words of a POSIX shell; those without a value are left out.
 *
 * @throws RangeError for a value that is not one line of visible text.
 */
export function shellWords(options: readonly (readonly [option: string, value: string | undefined])[]): string {
  return options
    .flatMap(([option, value]) => {
      if (value === undefined) return [];
      if (typeof value !== 'string' || value === '' || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value)) {
        throw new RangeError(`${option} ${show(value)} must be one line of visible text`);
      }
      // What starts with a dash would be an option itself.
      return [` ${option}${value.startsWith('-') ? '=' : ' '}${quote(value)}`];
    })
    .join('');
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
function quote(value: string): string {
  // A log takes `##[` for a command, also within a script that is shown.
  return /^[A-Za-z0-9_@%+:,./-]+$/.test(value)
    ? value
    : `'${value.replaceAll("'", `'\\''`).replace(/#(?=#)/g, "#''")}'`;
}
