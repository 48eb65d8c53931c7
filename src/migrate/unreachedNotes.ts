import type { Plan, Unreached } from './plan.js';
import { replicaNotes } from './replicaNotes.js';

const notes: { readonly [What in Unreached]: string } = {
  autoScaling:
    'auto scaling is not managed by this run, which has no client of Application Auto Scaling (npm install @aws-sdk/client-application-auto-scaling): what scales, and the capacity that does, is neither compared nor changed',
};

/** What a plan leaves alone for want of a client, in words, each in a sentence without its full stop. */
export function unreachedNotes(plan: Pick<Plan, 'unreached' | 'schema' | 'regions' | 'table'>): string[] {
  return [...(plan.unreached ?? []).map((what) => notes[what]), ...replicaNotes(plan)];
}
