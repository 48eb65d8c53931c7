import { readFile } from 'node:fs/promises';
import { type Plan, parsePlan } from '../provision/index.js';
import { isProperties, show } from '../schema/index.js';
import type { PlaceOptions } from './atPlace.js';
import { failure } from './failure.js';

/** Plans, and the place that they were made for. */
export interface SavedPlans extends PlaceOptions {
  readonly plans: readonly Plan[];
}

/** The version of the file's form; a file of another one is refused. */
const version = 1;

export function savePlans(saved: SavedPlans): string {
  return `${JSON.stringify({ tablewrightPlan: version, ...saved }, null, 2)}\n`;
}

/**
 * Plans from a file that anyone may have written. Each is made anew from the live table and the schema that it holds.
 *
 * @throws a failure, if one of them is not a plan, or the file holds none.
 */
export async function readPlans(file: string): Promise<SavedPlans> {
  const wayOut = 'Make a plan: tablewright plan --out plan.json.';
  let saved: unknown;
  try {
    saved = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw failure(`${file} can't be read: ${(error as Error).message}`, wayOut, error);
  }
  if (!isProperties(saved) || saved.tablewrightPlan !== version || !Array.isArray(saved.plans)) {
    throw failure(`${file} is not a plan that this version can apply`, wayOut);
  }
  const { plans, region, profile, endpoint, stage, emulator, local } = saved;
  if (!plans.length) throw failure(`${file} holds no plan: there is nothing in it to apply`, wayOut);
  for (const [name, value] of Object.entries({ region, profile, endpoint, stage })) {
    if (value !== undefined && typeof value !== 'string')
      throw failure(`${file}: ${name} must be a string, and is ${show(value)}`, wayOut);
  }
  for (const [name, value] of Object.entries({ emulator, local })) {
    if (value !== undefined && typeof value !== 'boolean')
      throw failure(`${file}: ${name} must be true or false, and is ${show(value)}`, wayOut);
  }
  const read = plans.map((plan: unknown, i) => {
    try {
      return parsePlan(plan);
    } catch (error) {
      throw failure(`${file}: plans[${i}]: ${(error as Error).message}`, wayOut, error);
    }
  });
  const names = read.map(({ tableName }) => tableName);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw failure(`${file} holds two plans for ${twice}`, wayOut);
  return { plans: read, region, profile, endpoint, stage, emulator, local } as SavedPlans;
}
