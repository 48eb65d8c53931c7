import {
  type AttributeType,
  assertValidTable,
  canonicalTable,
  defined,
  defineTable,
  type Projection,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
} from '../schema/index.js';
import { type IndexSketch, type KeyPart, type Library, modelError, type Sketch } from './sketch.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';

/** A fact with the model that says it. */
interface Said<T> {
  readonly fact: T;
  readonly from: string;
}

/**
 * The table of several models that share it. A fact that two of them tell in different ways is an error that names both, unless
 * DynamoDB itself allows it: then it is left out, with a note.
 */
export function toTableModel(
  library: Library,
  sketches: readonly Sketch[],
  { tableName }: ReadModelOptions = {},
): TableModel {
  const issues: TableIssue[] = [];
  const notes: TableIssue[] = sketches.flatMap(({ notes = [] }) => notes);
  const one = oneFact(issues);

  const names = sketches.map((sketch) => ({ fact: sketch.tableName, from: sketch.from }));
  const name = tableName ?? one(['tableName'], 'belongs to the table', names)?.fact;
  if (name === undefined) {
    throw modelError(
      `What the models of ${library.name} say`,
      'model-table-name',
      `${sketches[0].from} has no table's name; give it: { tableName: '...' }`,
    );
  }
  const key = (['partitionKey', 'sortKey'] as const).map((part) => {
    // A model without a sort key says that the table has none.
    const said = sketches.map((sketch) => ({ fact: sketch[part]?.name ?? null, from: sketch.from }));
    return one([part], `has as its ${part === 'sortKey' ? 'sort' : 'partition'} key`, said)?.fact ?? undefined;
  });
  const [partitionKey, sortKey] = key as [string, string | undefined];
  const indexes = mergeIndexes(sketches, one, notes, { partitionKey, sortKey });
  const timeToLive = one(
    ['timeToLive'],
    'expires items by',
    sketches.map((sketch) => ({ fact: sketch.timeToLive, from: sketch.from })),
  )?.fact;
  const attributes = mergeAttributes(sketches, one, notes);
  if (issues.length)
    throw new TableSchemaError(`The table ${show(name)}, as the models of ${library.name} use it,`, issues);

  const schema = canonicalTable(
    defined({
      tableName: name,
      attributes,
      partitionKey,
      sortKey,
      globalSecondaryIndexes: groupOf(indexes, 'global'),
      localSecondaryIndexes: groupOf(indexes, 'local'),
      timeToLive,
    }) as TableSchema,
  );
  assertValidTable(schema);
  notes.push({
    rule: 'model-unsaid',
    path: [],
    message: `${library.name} says nothing of ${library.silentOn}; add what the table has: defineTable({ ...schema, ... })`,
  });
  return { schema: defineTable(schema) as TableSchema, notes };
}

/** Finds the one fact among those said, and reports the first that is another. */
function oneFact(issues: TableIssue[]) {
  return <T extends string | null>(
    path: TableIssue['path'],
    does: string,
    said: readonly Said<T | undefined>[],
  ): Said<T> | undefined => {
    const facts = said.filter((entry): entry is Said<T> => entry.fact !== undefined);
    const other = facts.find(({ fact }) => fact !== facts[0].fact);
    if (other) {
      const word = (fact: T) => (fact === null ? 'nothing' : show(fact));
      issues.push({
        rule: 'model-conflict',
        path,
        message: `${facts[0].from} ${does} ${word(facts[0].fact)}, and ${other.from} ${word(other.fact)}; one table can't be both, so make them the same, or read them apart`,
      });
    }
    return facts[0];
  };
}

type One = ReturnType<typeof oneFact>;
type Index = readonly [name: string, kind: 'global' | 'local', index: object];

function mergeIndexes(
  sketches: readonly Sketch[],
  one: One,
  notes: TableIssue[],
  table: { readonly partitionKey: string; readonly sortKey: string | undefined },
): Index[] {
  const names = new Set(sketches.flatMap(({ indexes }) => [...indexes.keys()]));
  return [...names].map((name): Index => {
    const said = sketches.flatMap(({ indexes, from }) => {
      const index = indexes.get(name);
      return index ? [{ fact: index, from }] : [];
    });
    const at = (kind: string) => [kind === 'local' ? 'localSecondaryIndexes' : 'globalSecondaryIndexes', name];
    const facts = <T extends string | null>(of: (index: IndexSketch) => T | undefined) =>
      said.map(({ fact, from }) => ({ fact: of(fact), from }));
    const stated = one(
      at('global'),
      `has the index ${show(name)} as`,
      facts(({ kind }) => kind),
    )?.fact;
    for (const part of ['partitionKey', 'sortKey'] as const) {
      const does = `has as the ${part === 'sortKey' ? 'sort' : 'partition'} key of the index ${show(name)}`;
      one(
        [...at(stated ?? 'global'), part],
        does,
        facts((index) => namesOf(index[part]).join(', ') || null),
      );
    }
    const [{ fact: first }] = said;
    const couldBeLocal = isLocal(first, table);
    const kind = stated ?? (couldBeLocal ? 'local' : 'global');
    if (!stated && couldBeLocal) {
      notes.push({
        rule: 'model-unsaid',
        path: at(kind),
        message: `${said[0].from} doesn't say whether the index is local or global; it is read as local, because its partition key is the table's`,
      });
    }
    const projection = mergeProjections(said, [...at(kind), 'projection'], notes);
    const index =
      kind === 'local'
        ? { sortKey: namesOf(first.sortKey)[0], projection }
        : { partitionKey: namesOf(first.partitionKey), sortKey: keyOf(first.sortKey), projection };
    return [name, kind, defined(index)];
  });
}

function isLocal({ partitionKey, sortKey }: IndexSketch, table: { partitionKey: string; sortKey: string | undefined }) {
  return (
    table.sortKey !== undefined &&
    partitionKey.length === 1 &&
    partitionKey[0].name === table.partitionKey &&
    sortKey.length === 1 &&
    sortKey[0].name !== table.sortKey
  );
}

/** What holds all that any of the models wants of the index. */
function mergeProjections(
  said: readonly Said<IndexSketch>[],
  path: TableIssue['path'],
  notes: TableIssue[],
): Projection | undefined {
  const open = said.filter(({ fact }) => fact.projection === undefined);
  if (open.length) {
    notes.push({
      rule: 'model-unsaid',
      path,
      message: `${open[0].from} doesn't say what the index holds; it is read as everything`,
    });
    return undefined;
  }
  const wanted = said.map(({ fact }) => fact.projection as Projection);
  const other = said.find((_, i) => show(wanted[i]) !== show(wanted[0]));
  if (other) {
    notes.push({
      rule: 'model-projection',
      path,
      message: `${said[0].from} wants ${show(wanted[0])}, and ${other.from} ${show(other.fact.projection)}; it is read as what holds both`,
    });
  }
  if (wanted.includes('ALL')) return 'ALL';
  const include = [
    ...new Set(wanted.flatMap((projection) => (typeof projection === 'object' ? projection.include : []))),
  ];
  return include.length ? { include } : 'KEYS_ONLY';
}

/** The types: those of keys must be one, others may differ from item to item. */
function mergeAttributes(sketches: readonly Sketch[], one: One, notes: TableIssue[]): Record<string, AttributeType> {
  const types = new Map<string, Said<AttributeType>[]>();
  const say = (name: string, fact: AttributeType | undefined, from: string) =>
    types.set(name, [...(types.get(name) ?? []), ...(fact ? [{ fact, from }] : [])]);
  for (const sketch of sketches) for (const { name, type } of keyParts(sketch)) say(name, type, sketch.from);
  const keys = new Set(types.keys());
  for (const { from, attributes } of sketches) for (const [name, type] of attributes) say(name, type, from);
  return Object.fromEntries(
    [...types].flatMap(([name, said]): [string, AttributeType][] => {
      const path = ['attributes', name];
      const note = (rule: TableIssue['rule'], message: string) => notes.push({ rule, path, message });
      if (keys.has(name)) {
        const type = one(path, `has the key attribute ${show(name)} as`, said)?.fact;
        if (!type) note('model-unsaid', 'no model says the type of this key; it is read as "S"');
        return [[name, type ?? 'S']];
      }
      const other = said.find(({ fact }) => fact !== said[0].fact);
      if (!other) return [[name, said[0].fact]];
      const words = [said[0], other].map(({ from, fact }) => `${from} has it as ${show(fact)}`);
      note('model-attribute-type', `${words.join(', and ')}; it is left out`);
      return [];
    }),
  );
}

function keyParts({ partitionKey, sortKey, indexes }: Sketch): KeyPart[] {
  const parts = [partitionKey, ...(sortKey ? [sortKey] : [])];
  for (const index of indexes.values()) parts.push(...index.partitionKey, ...index.sortKey);
  return parts;
}

function namesOf(parts: readonly KeyPart[]): string[] {
  return parts.map(({ name }) => name);
}

function keyOf(parts: readonly KeyPart[]): string[] | undefined {
  return parts.length ? namesOf(parts) : undefined;
}

function groupOf(indexes: readonly Index[], group: 'global' | 'local'): object | undefined {
  const entries = indexes.filter(([, kind]) => kind === group).map(([name, , index]) => [name, index]);
  return entries.length ? Object.fromEntries(entries) : undefined;
}
