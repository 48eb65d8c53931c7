import { isProperties, type Properties, properties } from '../../../schema/index.js';

/** A resource of a template. */
export type Resource = Properties;

/** A template as an object, whatever it holds. */
export type TemplateObject = { readonly [section: string]: unknown };

export function resourcesOf(template: TemplateObject): { readonly [logicalId: string]: Resource } {
  const entries = Object.entries(properties(template.Resources)).filter(([, resource]) => isProperties(resource));
  return Object.fromEntries(entries) as { [logicalId: string]: Resource };
}

const tableTypes = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

export function isTable(resource: Resource | undefined): resource is Resource {
  return resource !== undefined && tableTypes.includes(resource.Type as string);
}

/** A list of objects, where one stands; `undefined` for anything else, such as a function of CloudFormation. */
export function objects(value: unknown): readonly Properties[] | undefined {
  return Array.isArray(value) && value.every(isProperties) ? value : undefined;
}

/** Whether two values of templates are the same: members may be in any order, elements of lists not. */
export function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

export function text(value: unknown): string {
  return JSON.stringify(value ?? null, (_, entry) =>
    isProperties(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : entry,
  );
}

/** The properties of a table whose lists mean the same in any order. */
const sets = [
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'NonKeyAttributes',
  'Tags',
  'VectorIndexes',
];

/** Whether two values of a table are the same: also the elements of such lists may be in any order. */
export function sameInAnyOrder(a: unknown, b: unknown): boolean {
  return same(inOneOrder(a), inOneOrder(b));
}

function inOneOrder(value: unknown, isSet = false): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => inOneOrder(entry));
    return isSet ? entries.map(text).sort() : entries;
  }
  if (!isProperties(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, inOneOrder(entry, sets.includes(name))]),
  );
}

/** Whether two resources say the same. */
export function sameResource(a: unknown, b: unknown): boolean {
  return isTable(properties(a)) && isTable(properties(b)) ? sameInAnyOrder(a, b) : same(a, b);
}
