export type { Change, ChangeKind, Effect, Permission } from './change.js';
export { diffTables } from './diffTables.js';
export { fingerprint } from './fingerprint.js';
export { formatPlan } from './formatPlan.js';
export { makePlan, requirement } from './makePlan.js';
export type { Operation, Plan, PlanBase, Step, StepInputs, Until } from './plan.js';
export { canonicalJson, sameJson } from './sameJson.js';
