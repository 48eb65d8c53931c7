import type { Plan, Unreached } from './plan.js';

const notes: { readonly [What in Unreached]: string } = {
  autoScaling:
    'auto scaling is not managed by this run, which has no client of Application Auto Scaling (npm install @aws-sdk/client-application-auto-scaling): what scales, and the capacity that does, is neither compared nor changed',
};

/** What a plan leaves alone for want of a client, in words. */
export function unreachedNotes({ unreached = [] }: Pick<Plan, 'unreached'>): string[] {
  return unreached.map((what) => notes[what]);
}
