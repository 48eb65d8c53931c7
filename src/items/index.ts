export * from './itemType.js';
export { itemOf, itemsOf } from './results.js';
export { toConditionCheck } from './toConditionCheck.js';
export { toDeleteItemInput } from './toDeleteItemInput.js';
export { toGetItemInput } from './toGetItemInput.js';
export { toPutItemInput } from './toPutItemInput.js';
export { toQueryInput } from './toQueryInput.js';
export { toScanInput } from './toScanInput.js';
export { toUpdateItemInput } from './toUpdateItemInput.js';
