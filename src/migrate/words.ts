import { visible } from '../schema/index.js';

/** One property of a table or an index, in words: what it is called, and what it is. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** What a value that is a list holds. */
  readonly entries?: readonly string[];
}

/** The name or value as a plan shows it: as it is, or as a string of JSON where it could be taken for something else. */
export function text(value: string): string {
  return /^[\w.\-/#@$:*+=]+$/.test(value) && visible(value) === value ? value : json(value);
}

/** The data as JSON in which nothing acts on who reads it, and nothing hides: signs that are not seen are escapes. */
export function json(value: unknown): string {
  return visible(JSON.stringify(value)).replace(/(?! )[\p{Zs}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (char) =>
    char
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** `1 unit`, `40,000 units`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

/** The name of a setting as people read it: `timeToLive` as `time to live`. */
export function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
