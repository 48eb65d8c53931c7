import { visible } from '../../schema/index.js';
import { lineWidth } from './source.js';

/** What stands above the entries of an object, and behind the last of them: a sentence or more each. */
interface EntryComments {
  readonly above: ReadonlyMap<string, readonly string[]>;
  readonly atEnd: readonly string[];
}

/** The comments within a value, by the objects that hold what they are about, and each object around those. */
export type Comments = ReadonlyMap<object, EntryComments>;

/**
 * The sentences as comments of one line each, or of several where one is too long: words from elsewhere in them neither end the
 * comment nor turn the direction of its text.
 */
export function commentLines(sentences: readonly string[], indent = ''): string[] {
  return sentences.flatMap((sentence) => {
    const words = visible(sentence).split(' ');
    const lines = [words[0]];
    for (const word of words.slice(1)) {
      const longer = `${lines[lines.length - 1]} ${word}`;
      if (indent.length + '// '.length + longer.length > lineWidth) lines.push(`  ${word}`);
      else lines[lines.length - 1] = longer;
    }
    return lines.map((line) => `${indent}// ${line}`.trimEnd());
  });
}
