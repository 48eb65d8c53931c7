import {
  type AttributeType,
  isProperties,
  own,
  type Projection,
  type Properties,
  properties,
} from '../schema/index.js';
import {
  hasProperties,
  type IndexSketch,
  type KeyPart,
  type Library,
  misshapen,
  type Sketch,
  stringOr,
} from './sketch.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';
import { toTableModel } from './toTableModel.js';

const library: Library = {
  name: 'ElectroDB',
  tested: 'entities and services of ElectroDB 3.9',
  silentOn: 'its billing mode, its TTL and its settings',
};

/** What an entity of ElectroDB shows: `schema` is the model that it was made of. */
export interface ElectroDBEntity {
  readonly schema: {
    readonly model: { readonly entity: string; readonly service: string; readonly version: string };
    readonly attributes: object;
    readonly indexes: object;
  };
  getTableName?(): string | undefined;
}

/** What a service of ElectroDB shows. */
export interface ElectroDBService {
  readonly entities: { readonly [name: string]: ElectroDBEntity };
}

/**
 * Reads the table that entities of ElectroDB share: its keys, its indexes and the types of its attributes. ElectroDB is not needed for
 * that; the entity or the service is read by its shape.
 *
 * A key is a string, except where ElectroDB casts it to a number. An index whose partition key is the table's is read as a local one,
 * which ElectroDB does not tell from a global one; `notes` say so.
 *
 * @example
 * ```ts
 * const { schema } = fromElectroDB(Orders);
 * await provisionTables(client, defineTable({ ...schema, timeToLive: 'expires' }));
 * ```
 * @throws TableSchemaError if it is neither an entity nor a service, if the table has no name, or if two entities can't share a table.
 * @see https://electrodb.dev/en/modeling/indexes/
 */
export function fromElectroDB(
  models: ElectroDBEntity | ElectroDBService | readonly (ElectroDBEntity | ElectroDBService)[],
  options?: ReadModelOptions,
): TableModel {
  const entities = [...new Set([models].flat().flatMap(entitiesOf))];
  if (!entities.length) throw misshapen(library, models, 'an entity or a service that has one');
  return toTableModel(library, entities.map(sketchOf), options);
}

export function isElectroDB(value: unknown): value is ElectroDBEntity | ElectroDBService {
  if (!hasProperties(value)) return false;
  const { model, indexes } = properties(value.schema);
  return (
    (isProperties(model) && typeof model.entity === 'string' && isProperties(indexes)) ||
    (isProperties(value.entities) && Object.values(value.entities).some(isElectroDB) && 'collections' in value)
  );
}

function entitiesOf(model: unknown): Properties[] {
  if (!hasProperties(model)) throw misshapen(library, model, 'an entity or a service');
  return isProperties(model.entities) ? Object.values(model.entities).flatMap(entitiesOf) : [model];
}

function sketchOf(entity: Properties): Sketch {
  const { model, attributes, indexes } = properties(entity.schema);
  const { entity: name, version } = properties(model);
  if (typeof name !== 'string' || !isProperties(attributes) || !isProperties(indexes)) {
    throw misshapen(library, entity, 'an entity, with its schema of model, attributes and indexes');
  }
  const from = `the entity ${JSON.stringify(name)}${version === undefined ? '' : ` (version ${version})`}`;
  const fields = fieldsOf(attributes);
  const patterns = Object.entries(indexes).map(([pattern, index]) => ({ pattern, index: properties(index) }));
  const primary = patterns.find(({ index }) => index.index === undefined);
  if (!primary)
    throw misshapen(library, indexes, 'an object with the index of the table itself', `the indexes of ${from}`);
  const partsOf = ({ pattern, index }: (typeof patterns)[number], part: 'pk' | 'sk') =>
    keyParts(properties(index)[part], fields, `${part} of ${pattern} of ${from}`);
  const [partitionKey] = partsOf(primary, 'pk');
  const [sortKey] = partsOf(primary, 'sk');
  const keys = new Set(
    patterns.flatMap((entry) => [...partsOf(entry, 'pk'), ...partsOf(entry, 'sk')]).map(({ name }) => name),
  );
  return {
    from,
    tableName: stringOr(typeof entity.getTableName === 'function' ? entity.getTableName() : undefined, undefined),
    partitionKey,
    sortKey,
    indexes: new Map(
      patterns
        .filter((entry) => entry !== primary)
        .map((entry): [string, IndexSketch] => {
          const projection = projectionOf(entry.index, fields);
          return [
            String(entry.index.index),
            {
              partitionKey: partsOf(entry, 'pk'),
              sortKey: partsOf(entry, 'sk'),
              ...(projection && { projection }),
            },
          ];
        }),
    ),
    attributes: new Map(
      [...fields.values()].flatMap(({ field, type }): [string, AttributeType][] =>
        type && !keys.has(field) ? [[field, type]] : [],
      ),
    ),
  };
}

interface Field {
  /** The attribute of the item. */
  readonly field: string;
  /** Its type in DynamoDB, where that is known. */
  readonly type: AttributeType | undefined;
  /** Its type in ElectroDB. */
  readonly word: unknown;
}

function fieldsOf(attributes: Properties): Map<string, Field> {
  return new Map(
    Object.entries(attributes).map(([name, attribute]) => {
      const { field, type, items } = properties(attribute);
      return [name, { field: stringOr(field, name), type: typeOf(type, items), word: type }];
    }),
  );
}

const types: { readonly [word: string]: AttributeType } = {
  string: 'S',
  number: 'N',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};

function typeOf(type: unknown, items?: unknown): AttributeType | undefined {
  if (type === 'set') {
    const element = typeOf(items);
    return element === 'S' ? 'SS' : element === 'N' ? 'NS' : undefined;
  }
  // An enumeration of such values.
  if (Array.isArray(type)) return type.every((value) => typeof value === 'string') ? 'S' : undefined;
  return typeof type === 'string' ? own(types, type) : undefined;
}

/** The attributes of a key: its field, or, of a composite index, the fields of its attributes. */
function keyParts(key: unknown, fields: ReadonlyMap<string, Field>, at: string): KeyPart[] {
  if (key === undefined) return [];
  const { field, composite, template, facets, cast } = properties(key);
  const made = template ?? facets ?? composite;
  if (typeof made !== 'string' && !Array.isArray(made)) {
    throw misshapen(library, key, 'an object with composite or template', at);
  }
  if (typeof field !== 'string') {
    return (made as readonly unknown[]).map((name) => {
      const attribute = fields.get(String(name));
      return { name: attribute?.field ?? String(name), type: attribute?.type === 'N' ? 'N' : 'S' };
    });
  }
  return [{ name: field, type: isNumber(field, made, cast, fields) ? 'N' : 'S' }];
}

/**
 * Whether ElectroDB writes the key as a number: told to by `cast`, or left to itself with a template that is nothing but one number, as
 * it makes one itself of a key whose field is its only attribute (`Entity._normalizeKeyFixings`, `_optimizeIndexKey`).
 */
function isNumber(field: string, made: string | readonly unknown[], cast: unknown, fields: ReadonlyMap<string, Field>) {
  const names =
    typeof made === 'string' ? [...made.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name) : made.map(String);
  if (names.length !== 1) return false;
  const attribute = fields.get(names[0]);
  if (cast === 'number') return ['number', 'string', 'boolean'].includes(attribute?.word as string);
  const bare = typeof made === 'string' ? made === `\${${names[0]}}` : isField(field, names[0], fields);
  return cast === undefined && bare && attribute?.word === 'number';
}

function isField(field: string, name: string, fields: ReadonlyMap<string, Field>): boolean {
  return field === name && [...fields.values()].some((other) => other.field === field);
}

function projectionOf(index: Properties, fields: ReadonlyMap<string, Field>): Projection | undefined {
  const said = index.projection ?? index.project;
  if (Array.isArray(said)) return { include: said.map((name) => fields.get(name)?.field ?? String(name)) };
  const word = String(said).toUpperCase();
  return word === 'ALL' || word === 'KEYS_ONLY' ? word : undefined;
}
