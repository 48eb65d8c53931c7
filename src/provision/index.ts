export {
  type Change,
  type ChangeKind,
  changeWords,
  describePlace,
  diffTables,
  type Effect,
  type FormatPlanOptions,
  formatDifferences,
  formatPlan,
  type Operation,
  type Permission,
  type Plan,
  type PlanPlace,
  type PlanVerdict,
  parsePlan,
  permissions,
  planNewTable,
  planVerdict,
  type Step,
  type StepInputs,
  type Unreached,
  type Until,
} from '../migrate/index.js';
export { applyPlan } from './applyPlan.js';
export { type ApplyPlansOptions, applyPlans } from './applyPlans.js';
export type { AutoScalingClient, Client, Clock } from './client.js';
export { type InspectOptions, inspectTable, type LiveIndex, type LiveTable } from './inspectTable.js';
export type { Clients } from './lookAtReplicas.js';
export { type PlanOptions, planTable } from './planTable.js';
export { type PlannedTable, type PlanTablesOptions, planTables } from './planTables.js';
export { type ProvisionOptions, provisionTables, type RunOptions } from './provisionTables.js';
export { type QuotasOptions, quotasOf } from './quotasOf.js';
export type { Outcome, ProvisionEvent, StepResult, TableResult } from './result.js';
