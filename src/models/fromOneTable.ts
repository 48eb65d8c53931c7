import {
  type AttributeType,
  defined,
  isProperties,
  own,
  type Projection,
  type Properties,
  properties,
  type TableIssue,
} from '../schema/index.js';
import { type IndexSketch, type KeyPart, type Library, misshapen, type Sketch, stringOr } from './sketch.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';
import { toTableModel } from './toTableModel.js';

const library: Library = {
  name: 'OneTable',
  tested: 'tables and schemas of dynamodb-onetable 2.7',
  silentOn: 'its billing mode and its settings',
};

/** What a schema of OneTable is. */
export interface OneTableSchema {
  readonly indexes: object;
  readonly models: object;
  readonly params?: object;
}

/** What a `Table` of OneTable shows. */
export interface OneTableTable {
  readonly name: string;
  getCurrentSchema(): object | null;
}

/**
 * Reads a `Table` of OneTable, or a schema for one, which has no name: give `tableName`. The package is not needed for that; both are read
 * by their shape.
 *
 * A key has the type that its field is written with: a date is a number, unless `isoDates` makes it a string. The field with `ttl` is the
 * table's `timeToLive`.
 *
 * @example
 * ```ts
 * const { schema } = fromOneTable(shopSchema, { tableName: 'shop' });
 * ```
 * @throws TableSchemaError if it is neither a table nor a schema, if there is no name, or if two models can't share a table.
 * @see https://doc.onetable.io/api/table/schemas/
 */
export function fromOneTable(model: OneTableTable | OneTableSchema, options?: ReadModelOptions): TableModel {
  const schema = schemaOf(model);
  const indexes = properties(schema?.indexes);
  const primary = properties(indexes.primary);
  const hash = primary.hash;
  if (!schema || typeof hash !== 'string') {
    throw misshapen(library, model, 'a table, or a schema with indexes.primary.hash');
  }
  const { name, isoDates = properties(schema.params).isoDates } = model as unknown as Properties;
  const tableName = 'getCurrentSchema' in model ? stringOr(name, undefined) : undefined;
  const models = Object.entries(properties(schema.models)).map(([entity, fields]): [string, Field[]] => [
    `the model ${JSON.stringify(entity)}`,
    fieldsOf(properties(fields), isoDates === true),
  ]);
  const sketches = (models.length ? models : [['the schema', []] as const]).map(([from, fields]): Sketch => {
    const part = (attribute: unknown, at: string): KeyPart[] => {
      if (attribute === undefined) return [];
      if (typeof attribute !== 'string') throw misshapen(library, attribute, "an attribute's name", at);
      return [defined({ name: attribute, type: keyTypeOf(fields.find((field) => field.attribute === attribute)) })];
    };
    const read = Object.entries(indexes).map(([index, said]) => {
      const { hash: indexHash = hash, sort, type, project } = properties(said);
      const at = `indexes.${index}`;
      // As OneTable's own setSchema and getTableDefinition take them.
      const isLocal = type === 'local' || (properties(said).hash === undefined && type == null && index !== 'primary');
      if (isLocal && (indexHash !== hash || sort === undefined)) {
        throw misshapen(
          library,
          said,
          `a local index, with a sort key, and the hash ${JSON.stringify(hash)} or none`,
          at,
        );
      }
      const sketch: IndexSketch = {
        kind: isLocal ? 'local' : 'global',
        partitionKey: part(indexHash, at),
        sortKey: part(sort, at),
        projection: projectionOf(project),
      };
      return [index, sketch] as const;
    });
    const table = read.find(([index]) => index === 'primary')?.[1] as IndexSketch;
    const others = read.filter(([, index]) => index !== table);
    const keys = new Set(read.flatMap(([, index]) => [...index.partitionKey, ...index.sortKey]).map((key) => key.name));
    return {
      from,
      tableName,
      partitionKey: table.partitionKey[0],
      sortKey: table.sortKey[0],
      indexes: new Map(others),
      attributes: new Map(
        fields.flatMap(({ attribute, type }): [string, AttributeType][] =>
          type && !keys.has(attribute) ? [[attribute, type]] : [],
        ),
      ),
      timeToLive: fields.find(({ ttl }) => ttl)?.attribute,
      notes: fields.flatMap(({ attribute, type, isDate }): TableIssue[] =>
        isDate && type === 'N' && keys.has(attribute)
          ? [
              {
                rule: 'model-attribute-type',
                path: ['attributes', attribute],
                message: `${from} writes this date as a number, because isoDates is off; OneTable's own createTable would declare it as "S"`,
              },
            ]
          : [],
      ),
    };
  });
  return toTableModel(library, sketches, options);
}

export function isOneTable(value: unknown): value is OneTableTable | OneTableSchema {
  return isProperties(properties(properties(schemaOf(value))?.indexes).primary);
}

function schemaOf(model: unknown): Properties | undefined {
  const { getCurrentSchema } = properties(model);
  const schema = typeof getCurrentSchema === 'function' ? getCurrentSchema.call(model) : model;
  return isProperties(schema) && isProperties(schema.models) ? schema : undefined;
}

interface Field {
  /** The attribute of the item. */
  readonly attribute: string;
  /** Its type in DynamoDB, where that is known. */
  readonly type: AttributeType | undefined;
  readonly isDate: boolean;
  readonly ttl: boolean;
}

const types: { readonly [word: string]: AttributeType } = {
  string: 'S',
  number: 'N',
  boolean: 'BOOL',
  array: 'L',
  object: 'M',
  // OneTable writes bytes as Base64.
  binary: 'S',
  buffer: 'S',
  arraybuffer: 'S',
};

function fieldsOf(fields: Properties, isoDates: boolean): Field[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const { type, map, ttl, crypt, isoDates: iso = isoDates } = properties(field);
    const word = String(typeof type === 'function' ? type.name : type).toLowerCase();
    const isDate = word === 'date';
    const attribute = stringOr(map, name);
    // Packed into a map with others.
    if (attribute.includes('.')) return [];
    const dateType = ttl !== true && iso === true ? 'S' : 'N';
    return [
      { attribute, type: crypt === true ? 'S' : isDate ? dateType : own(types, word), isDate, ttl: ttl === true },
    ];
  });
}

function keyTypeOf(field: Field | undefined): KeyPart['type'] {
  return field && (field.type === 'N' ? 'N' : 'S');
}

function projectionOf(project: unknown): Projection {
  if (Array.isArray(project)) return { include: project.map(String) };
  return project === 'keys' ? 'KEYS_ONLY' : 'ALL';
}
