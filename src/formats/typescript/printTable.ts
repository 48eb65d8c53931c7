import { indexNames, type TableSchema } from '../../schema/index.js';
import type { SourcePlace } from '../schemas.js';
import { uniqueNames } from '../uniqueNames.js';
import { type Comments, commentLines } from './comments.js';
import { toCamelCase } from './exportNames.js';
import { placeNotes } from './notesByTable.js';
import { code, printLiteral } from './printLiteral.js';
import { lineWidth } from './source.js';
import type { TableToWrite } from './tablesToWrite.js';
import { asWritten } from './written.js';

/** The declarations of a table, and whether there are constants for its indexes among them. */
export function printTable(
  table: TableToWrite,
  name: string,
  free: (name: string) => string,
  { indexConstants = false }: { readonly indexConstants?: boolean },
): { readonly code: readonly string[]; readonly constants: boolean } {
  const { schema, unnamed } = table;
  const { literal: written, leftOut } = asWritten(schema);
  const literal = { ...plain(written), ...(unnamed ? { tableName: code('tableName') } : {}) };
  const { comments, above } = placeNotes(table.notes, literal);
  const lines = commentLines([...placeOf(table.source), ...nameOf(table), ...above, ...leftOut]);
  const definition = unnamed ? printFunction(name, literal, comments) : printConstant(name, literal, comments);
  const declaration = [...lines, definition].join('\n');
  if (!indexConstants || !indexNames(schema).length) return { code: [declaration], constants: false };
  const type = unnamed ? `ReturnType<typeof ${name}>` : `typeof ${name}`;
  return { code: [declaration, ...printIndexConstants(schema, name, type, free)], constants: true };
}

function placeOf({ file, line }: SourcePlace = {}): string[] {
  const words = [file, line].filter((word) => word !== undefined);
  return words.length ? [file === undefined ? `line ${line}` : words.join(':')] : [];
}

function nameOf({ unnamed, nameExpression }: TableToWrite): string[] {
  if (!unnamed) return [];
  return nameExpression === undefined
    ? ['It has no name of its own there: a deployment makes one.']
    : [`Its name, which only a deployment knows: ${nameExpression}`];
}

function printConstant(name: string, literal: object, comments: Comments): string {
  return printLiteral(literal, `export const ${name} = defineTable(`, ');', { comments });
}

function printFunction(name: string, literal: object, comments: Comments): string {
  const broken = comments.get(literal) ?? { above: new Map(), atEnd: [] };
  const call = printLiteral(literal, '  defineTable(', ');', { comments: new Map([...comments, [literal, broken]]) });
  return `export const ${name} = (tableName: string) =>\n${call}`;
}

/** As JSON says it: a policy may hold what has a `toJSON`. */
function plain(schema: object): object {
  return JSON.parse(JSON.stringify(schema));
}

/** Named by what tells the indexes apart: `gsi-customer` is `customer`. */
function printIndexConstants(
  schema: TableSchema,
  name: string,
  type: string,
  free: (name: string) => string,
): string[] {
  const constant = uniqueNames();
  const entries = indexNames(schema).map((index) => {
    const key = toCamelCase(index.replace(/^[gl]si(?=[-_.]\w)/i, '')) || 'index';
    return [constant(key), index];
  });
  const stem = name.replace(/(Table)?Schema$/, '') || name;
  const [exported, values] = [free(`${stem}Indexes`), free(`${stem}IndexNames`)];
  return [
    printLiteral(Object.fromEntries(entries), `const ${values} = `, ' as const;'),
    `/** The names of the indexes of \`${name}\`. */\n${printDeclaration(exported, type, values)}`,
  ];
}

function printDeclaration(exported: string, type: string, values: string): string {
  const types = [type, `typeof ${values}`];
  const start = `export const ${exported}: IndexConstants<${types.join(', ')}> =`;
  if (`${start} ${values};`.length <= lineWidth) return `${start} ${values};`;
  if (start.length <= lineWidth) return `${start}\n  ${values};`;
  return `export const ${exported}: IndexConstants<\n  ${types.join(',\n  ')}\n> = ${values};`;
}
