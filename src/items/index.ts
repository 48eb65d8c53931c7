export type { ConditionOf } from './conditions.js';
export type {
  BatchGetItemInput,
  BatchWriteItemInput,
  ConditionCheck,
  DeleteItemInput,
  GetItemInput,
  PutItemInput,
  QueryInput,
  ScanInput,
  SearchVectorsInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
  UpdateItemInput,
} from './inputs.js';
export { type ItemOf, type ItemType, itemType, type TypedItems, withItemType } from './itemType.js';
export { type Marshall, type MarshalledInput, marshallInput } from './marshallInput.js';
export { paginate } from './paginate.js';
export { itemOf, itemsOf, type Returns } from './results.js';
export { type SendBatchesOptions, sendBatches } from './sendBatches.js';
export { sizeOfItem } from './sizeOfItem.js';
export { toBatchGetItemInputs } from './toBatchGetItemInputs.js';
export { toBatchWriteItemInputs } from './toBatchWriteItemInputs.js';
export { toConditionCheck } from './toConditionCheck.js';
export { toDeleteItemInput } from './toDeleteItemInput.js';
export { toGetItemInput } from './toGetItemInput.js';
export { toPutItemInput } from './toPutItemInput.js';
export { toQueryInput } from './toQueryInput.js';
export { toScanInput } from './toScanInput.js';
export { toSearchVectorsInput } from './toSearchVectorsInput.js';
export { toUpdateItemInput } from './toUpdateItemInput.js';
export { type TransactWriteAction, toTransactGetItemsInput, toTransactWriteItemsInput } from './transactions.js';
