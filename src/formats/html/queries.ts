import { type AttributeType, own, type TableSchema } from '../../schema/index.js';
import type { AccessPattern, VectorPattern } from '../docs/accessPatterns.js';
import { type KeyCondition, keyCondition } from '../docs/keyCondition.js';
import { count } from '../docs/words.js';
import { printKey, quote } from '../typescript/source.js';

/** An example of a read for the AWS SDK v3. */
export interface QueryExample {
  /** `QueryCommand`, `GetItemCommand` or `SearchVectorsCommand`. */
  readonly command: string;
  /** The key condition, or what a search can be narrowed by; `undefined` where there is none. */
  readonly condition: string | undefined;
  /** TypeScript, ready to copy. */
  readonly code: string;
}

/** A read by one path, with every attribute of its key. The values are placeholders. */
export function queryExample(schema: TableSchema, path: AccessPattern): QueryExample {
  if (path.kind === 'table' && !path.sortKey.length) return getExample(schema);
  const { expression, names } = keyCondition(schema, path) ?? { expression: undefined, names: [] };
  const source: Property[] = [
    ['TableName', quote(schema.tableName)],
    ...(path.name === undefined ? [] : [['IndexName', quote(path.name)] satisfies Property]),
  ];
  if (path.kind === 'vector') return searchExample(path, source, expression, placeholders(schema, names));
  const input: Property[] = [
    ...source,
    ['KeyConditionExpression', quote(expression ?? '')],
    ...placeholders(schema, names),
  ];
  return { command: 'QueryCommand', condition: expression, code: command('QueryCommand', 'Items', input) };
}

/** A table without a sort key has one item a key: it is read, not queried. */
function getExample({ tableName, partitionKey, attributes }: TableSchema): QueryExample {
  const input: Property[] = [
    ['TableName', quote(tableName)],
    ['Key', [[printKey(partitionKey), exampleValue(own(attributes, partitionKey))]]],
  ];
  return { command: 'GetItemCommand', condition: undefined, code: command('GetItemCommand', 'Item', input) };
}

function searchExample(
  { index }: VectorPattern,
  source: readonly Property[],
  condition: string | undefined,
  substitutes: readonly Property[],
): QueryExample {
  const input: Property[] = [
    ...source,
    ['SearchVector', 'vector.map((n) => ({ N: String(n) }))'],
    ['TopK', '10'],
    ...(condition === undefined
      ? []
      : [['SearchConditionExpression', quote(condition)] satisfies Property, ...substitutes]),
  ];
  const code = command('SearchVectorsCommand', undefined, input, `// vector: ${count(index.dimensions, 'number')}\n`);
  return { command: 'SearchVectorsCommand', condition, code };
}

/** Substitutes for names and values, so that reserved words and any character can stand in an expression. */
function placeholders({ attributes }: TableSchema, names: KeyCondition['names']): Property[] {
  return [
    ['ExpressionAttributeNames', names.map(([word, name]) => [quote(word), quote(name)])],
    [
      'ExpressionAttributeValues',
      names.map(([word, name]) => [quote(`:${word.slice(1)}`), exampleValue(own(attributes, name))]),
    ],
  ];
}

type Property = [name: string, value: string | [string, string][]];

function command(name: string, result: string | undefined, input: readonly Property[], comment = ''): string {
  const lines = input.map(([property, value]) =>
    typeof value === 'string'
      ? `    ${property}: ${value},`
      : `    ${property}: {\n${value.map(([key, entry]) => `      ${key}: ${entry},\n`).join('')}    },`,
  );
  const call = `await client.send(\n  new ${name}({\n${lines.join('\n')}\n  }),\n);\n`;
  const answer = result === undefined ? 'const answer' : `const { ${result} }`;
  return `import { ${name} } from '@aws-sdk/client-dynamodb';\n\n${comment}${answer} = ${call}`;
}

function exampleValue(type: AttributeType | undefined): string {
  if (type === 'N') return "{ N: '0' }";
  return type === 'B' ? '{ B: new Uint8Array() }' : "{ S: '...' }";
}
