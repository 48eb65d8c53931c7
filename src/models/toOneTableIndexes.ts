import {
  assertValidTable,
  defined,
  keyList,
  type Projection,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
} from '../schema/index.js';

/** An index in a schema of OneTable. */
export interface OneTableIndex {
  hash: string;
  sort?: string;
  type?: 'local';
  project?: 'all' | 'keys' | string[];
}

/**
 * The `indexes` of a OneTable schema: the table's key as `primary`, and its global and local indexes by their names, with what they hold.
 * The types of key attributes are for the fields of its models to say.
 *
 * @example
 * ```ts
 * const shop = { format: 'onetable:1.1.0', version: '1.0.0', indexes: toOneTableIndexes(orders), models: { Order } };
 * ```
 * @throws TableSchemaError if the schema is not valid, or if an index has several partition or sort key attributes, or the name
 * `primary`, for which OneTable has no words.
 * @see https://doc.onetable.io/api/table/schemas/indexes/
 */
export function toOneTableIndexes(schema: TableSchema): { primary: OneTableIndex; [name: string]: OneTableIndex } {
  assertValidTable(schema);
  const { partitionKey, sortKey, globalSecondaryIndexes = {}, localSecondaryIndexes = {} } = schema;
  const issues: TableIssue[] = [];
  const one = (key: string | readonly string[] | undefined, path: TableIssue['path']) => {
    const names = keyList(key);
    if (names.length > 1) {
      issues.push({
        rule: 'model-index',
        path,
        message: `OneTable has one attribute for it, and this has ${names.length}`,
      });
    }
    return names[0];
  };
  const indexes: { primary: OneTableIndex; [name: string]: OneTableIndex } = {
    primary: defined({ hash: partitionKey, sort: sortKey }) as OneTableIndex,
  };
  const add = (group: string, name: string, index: OneTableIndex) => {
    if (name === 'primary') {
      issues.push({
        rule: 'model-index',
        path: [group, name],
        message: "OneTable has this name for the table's own key",
      });
    }
    Object.defineProperty(indexes, name, {
      value: defined(index),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  for (const [name, index] of Object.entries(globalSecondaryIndexes)) {
    const path = ['globalSecondaryIndexes', name];
    add(path[0], name, {
      hash: one(index.partitionKey, [...path, 'partitionKey']),
      sort: one(index.sortKey, [...path, 'sortKey']),
      project: projectOf(index.projection),
    });
  }
  for (const [name, index] of Object.entries(localSecondaryIndexes)) {
    add('localSecondaryIndexes', name, {
      hash: partitionKey,
      sort: index.sortKey,
      type: 'local',
      project: projectOf(index.projection),
    });
  }
  if (issues.length) throw new TableSchemaError("The schema, as OneTable's indexes,", issues);
  return indexes;
}

function projectOf(projection: Projection = 'ALL'): 'all' | 'keys' | string[] {
  return projection === 'ALL' ? 'all' : projection === 'KEYS_ONLY' ? 'keys' : [...projection.include];
}
