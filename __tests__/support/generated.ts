/**
 * How many generated cases a test runs: all that it names in CI (`MIGRATIONS=1`), a share of them in a developer's run, at least one.
 * Each run draws others, unless the test gives a seed.
 *
 * @param count - The cases of a full run.
 * @param share - The part of them for a developer, where a case is much cheaper or dearer than most.
 */
export function runs(count: number, share = 0.2): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * Number(process.env.MIGRATIONS ?? share)) };
}
