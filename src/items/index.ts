export { toQueryInput } from './toQueryInput.js';
export { itemsOf, itemOf } from './results.js';
export { withItemType, itemType } from './itemType.js';
