export { type Change, type ChangeKind, type Effect, type Permission, permissions } from './change.js';
export { diffTables } from './diffTables.js';
export { formatPlan } from './formatPlan.js';
export { makePlan, requirement } from './makePlan.js';
export type { Operation, Plan, PlanBase, Step, StepInputs, Until } from './plan.js';
export { sameJson } from './sameJson.js';
