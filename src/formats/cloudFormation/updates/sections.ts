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
