import { type AttributeType, visible } from '../../schema/index.js';
import type { AccessPath } from './accessPaths.js';

/** An example of a read for the AWS SDK v3. */
export interface QueryExample {
  /** `QueryCommand`, `GetItemCommand` or `SearchVectorsCommand`. */
  readonly command: string;
  /** The key condition, or what a search can be narrowed by; `undefined` where there is none. */
  readonly condition: string | undefined;
  /** TypeScript, ready to copy. */
  readonly code: string;
}

type Attributes = { readonly [name: string]: AttributeType };

/** A read by one path, with every attribute of its key. The values are placeholders. */
export function queryExample(tableName: string, path: AccessPath, attributes: Attributes): QueryExample {
  if (path.kind === 'vector') return searchExample(tableName, path, attributes);
  if (path.kind === 'table' && !path.sortKey.length) return getExample(tableName, path.partitionKey[0], attributes);
  const placeholders = new Placeholders(attributes);
  const equal = [...path.partitionKey, ...path.sortKey.slice(0, -1)];
  const condition = [
    ...equal.map((name) => placeholders.compare(name, '=')),
    // Sort attributes are narrowed from the left, and only the last one named may be a range.
    ...path.sortKey.slice(-1).map((name) => placeholders.compare(name, '>=')),
  ].join(' AND ');
  const input: Property[] = [
    ['TableName', quote(tableName)],
    ...(path.name === undefined ? [] : ([['IndexName', quote(path.name)]] satisfies Property[])),
    ['KeyConditionExpression', quote(condition)],
    ...placeholders.properties(),
  ];
  return { command: 'QueryCommand', condition, code: command('QueryCommand', 'Items', input) };
}

/** A table without a sort key has one item a key: it is read, not queried. */
function getExample(tableName: string, partitionKey: string, attributes: Attributes): QueryExample {
  const input: Property[] = [
    ['TableName', quote(tableName)],
    ['Key', [[propertyName(partitionKey), exampleValue(typeOf(attributes, partitionKey))]]],
  ];
  return { command: 'GetItemCommand', condition: undefined, code: command('GetItemCommand', 'Item', input) };
}

function searchExample(
  tableName: string,
  path: Extract<AccessPath, { kind: 'vector' }>,
  attributes: Attributes,
): QueryExample {
  const placeholders = new Placeholders(attributes);
  const condition = [...path.partitionKey, ...(path.index.inlineFilters ?? [])]
    .map((name) => placeholders.compare(name, '='))
    .join(' AND ');
  const input: Property[] = [
    ['TableName', quote(tableName)],
    ['IndexName', quote(path.name)],
    ['SearchVector', 'vector.map((n) => ({ N: String(n) }))'],
    ['TopK', '10'],
    ...(condition ? [['SearchConditionExpression', quote(condition)] satisfies Property] : []),
    ...(condition ? placeholders.properties() : []),
  ];
  return {
    command: 'SearchVectorsCommand',
    condition: condition || undefined,
    code: command('SearchVectorsCommand', undefined, input, `// vector: ${path.index.dimensions} numbers\n`),
  };
}

/** Substitutes for names and values, so that reserved words and any character can stand in an expression. */
class Placeholders {
  readonly #attributes: Attributes;
  readonly #words = new Map<string, string>();

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
  }

  compare(name: string, operator: '=' | '>='): string {
    const word = this.#word(name);
    return `#${word} ${operator} :${word}`;
  }

  properties(): Property[] {
    const words = [...this.#words];
    return [
      ['ExpressionAttributeNames', words.map(([name, word]) => [quote(`#${word}`), quote(name)])],
      [
        'ExpressionAttributeValues',
        words.map(([name, word]) => [quote(`:${word}`), exampleValue(typeOf(this.#attributes, name))]),
      ],
    ];
  }

  #word(name: string): string {
    const known = this.#words.get(name);
    if (known !== undefined) return known;
    // A name that is a word stands for itself; others are numbered. `a1` could be a name too.
    let word = name;
    const taken = new Set(this.#words.values());
    const isWord = /^[A-Za-z]\w{0,60}$/.test(name);
    for (let i = 1; !isWord && (word === name || taken.has(word) || Object.hasOwn(this.#attributes, word)); i++) {
      word = `a${i}`;
    }
    this.#words.set(name, word);
    return word;
  }
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

function typeOf(attributes: Attributes, name: string): AttributeType {
  return Object.hasOwn(attributes, name) ? attributes[name] : 'S';
}

function exampleValue(type: AttributeType): string {
  if (type === 'N') return "{ N: '0' }";
  return type === 'B' ? '{ B: new Uint8Array() }' : "{ S: '...' }";
}

function propertyName(name: string): string {
  // `__proto__: value` in a literal sets the prototype; computed, it is a name like any other.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** A string literal of JavaScript, in single quotes and on one line. */
function quote(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // What can't be seen is written as its number.
  return `'${visible(inner).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => hexEscape(character.charCodeAt(i))).join(''),
  )}'`;
}

function hexEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
