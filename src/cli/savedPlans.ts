import { readFile } from 'node:fs/promises';
import type { Plan } from '../provision/index.js';
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

export async function readPlans(file: string): Promise<SavedPlans> {
  let saved: (SavedPlans & { readonly tablewrightPlan?: unknown }) | null;
  try {
    saved = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw failure(
      `${file} can't be read: ${(error as Error).message}`,
      'Make a plan: tablewright plan --out plan.json.',
    );
  }
  if (saved?.tablewrightPlan !== version || !Array.isArray(saved.plans)) {
    throw failure(`${file} is no plan that this version can apply`, 'Make a plan: tablewright plan --out plan.json.');
  }
  return saved;
}
