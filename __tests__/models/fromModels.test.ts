import { Table as OneTable } from 'dynamodb-onetable';
import * as toolbox from 'dynamodb-toolbox';
import * as toolbox1 from 'dynamodb-toolbox-1';
import dynamoose from 'dynamoose';
import dynamoose3 from 'dynamoose-3';
import { Entity, Service } from 'electrodb';
import fc from 'fast-check';
import type { TableSchema } from '../../src/index.js';
import {
  fromDynamoDBToolbox,
  fromDynamoose,
  fromElectroDB,
  fromOneTable,
  readModels,
  type TableModel,
  toDynamoDBToolboxTable,
  toOneTableIndexes,
} from '../../src/models/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

/** The readers, against models that the real libraries made. */

const places = ({ notes }: TableModel) => notes.map(({ rule, path }) => `${rule} ${path.join('.')}`);

describe('ElectroDB', () => {
  const model = { service: 'shop', version: '1' };
  const id = { type: 'string' } as const;
  const orders = () =>
    new Entity(
      {
        model: { ...model, entity: 'order' },
        attributes: {
          id,
          customer: { type: 'string', field: 'c' },
          placed: { type: 'number' },
          status: { type: ['open', 'paid'] as const },
          tags: { type: 'set', items: 'string' },
          lines: { type: 'list', items: { type: 'string' } },
          paid: { type: 'boolean' },
          extra: { type: 'any' },
        },
        indexes: {
          byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
          byTime: {
            index: 'lsi',
            pk: { field: 'pk', composite: ['id'] },
            sk: { field: 'placed', composite: ['placed'] },
          },
          byCustomer: {
            index: 'gsi1',
            collection: 'mine',
            scope: 'x',
            projection: ['customer', 'paid'],
            pk: { field: 'gsi1pk', composite: ['customer'], casing: 'none' },
            sk: { field: 'gsi1sk', composite: ['placed'], cast: 'number' },
          },
          byStatus: {
            index: 'gsi2',
            type: 'composite',
            projection: 'keys_only',
            pk: { composite: ['status', 'customer'] },
            sk: { composite: ['placed'] },
          },
        },
      },
      { table: 'shop' },
    );
  const customers = (email: 'string' | 'number', table = 'shop', sk = 'gsi1sk') =>
    new Entity(
      {
        model: { ...model, entity: 'customer' },
        attributes: { id, email: { type: email }, paid: { type: 'string' }, since: { type: 'number' } },
        indexes: {
          byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: ['email'] } },
          byEmail: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['email'] },
            sk: { field: sk, composite: ['since'], cast: 'number' },
          },
        },
      },
      { table },
    );

  test('an entity is a table of its keys and indexes, and of the types it says', () => {
    const { schema, notes } = fromElectroDB(orders());
    expect(schema).toEqual({
      tableName: 'shop',
      attributes: {
        pk: 'S',
        sk: 'S',
        placed: 'N',
        gsi1pk: 'S',
        gsi1sk: 'N',
        status: 'S',
        c: 'S',
        id: 'S',
        tags: 'SS',
        lines: 'L',
        paid: 'BOOL',
      },
      partitionKey: 'pk',
      sortKey: 'sk',
      globalSecondaryIndexes: {
        gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk', projection: { include: ['c', 'paid'] } },
        gsi2: { partitionKey: ['status', 'c'], sortKey: 'placed', projection: 'KEYS_ONLY' },
      },
      localSecondaryIndexes: { lsi: { sortKey: 'placed' } },
      billingMode: 'PAY_PER_REQUEST',
    });
    expect(places({ schema, notes })).toEqual([
      'model-unsaid localSecondaryIndexes.lsi',
      'model-unsaid localSecondaryIndexes.lsi.projection',
      'model-unsaid ',
    ]);
    expect(Object.isFrozen(schema.attributes)).toBe(true);
  });

  test('a service, or several entities, are one table; what DynamoDB allows them to differ in is left out', () => {
    const read = fromElectroDB(new Service({ orders: orders(), customers: customers('string') }));
    expect(read.schema.globalSecondaryIndexes?.gsi1.projection).toBeUndefined();
    expect(read.schema.attributes).toMatchObject({ email: 'S', since: 'N', gsi1sk: 'N' });
    expect(read.schema.attributes).not.toHaveProperty('paid');
    expect(read.notes.map(({ message }) => message)).toContain(
      'the entity "order" (version 1) has it as "BOOL", and the entity "customer" (version 1) has it as "S"; it is left out',
    );
    expect(fromElectroDB([orders(), customers('string')])).toEqual(read);
  });

  test.each<[string, Parameters<typeof fromElectroDB>[0], RegExp]>([
    [
      'another table',
      [orders(), customers('string', 'users')],
      /the entity "order" \(version 1\) belongs to the table "shop", and the entity "customer" \(version 1\) "users"; .* \[model-conflict\]/,
    ],
    [
      'an index with another key',
      [orders(), customers('string', 'shop', 'sk2')],
      /gsi1\.sortKey: the entity "order" \(version 1\) has as the sort key of the index "gsi1" "gsi1sk", and the entity "customer" \(version 1\) "sk2"/,
    ],
    [
      'no name',
      new Entity(orders().schema),
      /has no table's name; give it: \{ tableName: '...' \} \[model-table-name\]/,
    ],
    [
      'something else',
      { schema: {} } as never,
      /must be an entity, with its schema .* an object with \["schema"\]; entities and services of ElectroDB 3\.9 were tested/,
    ],
    ['nothing', undefined as never, /must be an entity or a service, and is undefined/],
  ])('refused: %s', (_, models, message) => {
    expect(() => fromElectroDB(models)).toThrow(message);
  });

  /** An entity with such a sort key, and what it would put. */
  function written(sk: { field: string; cast?: string; template?: string }, a: object, value: unknown) {
    const indexes = { main: { pk: { field: 'pk', composite: ['id'] }, sk: { composite: ['a'], ...definedOnly(sk) } } };
    try {
      const entity = new Entity({ model: { ...model, entity: 'e' }, attributes: { id, a }, indexes } as never, {
        table: 'shop',
      }) as unknown as { put(item: object): { params(): { Item: { [name: string]: unknown } } } };
      return [entity, entity.put({ id: 'x', a: value }).params().Item] as const;
    } catch {
      return [];
    }
  }

  const definedOnly = (value: object) =>
    Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));

  test('a key has the type with which ElectroDB writes it', () => {
    let compared = 0;
    const key = fc.record({
      cast: fc.constantFrom(undefined, 'string', 'number'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: ElectroDB's templates
      template: fc.constantFrom(undefined, '${a}', 'x#${a}', '${a}x'),
      field: fc.constantFrom('key', 'a'),
      type: fc.constantFrom('number', 'string', 'boolean'),
      // An attribute under another name in the item.
      renamed: fc.boolean(),
    });
    fc.assert(
      fc.property(key, ({ cast, template, field, type, renamed }) => {
        const value = { number: 7, string: '7', boolean: true }[type as 'number'];
        const [entity, item] = written({ cast, template, field }, { type, ...(renamed && { field: 'b' }) }, value);
        // A model that ElectroDB itself refuses.
        if (!item) return;
        const { attributes } = fromElectroDB(entity as never).schema;
        expect(attributes[field]).toBe(typeof item[field] === 'number' ? 'N' : 'S');
        compared++;
      }),
    );
    expect(compared).toBeGreaterThan(40);
  });
});

describe('dynamodb-toolbox', () => {
  test('version 2: keys of several attributes, and the types of an entity by the names in the item', () => {
    const { Table, item, string, number, set, map, any, list, anyOf } = toolbox;
    const table = new Table({
      name: () => 'shop',
      partitionKey: { name: 'pk', type: 'string' },
      sortKey: { name: 'sk', type: 'binary' },
      indexes: {
        multi: {
          type: 'global',
          partitionKeys: [
            { name: 'a', type: 'string' },
            { name: 'b', type: 'number' },
          ],
          sortKeys: [{ name: 'c', type: 'number' }],
        },
        plain: { type: 'global', partitionKey: { name: 'a', type: 'string' } },
        lsi: { type: 'local', sortKey: { name: 'c', type: 'number' } },
      },
    });
    const entity = new toolbox.Entity({
      name: 'Order',
      table,
      computeKey: () => ({ pk: 'x', sk: new Uint8Array() }),
      schema: item({
        total: number().savedAs('t'),
        tags: set(string()),
        address: map({ city: string() }),
        lines: list(number()),
        extra: any(),
        either: anyOf(string(), number()),
        stored: number().transform({ encode: String, decode: Number } as never),
      }),
      timestamps: false,
    });
    const read = fromDynamoDBToolbox([table, entity]);
    expect(read.schema).toEqual({
      tableName: 'shop',
      attributes: { pk: 'S', sk: 'B', a: 'S', b: 'N', c: 'N', t: 'N', tags: 'SS', address: 'M', lines: 'L', _et: 'S' },
      partitionKey: 'pk',
      sortKey: 'sk',
      globalSecondaryIndexes: {
        multi: { partitionKey: ['a', 'b'], sortKey: 'c' },
        plain: { partitionKey: 'a' },
      },
      localSecondaryIndexes: { lsi: { sortKey: 'c' } },
      billingMode: 'PAY_PER_REQUEST',
    });
    expect(places(read)).toEqual([
      'model-unsaid globalSecondaryIndexes.multi.projection',
      'model-unsaid globalSecondaryIndexes.plain.projection',
      'model-unsaid localSecondaryIndexes.lsi.projection',
      'model-unsaid ',
    ]);
  });

  test('version 1: the same, where its tables can say it', () => {
    const table = new toolbox1.Table({
      name: 'shop',
      partitionKey: { name: 'pk', type: 'string' },
      indexes: { gsi: { type: 'global', partitionKey: { name: 'a', type: 'number' } } },
    });
    const entity = new toolbox1.Entity({
      name: 'Order',
      table,
      schema: toolbox1.schema({ pk: toolbox1.string().key(), total: toolbox1.number().savedAs('t') }),
      timestamps: false,
    });
    expect(fromDynamoDBToolbox(entity).schema).toMatchObject({
      attributes: { pk: 'S', a: 'N', t: 'N', _et: 'S' },
      globalSecondaryIndexes: { gsi: { partitionKey: 'a' } },
    });
  });

  test('what is of version 0.9, or no table, is refused', () => {
    expect(() => fromDynamoDBToolbox({ name: 'shop', partitionKey: 'pk' } as never)).toThrow(
      /must be a table, with partitionKey: \{ name, type \}.*dynamodb-toolbox 1\.16 and 2\.10 were tested/,
    );
    expect(() => fromDynamoDBToolbox([])).toThrow(/must be a table or an entity/);
  });

  test('a schema goes into a Table, and comes back with its keys and indexes', () => {
    fc.assert(
      fc.property(validTable({ maxVectorIndexes: 0 }), (schema) => {
        const table = new toolbox.Table(toDynamoDBToolboxTable(schema) as never);
        const back = fromDynamoDBToolbox(table).schema;
        expect(keysOf(back)).toEqual(keysOf(schema));
        for (const [name, type] of Object.entries(back.attributes))
          expect([name, schema.attributes[name]]).toEqual([name, type]);
      }),
      runs(60),
    );
  });
});

/** Keys and indexes alone, with one spelling. */
function keysOf({ tableName, partitionKey, sortKey, ...schema }: TableSchema) {
  const parts = (key: unknown) => (key === undefined ? undefined : [key].flat());
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    parts(index.partitionKey),
    parts(index.sortKey),
  ]);
  const local = Object.entries(schema.localSecondaryIndexes ?? {}).map(([name, index]) => [name, index.sortKey]);
  return { tableName, partitionKey, sortKey, indexes, local };
}

describe.each([
  ['dynamoose 4', dynamoose],
  ['dynamoose 3', dynamoose3 as unknown as typeof dynamoose],
])('%s', (_, library) => {
  const options = { create: false, initialize: false, waitForActive: false } as const;
  const order = () =>
    library.model(
      'Order',
      new library.Schema({
        id: String,
        at: { type: Date, rangeKey: true },
        customer: { type: String, index: { type: 'global', name: 'gsi', rangeKey: 'at', project: ['total'] } },
        total: { type: Number, index: { type: 'local', name: 'lsi', project: false } },
        blob: Buffer,
      }),
    );

  test('a table tells all that dynamoose would create, and a model has one', async () => {
    const model = order();
    const table = new library.Table('shop', [model], {
      ...options,
      throughput: { read: 2, write: 3 },
      tags: { team: 'a' },
      prefix: 'dev-',
    });
    const read = await fromDynamoose(table);
    expect(read.schema).toEqual({
      tableName: 'dev-shop',
      attributes: { id: 'S', at: 'N', customer: 'S', total: 'N' },
      partitionKey: 'id',
      sortKey: 'at',
      globalSecondaryIndexes: {
        gsi: {
          partitionKey: 'customer',
          sortKey: 'at',
          projection: { include: ['total'] },
          provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 3 },
        },
      },
      localSecondaryIndexes: { lsi: { sortKey: 'total', projection: 'KEYS_ONLY' } },
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 3 },
      tags: { team: 'a' },
    });
    expect(read.notes).toEqual([
      { rule: 'model-unsaid', path: [], message: expect.stringContaining('says nothing of its TTL') },
    ]);
    expect(await fromDynamoose(model)).toEqual(read);
    expect((await fromDynamoose(table, { tableName: 'shop' })).schema.tableName).toBe('shop');
    expect(await readModels([model, table])).toEqual([read]);
    await expect(fromDynamoose({ name: 'shop' } as never)).rejects.toThrow(/must be a table, or a model that has one/);
  });
});

describe('OneTable', () => {
  const schema = (params: object = {}) => ({
    format: 'onetable:1.1.0',
    version: '0.0.1',
    params,
    indexes: {
      primary: { hash: 'pk', sort: 'sk' },
      gsi: { hash: 'gpk', sort: 'when', project: ['total'] },
      keys: { hash: 'gpk', project: 'keys' },
      lsi: { sort: 'total', type: 'local' },
    },
    models: {
      Order: {
        pk: { type: String },
        sk: { type: 'number' },
        when: { type: Date },
        total: { type: Number },
        ends: { type: Date, ttl: true },
        blob: { type: 'binary' },
        mail: { type: String, map: 'm' },
        packed: { type: String, map: 'data.p' },
        list: { type: Array },
        set: { type: Set },
      },
      Customer: { pk: { type: String }, sk: { type: Number } },
    },
  });
  const table = (of: object) => new OneTable({ name: 'shop', partial: false, schema: of as never });

  test('a schema, or a table that has it: keys by their fields, dates as they are written, the TTL', () => {
    const read = fromOneTable(schema(), { tableName: 'shop' });
    expect(read.schema).toEqual({
      tableName: 'shop',
      attributes: { pk: 'S', sk: 'N', gpk: 'S', when: 'N', total: 'N', ends: 'N', blob: 'S', m: 'S', list: 'L' },
      partitionKey: 'pk',
      sortKey: 'sk',
      globalSecondaryIndexes: {
        gsi: { partitionKey: 'gpk', sortKey: 'when', projection: { include: ['total'] } },
        keys: { partitionKey: 'gpk', projection: 'KEYS_ONLY' },
      },
      localSecondaryIndexes: { lsi: { sortKey: 'total' } },
      billingMode: 'PAY_PER_REQUEST',
      timeToLive: 'ends',
    });
    expect(places(read)).toEqual([
      'model-attribute-type attributes.when',
      'model-unsaid attributes.gpk',
      'model-unsaid ',
    ]);
    expect(fromOneTable(table(schema()))).toEqual(read);
    const iso = schema({ isoDates: true });
    for (const model of [fromOneTable(iso, { tableName: 'shop' }), fromOneTable(table(iso))]) {
      expect(model.schema.attributes).toMatchObject({ when: 'S', ends: 'N' });
      expect(places(model)).toEqual(['model-unsaid attributes.gpk', 'model-unsaid ']);
    }
  });

  test('its indexes come from a schema and go back into one', () => {
    const { schema: read } = fromOneTable(schema(), { tableName: 'shop' });
    const again = { ...schema(), indexes: toOneTableIndexes(read) };
    expect(fromOneTable(again, { tableName: 'shop' }).schema).toEqual(read);
    expect(() => table(again)).not.toThrow();
    expect(() =>
      toOneTableIndexes({
        tableName: 'shop',
        attributes: { gpk: 'S', m: 'S' },
        partitionKey: 'gpk',
        globalSecondaryIndexes: { primary: { partitionKey: 'gpk' }, many: { partitionKey: ['gpk', 'm'] } },
      }),
    ).toThrow(
      /primary: OneTable has this name.*\n.*many\.partitionKey: OneTable has one attribute for it, and this has 2/,
    );
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'a local index of another key',
      () =>
        fromOneTable(
          {
            indexes: { primary: { hash: 'pk', sort: 'sk' }, byTime: { hash: 'other', sort: 'at', type: 'local' } },
            models: {},
          },
          { tableName: 'shop' },
        ),
      /indexes\.byTime must be a local index, with a sort key, and the hash "pk" or none, and is an object with/,
    ],
    ['no name', () => fromOneTable(schema()), /^What the models of OneTable say is not valid:\n.*has no table's name/],
    [
      'two types of a key',
      () => {
        const { models, ...rest } = schema();
        return fromOneTable({ ...rest, models: { ...models, Other: { pk: { type: Number } } } }, { tableName: 'shop' });
      },
      /the model "Order" has the key attribute "pk" as "S", and the model "Other" "N"/,
    ],
    [
      'no indexes',
      () => fromOneTable({ indexes: {}, models: {} }),
      /must be a table, or a schema with indexes\.primary\.hash/,
    ],
  ])('refused: %s', (_, read, message) => {
    expect(read).toThrow(message);
  });

  test('models among other values are found by their shape', async () => {
    const models = await readModels([
      table(schema()),
      new toolbox.Table({ name: 'one', partitionKey: { name: 'id', type: 'string' } }),
      1,
      null,
      {},
      [],
      () => 1,
      new Map(),
    ]);
    expect(models.map((model) => model.schema.tableName)).toEqual(['one', 'shop']);
  });
});
