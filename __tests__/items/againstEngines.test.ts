import { inspect } from 'node:util';
import { ConditionalCheckFailedException, CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { type TableSchema, toCreateTableInput } from '../../src/index.js';
import * as items from '../../src/items/index.js';
import { describeEngine, type TestEngine } from '../support/engines.js';
import { canonical, changed, holds, meets, order, own, typeOf, type Values } from './model.js';

/**
 * Tables, items, conditions, updates and queries that nobody thought of: each input is accepted by the engine, and does what the
 * model in memory does. `MIGRATIONS=1` runs twenty times as many; `SEED` repeats a run.
 */

const scale = Number(process.env.MIGRATIONS ?? 0.05);
const seed = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

// As generic code has them: the schema is known at run time only.
// biome-ignore format: one a line says no more
const {
  itemOf, itemsOf, paginate, sendBatches, toBatchGetItemInputs, toBatchWriteItemInputs, toDeleteItemInput, toGetItemInput,
  toQueryInput, toScanInput, toUpdateItemInput,
} = items;

/** What was begun is finished after the time limit. */
const timeoutMs = 300_000 * scale + 30_000;

type Type = TableSchema['attributes'][string];
interface Index {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
  readonly projection?: 'ALL' | 'KEYS_ONLY' | { readonly include: readonly string[] };
}

const types: readonly Type[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'];
const attributeNames = [
  'id',
  'size',
  'a.b',
  'with space',
  '#0',
  ':0',
  'constructor',
  '0',
  '12',
  'naïve',
  'status',
  '[1]',
];

const bytes = [[], [0], [1, 2], [255]].map((list) => Uint8Array.from(list));
const scalars: Readonly<Record<string, readonly unknown[]>> = {
  S: ['', 'a', 'ab', 'b', 'ü', '🙂'],
  N: [-1, 0, 1, 2, 10, 2n ** 60n],
  B: bytes,
  BOOL: [true, false],
  NULL: [null],
};

/** Tables, items and inputs, drawn from fast-check one after the other, so that what is drawn can follow from what is there. */
const drawn = (g: fc.GeneratorValue) => {
  const among = <X>(list: readonly X[]): X => g(fc.constantFrom<X[]>, ...list);
  const chance = (of = 2): boolean => g(fc.nat, of - 1) === 0;
  const some = <X>(list: readonly X[], least = 0): X[] =>
    g(fc.subarray<X>, [...list], { minLength: Math.min(least, list.length) });
  const value = (type: Type, depth = 1): unknown => {
    if (scalars[type]) return among(scalars[type]);
    // In a set, util-dynamodb refuses the bigints that it takes elsewhere.
    if (/^.S$/.test(type)) return new Set(some(scalars[type[0]].slice(0, 5), 1));
    const inner = () => value(among(depth ? types : types.slice(0, 5)), depth - 1);
    const members = some(['x', '0', 'a.b', 'toString']);
    return type === 'L' ? members.map(inner) : Object.fromEntries(members.map((name) => [name, inner()]));
  };
  const keyValue = (type: Type) => among(scalars[type].filter((one) => !/^(S ""|B )$/.test(canonical(one))));

  const schema = (engine: TestEngine, tableName: string): TableSchema => {
    const [pk, sk, ...others] = g(fc.shuffledSubarray<string>, attributeNames, { minLength: 6 });
    const keyed = () => among(['S', 'N', 'B'] as const);
    const forIndexes = others.slice(0, 4);
    const attributes: Record<string, Type> = {};
    for (const name of [pk, sk, ...forIndexes.slice(0, 3)]) attributes[name] = keyed();
    for (const name of others.slice(3)) attributes[name] = among(types);
    const hasSort = chance();
    const many = engine === 'dynamodb-local-3' ? 3 : 1;
    const keyOfIndex = (): Index => {
      const parts = g(fc.shuffledSubarray<string>, others.slice(0, 3), { minLength: 1 });
      const partition = parts.slice(0, many === 1 ? 1 : 1 + g(fc.nat, parts.length - 1));
      const sort = parts.slice(partition.length, partition.length + many);
      return {
        partitionKey: partition.length > 1 ? partition : partition[0],
        ...(sort.length && { sortKey: sort.length > 1 ? sort : sort[0] }),
      };
    };
    const projection = () => among<Index['projection']>(['ALL', 'KEYS_ONLY', { include: [others.at(-1) as string] }]);
    return {
      tableName,
      attributes,
      partitionKey: pk,
      ...(hasSort && { sortKey: sk }),
      ...(hasSort &&
        chance() && { localSecondaryIndexes: { local: { sortKey: others[0], projection: projection() } } }),
      ...(chance() && { globalSecondaryIndexes: { global: { ...keyOfIndex(), projection: projection() } } }),
    } as TableSchema;
  };

  const isKey = (table: TableSchema, name: string) =>
    [table, ...Object.values({ ...table.globalSecondaryIndexes, ...table.localSecondaryIndexes })].some((of: Index) =>
      [of.partitionKey, of.sortKey].flat().includes(name),
    );
  const attribute = (table: TableSchema, name: string) =>
    (isKey(table, name) ? keyValue : value)(table.attributes[name]);

  const item = (table: TableSchema): Values =>
    Object.fromEntries(
      Object.keys(table.attributes)
        .filter((name) => name === table.partitionKey || name === table.sortKey || chance())
        .map((name) => [name, attribute(table, name)]),
    );

  /** What an attribute of a type can be asked; of others than the keys, within it too. */
  const onValue = (type: Type, depth = 2): unknown => {
    const given = () => value(type, 0);
    if (type !== 'M' && chance(3)) return given();
    const ordered = /^[SNB]$/.test(type);
    const words = ['eq', 'ne', 'in', 'exists', 'type'];
    if (ordered) words.push('lt', 'lte', 'gt', 'gte', 'between');
    if (/^[SB]$/.test(type)) words.push('beginsWith');
    if (/^([SB]|L|.S)$/.test(type)) words.push('contains');
    if (depth && /^([SB]|L|M|.S)$/.test(type)) words.push('size');
    if (/^[LM]$/.test(type) && depth) words.push('at');
    const operand: Record<string, () => unknown> = {
      in: () => Array.from({ length: 1 + g(fc.nat, 3) }, given),
      exists: () => chance(),
      type: () => among(types),
      between: () => [given(), given()].sort((a, b) => order(a, b) ?? 0),
      contains: () => (type === 'L' ? value(among(types), 0) : /^.S$/.test(type) ? among(scalars[type[0]]) : given()),
      // The engines count the letters of a string, or its bytes.
      size: () =>
        type === 'S'
          ? among([0, { gt: 0 }, { lt: 1 }])
          : chance()
            ? among([0, 1, 2])
            : { gt: among([0, 1]), lte: among([1, 2, 3]) },
      at: () =>
        Object.fromEntries(
          some(type === 'L' ? ['0', '1'] : ['x', '0', 'a.b', 'toString'], 1).map((name) => [
            name,
            // What is within has no declared type, and what looks like a place there would be one.
            onValue(among(['S', 'N', 'BOOL', 'NULL', 'SS', 'NS']), 0),
          ]),
        ),
    };
    return Object.fromEntries(
      some(words, 1)
        .slice(0, 2)
        .map((word) => [word, (operand[word] ?? given)()]),
    );
  };

  const condition = (table: TableSchema, of: readonly string[], depth = 2): object => {
    const parts = some(of, 1)
      .slice(0, 3)
      .map((name): [string, unknown] => [name, onValue(table.attributes[name])]);
    if (!depth) return Object.fromEntries(parts);
    const inner = () => condition(table, of, depth - 1);
    const list = () => Array.from({ length: 1 + g(fc.nat, 2) }, inner);
    const words = some(['and', 'or', 'not']).map((word): [string, unknown] => [
      word,
      word === 'not' ? inner() : list(),
    ]);
    return Object.fromEntries(words.length ? [...words, ...some(parts)] : parts);
  };

  /** Changes that DynamoDB can do to this item: it refuses a path whose map or list is not there. */
  const update = (table: TableSchema, before: Values): Record<string, unknown> => {
    const made: Record<string, Record<string, unknown> | string[]> = {};
    const put = (section: string, name: string, given: unknown) => {
      made[section] = { ...made[section], [name]: given };
    };
    const free = Object.keys(table.attributes).filter((name) => name !== table.partitionKey && name !== table.sortKey);
    for (const name of some(free)) {
      const type = table.attributes[name];
      const was = own(before, name);
      const sections = ['set', 'setIfAbsent', 'remove'];
      if (/^(N|.S)$/.test(type)) sections.push('add');
      if (/^.S$/.test(type)) sections.push('delete');
      if (type === 'L') sections.push('append');
      if (/^[LM]$/.test(type) && was !== undefined && Object.keys(was as object).length) sections.push('at');
      const section = among(sections);
      if (section === 'remove') made.remove = [...((made.remove as string[]) ?? []), name];
      else if (section === 'at') {
        const inner = among(Object.keys(was as object));
        const isNumber = typeOf((was as Values)[inner]) === 'N';
        put('at', name, { [isNumber && chance() ? 'add' : 'set']: { [inner]: isNumber ? 1 : value(among(types), 0) } });
      } else put(section, name, section === 'add' || section === 'delete' ? value(type) : attribute(table, name));
    }
    return made;
  };
  return { g, among, chance, some, keyValue, schema, item, condition, update };
};

/** Each comparison of a sort key with values of its type. */
const ranges = ['eq', 'lt', 'lte', 'gt', 'gte', 'between', 'beginsWith'];

describeEngine(['dynoxide', 'dynamodb-local', 'dynamodb-local-3'], ({ engine, client }) => {
  let tables = 0;

  /** Calls back with a table that the engine has, and items in it. */
  async function withTable(
    g: fc.GeneratorValue,
    use: (
      draw: ReturnType<typeof drawn>,
      table: TableSchema,
      stored: Map<string, Values>,
      documents: DynamoDBDocumentClient,
    ) => Promise<void>,
  ): Promise<void> {
    const draw = drawn(g);
    tables += 1;
    const table = draw.schema(engine, `table-${tables}`);
    const documents = DynamoDBDocumentClient.from(client());
    await client().send(new CreateTableCommand(toCreateTableInput(table)));
    const stored = new Map<string, Values>();
    for (let i = 0; i < 12; i++) {
      const item = draw.item(table);
      stored.set(canonical(keyIn(table, item)), item);
    }
    const inputs = toBatchWriteItemInputs(table, { put: [...stored.values()] });
    await sendBatches((input) => documents.send(new BatchWriteCommand(input)), inputs);
    await use(draw, table, stored, documents);
    await client().send(new DeleteTableCommand({ TableName: table.tableName }));
  }

  // To shrink takes long: what is found until then is told.
  const runs = (count: number) => ({
    numRuns: Math.ceil(count * scale),
    interruptAfterTimeLimit: 200_000 * scale,
    ...seed,
  });
  const property = (count: number, use: Parameters<typeof withTable>[1]) =>
    fc.assert(
      fc.asyncProperty(fc.gen(), (g) => withTable(g, use)),
      runs(count),
    );

  test(
    'scans with filters, gets and batches',
    async () => {
      await property(200, async (draw, table, stored, documents) => {
        for (let i = 0; i < 6; i++) {
          const filter = draw.condition(table, Object.keys(table.attributes)) as never;
          const input = toScanInput(table, { filter });
          await telling({ filter, input, table }, async () => {
            const found = itemsOf(input, await documents.send(new ScanCommand(input)));
            expect(sorted(found)).toEqual(sorted([...stored.values()].filter((item) => holds(item, filter))));
          });
        }
        const keys = [...stored.values()].map((item) => keyIn(table, item));
        const select = draw.some(Object.keys(table.attributes), 1);
        const one = toGetItemInput(table, keys[0], { select: select as never[], consistentRead: draw.chance() });
        expect(canonical(itemOf(one, await documents.send(new GetCommand(one))) ?? {})).toBe(
          canonical(picked([...stored.values()][0], select)),
        );
        const batch = await sendBatches(
          (input) => documents.send(new BatchGetCommand(input)),
          toBatchGetItemInputs(table, keys),
        );
        expect(sorted(batch as Values[])).toEqual(sorted([...stored.values()]));
      });
    },
    timeoutMs,
  );

  test(
    'updates and deletes with conditions',
    async () => {
      await property(200, async (draw, table, stored, documents) => {
        for (let i = 0; i < 6; i++) {
          const before = draw.among([...stored.values()]);
          const key = keyIn(table, before);
          const condition = draw.condition(table, Object.keys(table.attributes)) as never;
          const update = draw.update(table, before) as never;
          const input = toUpdateItemInput(table, key, update, { condition, returnValues: 'ALL_NEW' });
          await telling({ before, condition, update, input, table }, async () => {
            const sent = documents.send(new UpdateCommand(input));
            if (holds(before, condition)) {
              const after = changed(before, update);
              stored.set(canonical(key), after);
              expect(canonical(itemOf(input, await sent))).toBe(canonical(after));
            } else await expect(sent).rejects.toThrow(ConditionalCheckFailedException);
          });
        }
        const gone = draw.among([...stored.values()]);
        const condition = draw.condition(table, Object.keys(table.attributes)) as never;
        const input = toDeleteItemInput(table, keyIn(table, gone), { condition, returnValues: 'ALL_OLD' });
        const sent = documents.send(new DeleteCommand(input));
        if (holds(gone, condition)) expect(canonical(itemOf(input, await sent))).toBe(canonical(gone));
        else await expect(sent).rejects.toThrow(ConditionalCheckFailedException);
      });
    },
    timeoutMs,
  );

  test(
    'queries of tables and indexes, a page at a time',
    async () => {
      await property(200, async (draw, table, stored, documents) => {
        for (let i = 0; i < 6; i++) {
          const indexes: Readonly<Record<string, Index>> = {
            ...table.localSecondaryIndexes,
            ...table.globalSecondaryIndexes,
          };
          const indexName = draw.among([undefined, ...Object.keys(indexes)]);
          const index: Index = { partitionKey: table.partitionKey, ...(indexName ? indexes[indexName] : table) };
          const partition = [index.partitionKey ?? []].flat();
          const sort = [index.sortKey ?? []].flat();
          const held = [...stored.values()].filter((item) =>
            [...partition, ...sort].every((name) => Object.hasOwn(item, name)),
          );
          const like = held.length && !draw.chance(5) ? draw.among(held) : undefined;
          const value = (name: string) => own(like, name) ?? draw.keyValue(table.attributes[name]);
          const given = draw.g(fc.nat, sort.length);
          const key: Values = Object.fromEntries(
            [...partition, ...sort.slice(0, given)].map((name) => [name, value(name)]),
          );
          const last = sort[given - 1];
          if (last !== undefined && !draw.chance(3)) {
            const word = draw.among(table.attributes[last] === 'N' ? ranges.slice(0, 6) : ranges);
            const end = () => draw.keyValue(table.attributes[last]);
            key[last] = { [word]: word === 'between' ? [end(), end()].sort((a, b) => order(a, b) ?? 0) : end() };
          }
          const projected = projectedBy(table, index);
          const free = projected.filter((name) => ![...partition, ...sort].includes(name));
          const filter = free.length && draw.chance() ? draw.condition(table, free) : undefined;
          const select = draw.chance(3) ? draw.some(projected, 1) : undefined;
          const forward = draw.chance();
          const input = toQueryInput(table, {
            ...(indexName && { indexName }),
            key,
            ...(filter && { filter: filter as never }),
            ...(select && { select: select as never[] }),
            scanIndexForward: forward,
            limit: draw.among([2, 5, 100]),
          } as never);
          await telling({ key, filter, input, table }, async () => {
            const found: Values[] = [];
            for await (const item of paginate((page) => documents.send(new QueryCommand(page as never)), input)) {
              found.push(item as Values);
            }
            const expected = held
              .filter((item) => Object.entries(key).every(([name, condition]) => meets(own(item, name), condition)))
              .filter((item) => !filter || holds(picked(item, projected), filter))
              .sort((a, b) => inOrder(sort, a, b) * (forward ? 1 : -1))
              .map((item) => picked(item, select ?? projected));
            expect(sorted(found)).toEqual(sorted(expected));
            // Of equal sort keys the order is DynamoDB's own.
            if (sort.every((name) => (select ?? projected).includes(name))) {
              expect(found.map((item) => canonical(picked(item, sort)))).toEqual(
                expected.map((item) => canonical(picked(item, sort))),
              );
            }
          });
        }
      });
    },
    timeoutMs,
  );
});

/** What was sent, and to what, where an engine or the model disagrees: a counterexample of many choices does not tell. */
async function telling(about: object, work: () => Promise<void>): Promise<void> {
  await work().catch((cause: Error) => {
    throw new Error(`${cause.name}: ${cause.message}\n${inspect(about, { depth: 9 })}`, { cause });
  });
}

function keyIn(table: TableSchema, item: Values): Values {
  return picked(item, [table.partitionKey, ...[table.sortKey ?? []].flat()]);
}

function picked(item: Values, select: readonly string[]): Values {
  return Object.fromEntries(Object.entries(item).filter(([name]) => select.includes(name)));
}

function sorted(list: readonly object[]): string[] {
  return list.map(canonical).sort();
}

function projectedBy(table: TableSchema, index: Index): string[] {
  const { projection = 'ALL' } = index;
  const all = Object.keys(table.attributes);
  if (projection === 'ALL') return all;
  const keys = [table.partitionKey, table.sortKey, index.partitionKey, index.sortKey].flat();
  return all.filter(
    (name) => keys.includes(name) || (typeof projection === 'object' && projection.include.includes(name)),
  );
}

function inOrder(sort: readonly string[], a: Values, b: Values): number {
  for (const name of sort) {
    const by = order(a[name], b[name]);
    if (by) return by;
  }
  return 0;
}
