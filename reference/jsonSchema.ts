import ts from 'typescript';
import { docOf, readTypes, type Types } from './typescript.js';

/** A schema of the JSON Schema language, draft 7: what editors know best. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** `table.schema.json`: a table as JSON. */
export function tableJsonSchema(root: string): JsonSchema {
  const types = readTypes(root, [tableFile]);
  return document(types, types.typeNamed(tableFile, 'TableSchema'), 'A DynamoDB table, as tablewright declares it', [
    'OnDemandTable',
    'ProvisionedTable',
  ]);
}

/** `config.schema.json`: `tablewright.config.json`. */
export function configJsonSchema(root: string): JsonSchema {
  const types = readTypes(root, [tableFile, configFile]);
  return document(types, types.typeNamed(configFile, 'TablewrightConfig'), 'The configuration of tablewright', [
    'TablewrightConfig',
  ]);
}

const tableFile = 'schema/TableSchema.ts';
const configFile = 'config/defineConfig.ts';

/** Those named in `wholes` may be a whole file, which may say of what JSON Schema it is. */
function document(types: Types, type: ts.Type, title: string, wholes: readonly string[]): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const schema = schemaOf(type, { types, definitions });
  const all = [...definitions].map(([name, definition]) => [
    name,
    wholes.includes(name)
      ? { ...definition, properties: { $schema: { type: 'string' }, ...(definition.properties as JsonSchema) } }
      : definition,
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    // Beside a reference, draft 7 sees nothing else.
    allOf: [schema],
    definitions: Object.fromEntries(all),
  };
}

interface Context {
  readonly types: Types;
  /** The types that have names, by these. */
  readonly definitions: Map<string, JsonSchema>;
}

/** Properties whose numbers need not be whole. */
const fractions = ['targetValue'];

/** What JSON can be of the type. */
function schemaOf(type: ts.Type, context: Context): JsonSchema {
  const name = nameOf(type);
  if (name === undefined) return structureOf(type, context);
  if (!context.definitions.has(name)) {
    // There first, for a type that has itself inside.
    context.definitions.set(name, {});
    const doc = described((type.aliasSymbol ?? type.symbol) as ts.Symbol, context);
    context.definitions.set(name, { ...doc, ...structureOf(type, context) });
  }
  return { $ref: `#/definitions/${name}` };
}

/** The name of a type that is declared with one, and is an object or one of several. */
function nameOf(type: ts.Type): string | undefined {
  if (type.aliasSymbol && (type.isUnion() || isObject(type))) return type.aliasSymbol.name;
  const isInterface = type.symbol && type.symbol.flags & ts.SymbolFlags.Interface;
  return isInterface && !isList(type) ? type.symbol.name : undefined;
}

function structureOf(type: ts.Type, context: Context): JsonSchema {
  const { checker } = context.types;
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.flags & ts.TypeFlags.Unknown) return {};
  // Among the types of a table and a configuration, each number is a whole one, but for those of `fractions`.
  if (type.flags & ts.TypeFlags.Number) return { type: 'integer' };
  // `string & {}`: any string, and an editor goes on completing the names beside it.
  if (type.flags & ts.TypeFlags.String || isOpenString(type)) return { type: 'string' };
  if (type.isUnion()) return choice(type, context);
  if (isList(type)) return list(type, context);
  if (isObject(type) || type.isIntersection()) return object(type, context);
  throw new Error(`there is no JSON Schema of ${checker.typeToString(type)}`);
}

function isObject(type: ts.Type): boolean {
  return Boolean(type.flags & ts.TypeFlags.Object) || type.isIntersection();
}

function isList(type: ts.Type): boolean {
  return ['Array', 'ReadonlyArray'].includes(type.symbol?.name) || isTuple(type);
}

function isTuple(type: ts.Type): type is ts.TupleTypeReference {
  return 'target' in type && Boolean((type as ts.TupleTypeReference).target.objectFlags & ts.ObjectFlags.Tuple);
}

function isOpenString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((each) => each.flags & ts.TypeFlags.String);
}

function choice(type: ts.UnionType, context: Context): JsonSchema {
  const given = type.types.filter((each) => !(each.flags & ts.TypeFlags.Undefined));
  const constants = given.filter((each) => each.isStringLiteral() || each.flags & ts.TypeFlags.BooleanLiteral);
  const [tuples, others] = [given.filter(isTuple), given.filter((each) => !constants.includes(each) && !isTuple(each))];
  const values = constants.map((each) => structureOf(each, context).const);
  const choices = [
    ...(values.length ? [{ enum: values }] : []),
    ...(tuples.length ? [tupleOf(tuples, context)] : []),
    ...others.map((each) => schemaOf(each, context)),
  ];
  const distinct = [...new Map(choices.map((each) => [JSON.stringify(each), each])).values()];
  if (distinct.length === 1) return distinct[0];
  return byBillingMode(others, context) ?? { anyOf: distinct };
}

/** Of the two kinds of tables, the one that the billing mode says, so that what is wrong is told of that one. */
function byBillingMode(choices: readonly ts.Type[], context: Context): JsonSchema | undefined {
  const [onDemand, provisioned] = ['OnDemandTable', 'ProvisionedTable'].map((name) =>
    choices.find(({ symbol }) => symbol?.name === name),
  );
  if (choices.length !== 2 || !onDemand || !provisioned) return undefined;
  return {
    if: { type: 'object', properties: { billingMode: { const: 'PROVISIONED' } }, required: ['billingMode'] },
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    then: schemaOf(provisioned, context),
    else: schemaOf(onDemand, context),
  };
}

/** A list of as many as one of the tuples has. */
function tupleOf(tuples: readonly ts.TupleTypeReference[], context: Context): JsonSchema {
  const counts = tuples.map((tuple) => context.types.checker.getTypeArguments(tuple).length);
  const [item] = context.types.checker.getTypeArguments(tuples[0]);
  return {
    type: 'array',
    items: schemaOf(item, context),
    minItems: Math.min(...counts),
    maxItems: Math.max(...counts),
  };
}

function list(type: ts.Type, context: Context): JsonSchema {
  if (isTuple(type)) return tupleOf([type], context);
  const [item] = context.types.checker.getTypeArguments(type as ts.TypeReference);
  return { type: 'array', items: schemaOf(item, context) };
}

function object(type: ts.Type, context: Context): JsonSchema {
  const { checker } = context.types;
  // A property that can have no value is one of another kind of table.
  const properties = checker.getPropertiesOfType(type).flatMap((symbol) => {
    const value = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
    return value.flags & ts.TypeFlags.Never ? [] : [symbol];
  });
  const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
  const others = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return {
    type: 'object',
    ...(properties.length && {
      properties: Object.fromEntries(
        properties.map((symbol) => {
          const doc = described(symbol, context);
          const value = schemaOf(checker.getTypeOfSymbol(symbol), context);
          return [symbol.name, { ...doc, ...value, ...(fractions.includes(symbol.name) && { type: 'number' }) }];
        }),
      ),
    }),
    ...(required.length && { required }),
    additionalProperties: others ? schemaOf(others, context) : false,
  };
}

/** What an editor shows of it. */
function described(symbol: ts.Symbol, { types }: Context): JsonSchema {
  const doc = docOf(symbol, types.checker).replace(/(?<!\n)\n(?!\n)/g, ' ');
  return doc ? { description: doc } : {};
}
