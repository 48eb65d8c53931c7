import ts from 'typescript';
import type { GlobalSecondaryIndex, TableSchema } from '../../src/schema/index.js';
import { lines } from '../markdown.js';
import { docOf, readTypes, type Types } from '../typescript.js';
import { carriedBy } from './carriers.js';
import { changesOf, effects } from './changes.js';
import { ofIndex, ofTable, type Pair, tableWith, tableWithIndex } from './examples.js';

const indexSchema = 'schema/IndexSchema.ts';
const throughput = 'schema/Throughput.ts';

/** The types that are a part of a table, each a section of the page of its own. */
const parts = [
  ['AttributeType', 'schema/TableSchema.ts'],
  ['LocalSecondaryIndex', indexSchema],
  ['VectorIndex', indexSchema],
  ['Projection', indexSchema],
  ['ContributorInsights', indexSchema],
  ['ProvisionedThroughput', throughput],
  ['OnDemandThroughput', throughput],
  ['WarmThroughput', throughput],
] as const;

/** `docs/schema.md`: every property of a table, by its TSDoc, by what changes with it in each target, and by the plans it makes. */
export function schemaPage(root: string): string {
  const types = readTypes(root, ['schema/index.ts', 'schema/TableSchema.ts', indexSchema, throughput]);
  const table = types.typeNamed('schema/TableSchema.ts', 'TableSchema');
  const index = types.typeNamed(indexSchema, 'GlobalSecondaryIndex');
  return lines(
    '# The schema of a table',
    "Every property, with what it does, what leaving it out means, its name in the AWS API, how it changes on a live table, and by what each target says it. Made by `npm run reference`, from the types, the plans and the targets themselves. CDK's `CfnTable` says it as CloudFormation does.",
    [
      '- [The table](#the-table)',
      '- [A global secondary index](#a-global-secondary-index)',
      ...parts.map(([name]) => `- [\`${name}\`](#${name.toLowerCase()})`),
    ],
    'Structure that is left out (sort key, indexes, TTL) is absent. A setting that is left out is unmanaged: whatever a live table has stays. `false`, or an explicit default, means that it must be so. What a table must keep to is on the page of the [rules](rules.md).',
    'A change of a live table has one of four effects; [live tables](live-tables.md) tells how it is made:',
    Object.entries(effects).map(([effect, means]) => `- ${effect}: ${means}.`),
    '## The table',
    ...Object.entries(ofTable).map(([name, pairs]: [string, readonly Pair<TableSchema>[]]) => {
      const tables = pairs.map(([live, desired]) => [tableWith(live), tableWith(desired)] as const);
      return property(types, table, name, tables, 'ofTable', '');
    }),
    '## A global secondary index',
    doc(docOf(types.typeNamed(indexSchema, 'GlobalSecondaryIndex').aliasSymbol as ts.Symbol, types.checker)),
    ...Object.entries(ofIndex).map(([name, pairs]: [string, readonly Pair<GlobalSecondaryIndex>[]]) => {
      const tables = pairs.map(([live, desired]) => [tableWithIndex(live), tableWithIndex(desired)] as const);
      return property(types, index, name, tables, 'ofIndex', ' of an index');
    }),
    ...parts.map(([name, file]) => part(types, name, file)),
  );
}

function property(
  types: Types,
  holder: ts.Type,
  name: string,
  tables: readonly (readonly [TableSchema, TableSchema])[],
  of: 'ofTable' | 'ofIndex',
  suffix: string,
): string {
  const changes = changesOf(tables, name);
  return lines(
    `### ${name}${suffix}`,
    `\`\`\`typescript\n${signature(types, holder, name)}\n\`\`\``,
    doc(docOf(propertyOf(types, holder, name), types.checker)),
    ...(changes.length ? [['Changes of a live table:', '', ...changes.map((change) => `- ${change}`)]] : []),
    ...(tables.length ? [['In each target:', '', ...carriedBy(tables, of).map((target) => `- ${target}`)]] : []),
  );
}

/** A type of a part: what is written over it, and each of its members. */
function part(types: Types, name: string, file: string): string {
  const type = types.typeNamed(file, name);
  const symbol = type.aliasSymbol ?? type.symbol;
  const members = type.isUnion() ? [] : types.checker.getPropertiesOfType(type);
  return lines(
    `## ${name}`,
    ...(members.length ? [] : [`\`\`\`typescript\n${text(types, type)}\n\`\`\``]),
    doc(docOf(symbol, types.checker)),
    ...(members.length
      ? [
          'Its properties:',
          members.map(
            (member) => `- \`${signature(types, type, member.name)}\`: ${oneLine(docOf(member, types.checker))}`,
          ),
        ]
      : []),
  );
}

function propertyOf({ checker }: Types, holder: ts.Type, name: string): ts.Symbol {
  const found = checker.getPropertyOfType(holder, name);
  if (!found) throw new Error(`there is no property ${name}`);
  return found;
}

function signature(types: Types, holder: ts.Type, name: string): string {
  const symbol = propertyOf(types, holder, name);
  const type = types.checker.getNonNullableType(types.checker.getTypeOfSymbol(symbol));
  const isOptional = Boolean(symbol.flags & ts.SymbolFlags.Optional);
  return `${name}${isOptional ? '?' : ''}: ${text(types, type)}`;
}

function text({ checker }: Types, type: ts.Type): string {
  const flags =
    ts.TypeFormatFlags.NoTruncation |
    ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType |
    ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
    (inFull.includes(type.aliasSymbol?.name ?? '') ? ts.TypeFormatFlags.InTypeAlias : 0);
  return withoutParameters(checker.typeToString(type, undefined, flags));
}

/** Names of types that say less than what they stand for. */
const inFull = ['Attributes', 'AttributeType', 'Projection', 'ContributorInsights'];

/** As it reads where any name will do: names are strings, and an index of either billing mode is an index. */
function withoutParameters(text: string): string {
  const plain = text
    .replace(/\b(Key|Name|List)\b/g, 'string')
    .replace(/\(string \| \(string & \{\}\)\)/g, 'string')
    .replace(/<string[\w, ]*>/g, '')
    .replace(/\b(OnDemand|Provisioned)(?=GlobalSecondaryIndex\b)/g, '')
    .replace(/; \}/g, ' }');
  return [...new Set(plain.split(' | '))].join(' | ');
}

/** Paragraphs of TSDoc; those that start with a word of their own become a list. */
function doc(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.replace(/\n/g, ' '));
  const isNamed = (paragraph: string) => /^(Left out|On a live table|AWS):/.test(paragraph);
  const named = paragraphs.filter(isNamed);
  return lines(
    ...paragraphs.filter((paragraph) => !isNamed(paragraph)),
    ...(named.length ? [named.map((paragraph) => `- ${paragraph}`)] : []),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
