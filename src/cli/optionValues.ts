import { InvalidArgumentError } from 'commander';

/** `a,b`, which may be given again. */
export function list(text: string, before: readonly string[] = []): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...before, ...words.filter(Boolean)];
}

/** A value that holds commas itself, which may be given again. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number above 0.');
  return value;
}

/** From 1 to the most that there may be; left out: the library says where it ends. */
export function wholeNumber(most = Number.POSITIVE_INFINITY): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new InvalidArgumentError(`Give a whole number from 1${Number.isFinite(most) ? ` to ${most}` : ''}.`);
    return value;
  };
}
