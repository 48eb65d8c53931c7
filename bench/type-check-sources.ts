/** The source of one table of the sessions shape, declared with one library. */
export interface TypeCheckContender {
  readonly name: string;
  /** The module that declares the `i`th table. */
  readonly source: (i: number) => string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

const indexes = [
  { name: 'gsi-user', hash: 'user', range: 'created_at' },
  { name: 'gsi-status', hash: 'status', range: 'created_at' },
  { name: 'gsi-profile', hash: 'profile', range: 'created_at' },
  { name: 'gsi-server-instance', hash: 'server_instance_id', range: 'status' },
] as const;

const strings = ['id', 'user', 'profile', 'server_instance_id', 'status', 'created_at'] as const;

function forEachIndex(text: (index: (typeof indexes)[number]) => string): string {
  return indexes.map(text).join('\n');
}

function forEachString(text: (name: string) => string): string {
  return strings.map(text).join('\n');
}

export const defined = (i: number) => `
export const table${i} = defineTable({
  tableName: 'sessions-${i}',
  attributes: {
    ${forEachString((name) => `${name}: 'S',`)}
    ttl: 'N',
  },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    ${forEachIndex(({ name, hash, range }) => `'${name}': { partitionKey: '${hash}', sortKey: '${range}' },`)}
  },
  timeToLive: 'ttl',
  billingMode: 'PAY_PER_REQUEST',
});
`;

const derived = (i: number) => `
export type Item${i} = Item<typeof table${i}>;
export type PrimaryKey${i} = PrimaryKey<typeof table${i}>;
export type IndexName${i} = IndexName<typeof table${i}>;
export type IndexKey${i} = IndexKey<typeof table${i}, 'gsi-user'>;
`;

const itemValue = `{
  ${forEachString((name) => `${name}: 'a',`)}
  ttl: 1,
}`;

const assigned = (i: number) => `
export const item${i}: Item${i} = ${itemValue};
export const primaryKey${i}: PrimaryKey${i} = { id: 'a' };
export const indexName${i}: IndexName${i} = 'gsi-user';
export const indexKey${i}: IndexKey${i} = { user: 'a', created_at: 'a' };
`;

const importDerived = `import { defineTable, type IndexKey, type IndexName, type Item, type PrimaryKey } from 'tablewright';\n`;

export const tablewrightDerived: TypeCheckContender = {
  name: 'tablewright, derived types named',
  source: (i) => importDerived + defined(i) + derived(i),
};

export const sdkLiterals: TypeCheckContender = {
  name: 'SDK literals',
  source: (i) => `import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

export const table${i} = {
  TableName: 'sessions-${i}',
  AttributeDefinitions: [
    ${forEachString((name) => `{ AttributeName: '${name}', AttributeType: 'S' },`)}
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [
    ${forEachIndex(
      ({ name, hash, range }) => `{
      IndexName: '${name}',
      KeySchema: [
        { AttributeName: '${hash}', KeyType: 'HASH' },
        { AttributeName: '${range}', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },`,
    )}
  ],
} satisfies CreateTableCommandInput;
`,
};

export const toolboxEntity = (i: number) => `import { Entity, type FormattedItem } from 'dynamodb-toolbox/entity';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { Table } from 'dynamodb-toolbox/table';

export const table${i} = new Table({
  name: 'sessions-${i}',
  partitionKey: { name: 'id', type: 'string' },
  indexes: {
    ${forEachIndex(
      ({ name, hash, range }) => `'${name}': {
      type: 'global',
      partitionKey: { name: '${hash}', type: 'string' },
      sortKey: { name: '${range}', type: 'string' },
    },`,
    )}
  },
});
export const entity${i} = new Entity({
  name: 'Session',
  table: table${i},
  schema: item({
    ${forEachString((name) => `${name}: string()${name === 'id' ? '.key()' : '.optional()'},`)}
    ttl: number().optional(),
  }),
});
export type Item${i} = FormattedItem<typeof entity${i}>;
`;

export const electrodbEntity = (i: number) => `import { Entity, type EntityItem } from 'electrodb';

export const entity${i} = new Entity({
  model: { entity: 'session', version: '1', service: 'sessions-${i}' },
  attributes: {
    ${forEachString((name) => `${name}: { type: 'string'${name === 'id' ? ', required: true' : ''} },`)}
    ttl: { type: 'number' },
  },
  indexes: {
    primary: { pk: { field: 'id', composite: ['id'] } },
    ${forEachIndex(
      ({ name, hash, range }) => `'${name}': {
      index: '${name}',
      pk: { field: '${hash}', composite: ['${hash}'] },
      sk: { field: '${range}', composite: ['${range}'] },
    },`,
    )}
  },
}, { table: 'sessions-${i}' });
export type Item${i} = EntityItem<typeof entity${i}>;
`;

export const onetableModel = (i: number) => `import { type Entity, Table } from 'dynamodb-onetable';

const schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: {
    primary: { hash: 'id' },
    ${forEachIndex(({ name, hash, range }) => `'${name}': { hash: '${hash}', sort: '${range}' },`)}
  },
  models: {
    Session: {
      ${forEachString((name) => `${name}: { type: String${name === 'id' ? ', required: true' : ''} },`)}
      ttl: { type: Number, ttl: true },
    },
  },
} as const;
export const table${i} = new Table({ name: 'sessions-${i}', schema, partial: false });
export type Session${i} = Entity<typeof schema.models.Session>;
export const model${i} = table${i}.getModel('Session');
`;

export const typeCheckContenders: readonly TypeCheckContender[] = [
  {
    name: 'tablewright, defineTable',
    source: (i) => `import { defineTable } from 'tablewright';\n${defined(i)}`,
  },
  tablewrightDerived,
  {
    name: 'tablewright, a value of each derived type',
    source: (i) => importDerived + defined(i) + derived(i) + assigned(i),
  },
  sdkLiterals,
  {
    name: 'dynamodb-toolbox, entity and item type',
    source: toolboxEntity,
  },
  {
    name: 'electrodb, entity and item type',
    source: electrodbEntity,
  },
  {
    name: 'dynamodb-onetable, model and entity type',
    source: onetableModel,
  },
  {
    name: 'dyngoose, decorated class',
    compilerOptions: { experimentalDecorators: true },
    source: (i) => `import { Dyngoose } from 'dyngoose';

@Dyngoose.$Table({ name: 'sessions-${i}', billingMode: 'PAY_PER_REQUEST' })
export class Session${i} extends Dyngoose.Table {
  @Dyngoose.$PrimaryKey('id')
  static readonly primaryKey: Dyngoose.Query.PrimaryKey<Session${i}, string, void>;
  ${indexes
    .map(
      ({ name, hash, range }, at) => `
  @Dyngoose.$GlobalSecondaryIndex({ name: '${name}', hashKey: '${hash}', rangeKey: '${range}' })
  static readonly index${at}: Dyngoose.Query.GlobalSecondaryIndex<Session${i}>;`,
    )
    .join('\n')}
  ${forEachString(
    (name) => `
  @Dyngoose.Attribute.String()
  public ${name}!: string;`,
  )}

  @Dyngoose.Attribute.Date({ timeToLive: true })
  public ttl!: Date;
}
`,
  },
];
