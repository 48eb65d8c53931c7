import {
  indexNames,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { uniqueNames } from '../uniqueNames.js';
import { exportNamesOf, toCamelCase } from './exportNames.js';
import { printLiteral } from './printLiteral.js';
import { asWritten } from './written.js';

/** Options of `toTypeScript`. */
export interface TypeScriptOptions extends ValidateOptions {
  /** The name of the constant, for one schema. Left out: the table's name in camel case, and `TableSchema`. */
  readonly exportName?: string;
  /** The names of the constants by table name. */
  readonly exportNames?: { readonly [tableName: string]: string };
  /** Also constants for the names of each table's indexes, such as `ordersIndexes.customer`. Left out: `false`. */
  readonly indexConstants?: boolean;
}

/**
 * A module of TypeScript with a `defineTable` for each schema, formatted as Prettier and Biome do with single quotes and lines of 120
 * columns. What it evaluates to equals the schemas, but for what `defineTable` takes from nobody, though live tables may have it: a
 * TTL on an attribute that is not an `N`. A comment says so there.
 *
 * @example
 * ```ts
 * const { tables } = await fromTerraform(await readFile('main.tf', 'utf8'));
 * await writeFile('tables.ts', toTypeScript(Object.values(tables)));
 * ```
 *
 * @throws TableSchemaError with every issue, if a schema is not valid, or a name given can't be that of a constant
 * (`typescript-export-name`).
 */
export function toTypeScript(schemas: Schemas, options: TypeScriptOptions = {}): string {
  const list = toSchemaList(schemas, options);
  const { names, free } = exportNamesOf(list, givenNames(list, options));
  const parts: string[] = [];
  let constants = false;
  for (const schema of list) {
    const name = names.get(schema.tableName) as string;
    const { literal, leftOut } = asWritten(schema);
    const definition = printLiteral(plain(literal), `export const ${name} = defineTable(`, ');');
    parts.push([...leftOut.map((reason) => `// ${reason}`), definition].join('\n'));
    if (!options.indexConstants || !indexNames(schema).length) continue;
    constants = true;
    parts.push(...printIndexConstants(schema, name, free));
  }
  if (!parts.length) return 'export {};\n';
  const imported = constants ? 'defineTable, type IndexConstants' : 'defineTable';
  return `${[`import { ${imported} } from 'tablewright';`, ...parts].join('\n\n')}\n`;
}

function givenNames(schemas: readonly TableSchema[], { exportName, exportNames = {} }: TypeScriptOptions) {
  if (exportName === undefined) return exportNames;
  const issue: TableIssue = {
    rule: 'typescript-export-name',
    path: ['exportName'],
    message: `names one schema, and there are ${schemas.length}; give exportNames`,
  };
  if (schemas.length !== 1) throw new TableSchemaError('The names of the constants', [issue]);
  return Object.fromEntries([...Object.entries(exportNames), [schemas[0].tableName, exportName]]);
}

/** As JSON says it: a policy may hold what has a `toJSON`. */
function plain(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema));
}

/** Named by what tells the indexes apart: `gsi-customer` is `customer`. */
function printIndexConstants(schema: TableSchema, name: string, free: (name: string) => string): string[] {
  const constant = uniqueNames();
  const entries = indexNames(schema).map((index) => {
    const key = toCamelCase(index.replace(/^[gl]si(?=[-_.]\w)/i, '')) || 'index';
    return [constant(key), index];
  });
  const stem = name.replace(/(Table)?Schema$/, '') || name;
  const [exported, values] = [free(`${stem}Indexes`), free(`${stem}IndexNames`)];
  return [
    printLiteral(Object.fromEntries(entries), `const ${values} = `, ' as const;'),
    `/** The names of the indexes of \`${name}\`. */\n${printDeclaration(exported, name, values)}`,
  ];
}

function printDeclaration(exported: string, name: string, values: string): string {
  const types = [`typeof ${name}`, `typeof ${values}`];
  const start = `export const ${exported}: IndexConstants<${types.join(', ')}> =`;
  if (`${start} ${values};`.length <= 120) return `${start} ${values};`;
  if (start.length <= 120) return `${start}\n  ${values};`;
  return `export const ${exported}: IndexConstants<\n  ${types.join(',\n  ')}\n> = ${values};`;
}
