/**
 * Options of a command, each after a space, as words of a POSIX shell; those without a value are left out.
 *
 * @throws RangeError for a value that is not one line.
 */
export function shellWords(options: readonly (readonly [option: string, value: string | undefined])[]): string {
  return options
    .flatMap(([option, value]) => {
      if (value === undefined) return [];
      if (typeof value !== 'string' || value === '' || /\p{Cc}/u.test(value)) {
        throw new RangeError(`${option} ${JSON.stringify(value)} must be one line of text`);
      }
      // What starts with a dash would be an option itself.
      return [` ${option}${value.startsWith('-') ? '=' : ' '}${quote(value)}`];
    })
    .join('');
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
function quote(value: string): string {
  return /^[A-Za-z0-9_@%+:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
