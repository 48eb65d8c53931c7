export { type DynamoDBToolboxEntity, type DynamoDBToolboxTable, fromDynamoDBToolbox } from './fromDynamoDBToolbox.js';
export { type DynamooseModel, type DynamooseTable, fromDynamoose } from './fromDynamoose.js';
export { type ElectroDBEntity, type ElectroDBService, fromElectroDB } from './fromElectroDB.js';
export { fromOneTable, type OneTableSchema, type OneTableTable } from './fromOneTable.js';
export { assertModelFits, type ModelFitOptions, type ModelMisfit, modelIssues } from './modelIssues.js';
export { isModel, readModels } from './readModels.js';
export type { ReadModelOptions, TableModel } from './TableModel.js';
export { type DynamoDBToolboxTableProps, toDynamoDBToolboxTable } from './toDynamoDBToolboxTable.js';
export { type OneTableIndex, toOneTableIndexes } from './toOneTableIndexes.js';
