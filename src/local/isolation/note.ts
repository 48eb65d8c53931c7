import { parseObject } from '../../schema/index.js';

/** What the global set-up tells its workers, by a variable of the environment, which they inherit. */
export interface Note {
  /** The ports of the workers' DynamoDBs: that of worker 1 comes first. */
  readonly ports: readonly number[];
  /** Where a worker asks for fresh tables. */
  readonly controlPort: number;
}

export const noteVariable = 'TABLEWRIGHT_LOCAL_WORKERS';

/** What the global set-up of this run has told; `undefined` where it has not run. */
export function readNote(): Note | undefined {
  const { ports, controlPort } = parseObject(process.env[noteVariable] ?? '') ?? {};
  return Array.isArray(ports) && typeof controlPort === 'number' ? { ports, controlPort } : undefined;
}

/** The number of this worker, from 1, as jest and vitest tell it; `undefined` in a process that runs no tests. */
export function workerNumber(): number | undefined {
  // vitest's first: a run of vitest may be a child of one of jest's.
  const number = Number(process.env.VITEST_POOL_ID ?? process.env.JEST_WORKER_ID);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
