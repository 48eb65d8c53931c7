export { itemType, withItemType } from './itemType.js';
export { itemOf, itemsOf } from './results.js';
export { toQueryInput } from './toQueryInput.js';
