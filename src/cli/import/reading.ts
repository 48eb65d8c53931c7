import type { ReadTables, SourceFormat } from '../../formats/index.js';

/** What was read from a file, or from several that belong together. */
export interface Reading {
  /** As people are shown the place. */
  readonly label: string;
  readonly format: SourceFormat;
  readonly read: ReadTables;
}

/** What could not be read, and what to do about it. */
export interface Unread {
  readonly label: string;
  readonly message: string;
  readonly wayOut?: string;
}

/** What became of the files. */
export interface Outcome {
  readonly readings: readonly Reading[];
  readonly unread: readonly Unread[];
  /** What could tell of tables once something else is done, with what that is. */
  readonly hints: readonly string[];
}
