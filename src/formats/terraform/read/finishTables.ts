import {
  canonicalTable,
  defined,
  defineTable,
  show,
  type TableSchema,
  type ValidateOptions,
  validateTable,
} from '../../../schema/index.js';
import { type ReadTables, type SourcePlace, type UnnamedTable, withoutTwins } from '../../schemas.js';
import type { TableDraft } from './draft.js';
import type { Scope } from './scope.js';

/** A table that was read to its end. */
export interface FinishedTable {
  readonly address: string;
  readonly draft: TableDraft;
  readonly source?: SourcePlace | undefined;
  /** What tells the module from others. */
  readonly module?: object;
}

/** What every name is, for the rules; no issue tells of it. */
const anyName = 'unnamed';

/** The tables as schemas, with what the rules say of them. */
export function finishTables(
  scope: Scope,
  read: readonly FinishedTable[],
  { names = {}, ...options }: ValidateOptions & { readonly names?: { readonly [address: string]: string } },
): ReadTables {
  const addresses = new Set(read.map(({ address }) => address));
  for (const address of Object.keys(names)) {
    if (!addresses.has(address)) scope.report('terraform-table', ['names', address], 'no table has this address');
  }
  const drafts = new Map(read.map(({ address, draft }) => [address, draft]));
  const pathOf = (address: string) => drafts.get(address)?.body.path ?? [address];
  const modules = new Map(read.map(({ address, module }) => [address, module]));
  const schemas = onceInEachModule([...drafts].map(([address, draft]) => [address, finish(draft)] as const));
  const single = withoutTwins(
    schemas.filter(([, { tableName }]) => tableName !== undefined),
    (address, twin, tableName) =>
      scope.report(
        'table-name-once',
        [...pathOf(address), 'name'],
        `${show(tableName)} is the name of ${twin} too, and neither was read; remove one, or read them apart`,
      ),
  );
  /** Without those that another module has too, in an account or a Region of its own: the same name, and all else the same. */
  function onceInEachModule(all: readonly (readonly [string, TableSchema])[]) {
    const seen = new Map<string, string>();
    return all.filter(([address, schema]) => {
      const text = JSON.stringify(schema);
      const earlier = schema.tableName === undefined ? undefined : seen.get(text);
      if (earlier === undefined || modules.get(earlier) === modules.get(address)) {
        seen.set(text, earlier ?? address);
        return true;
      }
      scope.report(
        'terraform-repeated',
        [...pathOf(address), 'name'],
        `is the same table as ${earlier}, which was read`,
      );
      return false;
    });
  }
  const unnamed = schemas.filter(([, { tableName }]) => tableName === undefined);
  const kept = new Map([...single, ...unnamed]);
  for (const [address, schema] of kept) {
    const whole = { ...schema, tableName: schema.tableName ?? anyName };
    for (const { rule, path, message } of validateTable(whole, options))
      scope.report(rule, [address, ...path], message);
  }
  const sources = read.filter(({ address, source }) => source && kept.has(address));
  return {
    tables: Object.fromEntries(single),
    unnamed: Object.fromEntries(
      unnamed.map(([address, schema]) => [address, withoutName(schema, drafts.get(address))]),
    ),
    sources: Object.fromEntries(sources.map(({ address, source = {} }) => [address, source])),
    issues: scope.issues,
  };
}

function finish(draft: TableDraft): TableSchema {
  const { tableName, attributes, key, localSecondaryIndexes: local, globalSecondaryIndexes: global, settings } = draft;
  const schema = {
    tableName,
    attributes: Object.fromEntries(attributes),
    ...key,
    localSecondaryIndexes: Object.fromEntries(local),
    globalSecondaryIndexes: Object.fromEntries(global),
    ...settings,
  };
  return defineTable(canonicalTable(schema as unknown as TableSchema)) as TableSchema;
}

function withoutName({ tableName: _, ...schema }: TableSchema, draft: TableDraft | undefined): UnnamedTable {
  return defined({ nameExpression: draft && nameExpression(draft), schema });
}

/** The name as it is written: a template, or an expression without the mark around it. */
function nameExpression({ body }: TableDraft): string | undefined {
  return body.written('name')?.replace(/^\$\{\s*([^{}]*?)\s*\}$/, '$1');
}
