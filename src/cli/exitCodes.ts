/**
 * What the command ends with. `done`: it did what was asked, and nothing is left to say. `negative`: it ran, and the answer is no:
 * drift, an invalid schema, a table that failed. `couldNotRun`: nothing was done, for a wrong flag, a broken configuration,
 * missing credentials, or a question that nobody could answer. `interrupted`: Ctrl-C.
 */
export const exitCodes = { done: 0, negative: 1, couldNotRun: 2, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
