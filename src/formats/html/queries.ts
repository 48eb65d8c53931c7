import { type AttributeType, own, type TableSchema } from '../../schema/index.js';
import type { AccessPattern, VectorPattern } from '../docs/accessPatterns.js';
import { type KeyCondition, keyCondition } from '../docs/keyCondition.js';
import { count } from '../docs/words.js';
import { constantName } from '../typescript/exportNames.js';
import { printKey, quote } from '../typescript/source.js';

/** Examples of one read for the AWS SDK v3, ready to copy. */
export interface QueryExample {
  /** `QueryCommand`, `GetItemCommand` or `SearchVectorsCommand`. */
  readonly command: string;
  /** The key condition, or what a search can be narrowed by; `undefined` where there is none. */
  readonly condition: string | undefined;
  /** TypeScript for `DynamoDBClient`. */
  readonly code: string;
  /** TypeScript for `DynamoDBDocumentClient` and the constant of the schema. */
  readonly documentCode: string;
}

/** How a client of the SDK wants a read written. */
interface Client {
  readonly module: string;
  readonly getCommand: string;
  /** What must be imported besides the command, a line each. */
  readonly imports: (schema: TableSchema) => readonly string[];
  readonly tableName: (schema: TableSchema) => string;
  readonly value: (type: AttributeType | undefined) => string;
  /** A vector, of the numbers in `vector`. */
  readonly vector: string;
}

const plainClient: Client = {
  module: '@aws-sdk/client-dynamodb',
  getCommand: 'GetItemCommand',
  imports: () => [],
  tableName: ({ tableName }) => quote(tableName),
  value(type) {
    if (type === 'N') return "{ N: '0' }";
    return type === 'B' ? '{ B: new Uint8Array() }' : "{ S: '...' }";
  },
  vector: 'vector.map((n) => ({ N: String(n) }))',
};

const documentClient: Client = {
  module: '@aws-sdk/lib-dynamodb',
  getCommand: 'GetCommand',
  imports: ({ tableName }) => [`import { ${constantName(tableName)} } from './tables.js';`],
  tableName: ({ tableName }) => `${constantName(tableName)}.tableName`,
  value(type) {
    if (type === 'N') return '0';
    return type === 'B' ? 'new Uint8Array()' : "'...'";
  },
  vector: 'vector',
};

/** A read by one path, with every attribute of its key. The values are placeholders. */
export function queryExample(schema: TableSchema, path: AccessPattern): QueryExample {
  // A table without a sort key has one item a key: it is read, not queried.
  if (path.kind === 'table' && !path.sortKey.length) {
    return {
      command: plainClient.getCommand,
      condition: undefined,
      code: getCode(schema, plainClient),
      documentCode: getCode(schema, documentClient),
    };
  }
  const condition = keyCondition(schema, path);
  if (path.kind === 'vector') return searchExample(schema, path, condition);
  const { expression, names } = condition ?? { expression: '', names: [] };
  const code = (client: Client) =>
    command(schema, client, 'QueryCommand', 'Items', [
      ...source(schema, client, path.name),
      ['KeyConditionExpression', quote(expression)],
      ...placeholders(schema, client, names),
    ]);
  return {
    command: 'QueryCommand',
    condition: expression,
    code: code(plainClient),
    documentCode: code(documentClient),
  };
}

function getCode(schema: TableSchema, client: Client): string {
  const { partitionKey, attributes } = schema;
  return command(schema, client, client.getCommand, 'Item', [
    ...source(schema, client),
    ['Key', [[printKey(partitionKey), client.value(own(attributes, partitionKey))]]],
  ]);
}

function searchExample(
  schema: TableSchema,
  { name, index }: VectorPattern,
  condition: KeyCondition | undefined,
): QueryExample {
  const comment = `// vector: ${count(index.dimensions, 'number')}\n`;
  const code = (client: Client) =>
    command(
      schema,
      client,
      'SearchVectorsCommand',
      undefined,
      [
        ...source(schema, client, name),
        ['SearchVector', client.vector],
        ['TopK', '10'],
        ...(condition
          ? [
              ['SearchConditionExpression', quote(condition.expression)] satisfies Property,
              ...placeholders(schema, client, condition.names),
            ]
          : []),
      ],
      comment,
    );
  return {
    command: 'SearchVectorsCommand',
    condition: condition?.expression,
    code: code(plainClient),
    documentCode: code(documentClient),
  };
}

/** What is read. */
function source(schema: TableSchema, client: Client, indexName?: string): Property[] {
  return [
    ['TableName', client.tableName(schema)],
    ...(indexName === undefined ? [] : [['IndexName', quote(indexName)] satisfies Property]),
  ];
}

/** Substitutes for names and values, so that reserved words and any character can stand in an expression. */
function placeholders({ attributes }: TableSchema, client: Client, names: KeyCondition['names']): Property[] {
  return [
    ['ExpressionAttributeNames', names.map(([word, name]) => [quote(word), quote(name)])],
    [
      'ExpressionAttributeValues',
      names.map(([word, name]) => [quote(`:${word.slice(1)}`), client.value(own(attributes, name))]),
    ],
  ];
}

type Property = [name: string, value: string | [string, string][]];

function command(
  schema: TableSchema,
  client: Client,
  name: string,
  result: string | undefined,
  input: readonly Property[],
  comment = '',
): string {
  const lines = input.map(([property, value]) =>
    typeof value === 'string'
      ? `    ${property}: ${value},`
      : `    ${property}: {\n${value.map(([key, entry]) => `      ${key}: ${entry},\n`).join('')}    },`,
  );
  const imports = [`import { ${name} } from '${client.module}';`, ...client.imports(schema)].join('\n');
  const call = `await client.send(\n  new ${name}({\n${lines.join('\n')}\n  }),\n);\n`;
  const answer = result === undefined ? 'const answer' : `const { ${result} }`;
  return `${imports}\n\n${comment}${answer} = ${call}`;
}
