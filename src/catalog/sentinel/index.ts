export { approvalIndexes, approvalTableSchema } from './approvalTable.js';
export { breakGlassIndexes, breakGlassTableSchema } from './breakGlassTable.js';
export { sessionIndexes, sessionTableSchema } from './sessionTable.js';
