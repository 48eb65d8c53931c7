/** Times to wait, in milliseconds, for a thing that is soon done on an emulator and takes its time on AWS. */
interface Pace {
  readonly first: number;
  readonly factor: number;
  readonly ceiling: number;
  readonly floor?: number;
}

export const paces = {
  /** Emulators answer at once. */
  emulator: { first: 10, factor: 2, ceiling: 1_000 },
  /** A table takes 10 to 20 s to be made: no look helps at first, and then each second counts. */
  creation: { first: 7_000, factor: 0.1, ceiling: 7_000, floor: 1_100 },
  /** A table takes seconds to minutes to be updated. */
  table: { first: 500, factor: 2, ceiling: 2_000 },
  /** An index takes 5 minutes and more to be built. */
  index: { first: 500, factor: 1.5, ceiling: 20_000 },
  /** Errors that pass. */
  retry: { first: 200, factor: 2, ceiling: 10_000 },
} satisfies Record<string, Pace>;

/** The wait before attempt number `attempt` (from 0), give or take a tenth so that many tables don't ask all at once. */
export function delay({ first, factor, ceiling, floor = 0 }: Pace, attempt: number, random: () => number): number {
  return Math.max(floor, Math.min(ceiling, first * factor ** attempt)) * (0.9 + 0.2 * random());
}
