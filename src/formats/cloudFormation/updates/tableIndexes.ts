import { type Properties, properties } from '../../../schema/index.js';
import { objects, type Resource, text } from './sections.js';

/** The kinds of index that are added and removed on a live table. */
export const indexKinds = ['GlobalSecondaryIndexes', 'VectorIndexes'] as const;
export type IndexKind = (typeof indexKinds)[number];

/** An index of a table in a template. */
export interface TemplateIndex {
  readonly kind: IndexKind;
  /** Its name; as JSON, where the template has a function of CloudFormation for it. */
  readonly name: string;
  readonly definition: Properties;
  /** The types of its key attributes, as the table defines them. */
  readonly types: ReadonlyMap<string, string>;
  /** What can't change while it keeps its name. */
  readonly structure: string;
}

/** The indexes of a table, in the order of the template. */
export function indexesOf(resource: Resource): TemplateIndex[] {
  const table = properties(resource.Properties);
  const definitions = definitionsOf(table);
  return indexKinds.flatMap((kind) =>
    (objects(table[kind]) ?? []).map((definition): TemplateIndex => {
      const { IndexName, KeySchema, Projection, VectorAttribute, Dimensions, DistanceFunction, SearchSchema } =
        definition;
      const types = new Map(
        attributesOf(definition).flatMap((name) => {
          const type = definitions.get(name);
          return type === undefined ? [] : [[name, type]];
        }),
      );
      return {
        kind,
        name: typeof IndexName === 'string' ? IndexName : text(IndexName),
        definition,
        types,
        structure: text([
          KeySchema,
          projectionOf(Projection),
          [VectorAttribute, Dimensions, DistanceFunction, SearchSchema],
          [...types],
        ]),
      };
    }),
  );
}

/** Whether one is the other, as it was made: what else it has may differ. */
export function isSameIndex(a: TemplateIndex, b: TemplateIndex): boolean {
  return a.kind === b.kind && a.name === b.name && a.structure === b.structure;
}

/** The attributes by which an index is keyed or searched: those that the table must define. */
export function attributesOf({ KeySchema, SearchSchema }: Properties): string[] {
  return [KeySchema, SearchSchema].flatMap((elements) =>
    (objects(elements) ?? []).map(({ AttributeName: name }) => (typeof name === 'string' ? name : text(name))),
  );
}

/** The types of a table's attributes, by name. */
export function definitionsOf(table: Properties): Map<string, string> {
  return new Map(
    (objects(table.AttributeDefinitions) ?? []).map(({ AttributeName: name, AttributeType: type }) => [
      typeof name === 'string' ? name : text(name),
      typeof type === 'string' ? type : text(type),
    ]),
  );
}

/** The attributes that an index includes by name: a table has a limited number of them. */
export function includedIn({ definition }: TemplateIndex): number {
  const { NonKeyAttributes } = properties(definition.Projection);
  return Array.isArray(NonKeyAttributes) ? NonKeyAttributes.length : 0;
}

/** In any order of the attributes. */
function projectionOf(projection: unknown): unknown {
  const { NonKeyAttributes: names, ...rest } = properties(projection);
  return Array.isArray(names) ? { ...rest, NonKeyAttributes: [...names].map(text).sort() } : projection;
}
