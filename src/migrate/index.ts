export { type Change, type ChangeKind, type Effect, type Permission, permissions } from './change.js';
export { changesSince } from './changesSince.js';
export { diffTables } from './diffTables.js';
export { formatPlan } from './formatPlan.js';
export { makePlan } from './makePlan.js';
export { parsePlan } from './parsePlan.js';
export type { LiveFacts, Operation, Plan, PlanBase, Step, StepInputs, Until } from './plan.js';
export { requirements } from './requirements.js';
export { sameJson } from './sameJson.js';
