/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The value divided by that of the section's reference. */
  readonly ratio?: number;
  readonly target?: Target;
  /** What the value is the median of. */
  readonly samples?: readonly number[];
}

export interface Target {
  readonly text: string;
  readonly met: boolean;
}

/** What is measured in one go. To add one: write a file that exports it, and list it in `sections.ts`. */
export interface Section {
  /** As `--only` takes it. */
  readonly name: string;
  /** The heading in the table: what is measured, and what the ratios refer to. */
  readonly title: string;
  run(progress: (text: string) => void): Promise<readonly Row[]>;
}

export function atMost(limit: number, value: number, unit: string): Target {
  return { text: `<= ${limit} ${unit}`, met: value <= limit };
}

/** `reference` names what the ratio is to, where that is not obvious from the section's title. */
export function ratioAtMost(limit: number, ratio: number, reference: string): Target {
  return { text: `<= ${Number(limit.toFixed(2))}x ${reference}`, met: ratio <= limit };
}

export function ratioBelowOne(ratio: number, reference: string): Target {
  return { text: `< 1x ${reference}`, met: ratio < 1 };
}
