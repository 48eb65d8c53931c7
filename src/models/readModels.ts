import { fromDynamoDBToolbox, isDynamoDBToolbox } from './fromDynamoDBToolbox.js';
import { fromDynamoose, isDynamoose } from './fromDynamoose.js';
import { fromElectroDB, isElectroDB } from './fromElectroDB.js';
import { fromOneTable, isOneTable } from './fromOneTable.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';

/**
 * Reads the models of whatever libraries among the values, such as the exports of a module, each known by its shape; other values are
 * left alone. Entities of ElectroDB and of dynamodb-toolbox that name the same table are read as one.
 *
 * @example
 * ```ts
 * for (const { schema, notes } of await readModels(Object.values(await import('./models.js')))) console.log(schema.tableName, notes);
 * ```
 * @throws TableSchemaError what the readers of the libraries throw.
 */
export async function readModels(values: readonly unknown[], options?: ReadModelOptions): Promise<TableModel[]> {
  const models: TableModel[] = [];
  for (const group of byTable(values.filter(isElectroDB), (model) => fromElectroDB(model, options))) {
    models.push(fromElectroDB(group, options));
  }
  for (const group of byTable(values.filter(isDynamoDBToolbox), (model) => fromDynamoDBToolbox(model, options))) {
    models.push(fromDynamoDBToolbox(group, options));
  }
  const seen = new Set(models.map(({ schema }) => schema.tableName));
  for (const value of values) {
    if (isOneTable(value)) models.push(fromOneTable(value, options));
    else if (isDynamoose(value)) {
      const model = await fromDynamoose(value, options);
      // A table and its models are one.
      if (!seen.has(model.schema.tableName)) models.push(model);
      seen.add(model.schema.tableName);
    }
  }
  return models;
}

/** Whether it is a model that `readModels` reads. It is told by its shape, and nothing is asked of it. */
export function isModel(value: unknown): boolean {
  return isElectroDB(value) || isDynamoDBToolbox(value) || isOneTable(value) || isDynamoose(value);
}

function byTable<T>(models: readonly T[], read: (model: T) => TableModel): T[][] {
  const groups = new Map<string, T[]>();
  for (const model of models) {
    const { tableName } = read(model).schema;
    groups.set(tableName, [...(groups.get(tableName) ?? []), model]);
  }
  return [...groups.values()];
}
