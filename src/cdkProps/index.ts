export { describeCfnGlobalTable } from './cfnGlobalTable.js';
export { cfnNames } from './cfnNames.js';
export { assertNothingScales, describeCfnTable } from './cfnTable.js';
export type { CdkExpression, CdkFunction, CdkMember } from './expression.js';
export { describeTableV2 } from './tableV2.js';
export { issuesOfTableV2 } from './tableV2Limits.js';
