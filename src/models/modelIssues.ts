import {
  assertValidTable,
  isProperties,
  keyList,
  own,
  type Path,
  type Projection,
  properties,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
} from '../schema/index.js';
import { modelError } from './sketch.js';
import type { TableModel } from './TableModel.js';

/** What a table can lack for its models. */
export type ModelMisfit =
  | 'model-table-name'
  | 'model-key'
  | 'model-index'
  | 'model-projection'
  | 'model-time-to-live'
  | 'model-attribute-type';

/** What is not compared. */
export interface ModelFitOptions {
  /** Ids of misfits that are known and meant, such as `['model-projection']` where queries ask for what the index holds. */
  readonly ignore?: readonly ModelMisfit[];
}

/**
 * What the models of another library need and the declared table does not have: the table's name, its key and each index by its name,
 * with the types of their attributes; what the index holds; the TTL; and the types of other attributes that both declare. Empty: the
 * library works on the table.
 *
 * The table may have more: other indexes, other attributes, and settings of any kind. An index of which the models don't say what it holds
 * must hold everything.
 *
 * @example
 * ```ts
 * modelIssues(orders, fromElectroDB(Orders));
 * // [{ rule: 'model-index', path: ['globalSecondaryIndexes', 'gsi-customer'], message: '...' }]
 * ```
 * @throws TableSchemaError if the schema is not valid, or `model` is not what a reader returns (that of dynamoose returns a promise of it).
 */
export function modelIssues(
  schema: TableSchema,
  model: TableModel,
  { ignore = [] }: ModelFitOptions = {},
): TableIssue[] {
  assertValidTable(schema);
  if (!isProperties(properties(model).schema)) {
    throw modelError(
      'What was given as models to compare with',
      'model-shape',
      `must be what fromElectroDB and its like return${model instanceof Promise ? ', and is a promise of it; await it' : ''}`,
    );
  }
  const issues: TableIssue[] = [];
  const report = (rule: ModelMisfit, path: Path, message: string) => {
    if (!ignore.includes(rule)) issues.push({ rule, path, message });
  };
  const used = model.schema;
  if (used.tableName !== schema.tableName) {
    report(
      'model-table-name',
      ['tableName'],
      `the models use the table ${show(used.tableName)}, and this is ${show(schema.tableName)}; name one like the other, or read the models with { tableName: ${show(schema.tableName)} }`,
    );
  }
  for (const part of ['partitionKey', 'sortKey'] as const) {
    if (used[part] !== schema[part]) {
      report(
        'model-key',
        [part],
        `${differs(used[part], schema[part])}; a table's key can't change, so the models must`,
      );
    }
  }
  for (const [name, index] of Object.entries(used.globalSecondaryIndexes ?? {})) fitIndex('global', name, index);
  for (const [name, index] of Object.entries(used.localSecondaryIndexes ?? {})) fitIndex('local', name, index);
  if (used.timeToLive !== undefined && used.timeToLive !== schema.timeToLive) {
    report(
      'model-time-to-live',
      ['timeToLive'],
      `${differs(used.timeToLive, schema.timeToLive)}; declare timeToLive: ${show(used.timeToLive)}, or nothing expires by it`,
    );
  }
  for (const [name, type] of Object.entries(used.attributes)) {
    const declared = own(schema.attributes, name);
    if (declared !== undefined && declared !== type && !isUnsaid(model, ['attributes', name])) {
      report(
        'model-attribute-type',
        ['attributes', name],
        `${differs(type, declared)}; one of the two writes what the other can't read`,
      );
    }
  }
  return issues;

  function fitIndex(kind: Kind, name: string, index: AnyIndex): void {
    const kinds: readonly Kind[] = isUnsaid(model, [groups[kind], name]) ? ['local', 'global'] : [kind];
    const found = kinds.find((other) => own<object>(schema[groups[other]], name));
    if (!found) {
      const other = (['local', 'global'] as const).find((one) => own<object>(schema[groups[one]], name));
      const key = [...partitionOf(used, index), ...keyList(index.sortKey)].map(show).join(' and ');
      report(
        'model-index',
        [groups[kind], name],
        other
          ? `the models use it as a ${kind} index, and the table has it as a ${other} one`
          : `the models use this index, by ${key}, and the table has none of that name; it has ${
              Object.keys({ ...schema.globalSecondaryIndexes, ...schema.localSecondaryIndexes })
                .map(show)
                .join(', ') || 'no indexes'
            }`,
      );
      return;
    }
    const path = [groups[found], name];
    const declared = own<AnyIndex>(schema[groups[found]], name) as AnyIndex;
    const keys = [
      ['partitionKey', partitionOf(used, index), partitionOf(schema, declared)],
      ['sortKey', keyList(index.sortKey), keyList(declared.sortKey)],
    ] as const;
    for (const [part, wanted, has] of keys) {
      if (wanted.join('\n') !== has.join('\n')) {
        report(
          'model-index',
          [...path, part],
          `${differs(wanted, has)}; make the index anew under another name, or change the models`,
        );
      }
    }
    const missing = notHeld(index.projection, declared, [
      ...keys.flatMap(([, , has]) => has),
      schema.partitionKey,
      ...keyList(schema.sortKey),
    ]);
    if (missing) {
      report(
        'model-projection',
        [...path, 'projection'],
        `the models read ${missing} from the index, which holds ${show(declared.projection)}; project that, or tell the models what the index holds`,
      );
    }
  }
}

/**
 * Throws unless the declared table has all that the models of another library need of it: keep the library, and let tablewright own the
 * table. What is compared is told by `modelIssues`, which returns the same instead.
 *
 * @example
 * ```ts
 * test('ElectroDB works on the table that we deploy', () => {
 *   assertModelFits(orders, fromElectroDB(Orders));
 * });
 * ```
 * @throws TableSchemaError with every misfit: its place in the schema, what the models use, and what the table has.
 */
export function assertModelFits(schema: TableSchema, model: TableModel, options?: ModelFitOptions): void {
  const issues = modelIssues(schema, model, options);
  if (issues.length) {
    throw new TableSchemaError(`The table ${show(schema.tableName)}, for the models that use it,`, issues);
  }
}

type Kind = 'global' | 'local';
type AnyIndex = {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
  readonly projection?: Projection;
};

const groups = { global: 'globalSecondaryIndexes', local: 'localSecondaryIndexes' } as const;

/** A local index has the partition key of its table. */
function partitionOf(schema: TableSchema, { partitionKey = schema.partitionKey }: AnyIndex): readonly string[] {
  return keyList(partitionKey);
}

/** Whether the reader took it for granted, as a note tells. */
function isUnsaid({ notes }: TableModel, path: Path): boolean {
  return notes.some((note) => note.rule === 'model-unsaid' && note.path.join('\n') === path.join('\n'));
}

function differs(used: unknown, declared: unknown): string {
  const word = (value: unknown) =>
    value === undefined || (Array.isArray(value) && !value.length)
      ? 'none'
      : show(Array.isArray(value) && value.length === 1 ? value[0] : value);
  return `the models use ${word(used)}, and the table has ${word(declared)}`;
}

/** What is wanted of an index and not in it, in words. */
function notHeld(
  wanted: Projection = 'ALL',
  { projection = 'ALL' }: AnyIndex,
  keys: readonly string[],
): string | undefined {
  if (wanted === 'KEYS_ONLY' || projection === 'ALL') return undefined;
  if (wanted === 'ALL') return 'everything';
  const held = [...keys, ...(projection === 'KEYS_ONLY' ? [] : projection.include)];
  const missing = wanted.include.filter((name) => !held.includes(name));
  return missing.length ? missing.map(show).join(', ') : undefined;
}
