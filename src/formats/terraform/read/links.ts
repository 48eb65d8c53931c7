import { scaledResource } from '../../scalableTarget.js';
import { access } from '../evaluate/collections.js';
import type { Environment } from '../evaluate/environment.js';
import { list, mapping, unknown, type Value } from '../evaluate/value.js';
import type { Instance } from './blocks.js';
import type { Body } from './body.js';
import type { TableDraft } from './readTable.js';

/** A table that was read, with its resource. */
export interface TableInstance extends Omit<Instance, 'body'> {
  /** `aws_dynamodb_table.orders`, after that of its module. */
  readonly address: string;
  readonly draft: TableDraft;
}

/** Finds the tables of a module that other resources are about. */
export interface Links {
  /** Where references to tables tell which table is meant. */
  within(environment: Environment): Environment;
  /** By its resource, or by its name. */
  tableOf(body: Body, argument: string): TableDraft | undefined;
  /** What a scalable target scales. */
  scaledBy(body: Body): { readonly draft: TableDraft; readonly index?: string | undefined } | undefined;
}

/** What stands for the table of an address where a resource refers to it: in signs that no name holds. */
export function linkTo(address: string): string {
  return `\u0001${address}\u0001`;
}

export function createLinks(tables: readonly TableInstance[]): Links {
  const byMark = new Map<string, TableDraft>();
  const byName = new Map<string, TableDraft>();
  const byWords = new Map<unknown, TableDraft>();
  const instances = new Map<string, TableInstance[]>();
  for (const table of tables) {
    byMark.set(linkTo(table.address), table.draft);
    if (table.draft.tableName !== undefined && !byName.has(table.draft.tableName)) {
      byName.set(table.draft.tableName, table.draft);
    }
    // What only Terraform knows may be the same for both, if it is no other for each.
    const words = table.draft.body.raw('name');
    if (typeof words === 'string' && !/\b(each|count)\./.test(words) && !byWords.has(words)) {
      byWords.set(words, table.draft);
    }
    instances.set(table.name, [...(instances.get(table.name) ?? []), table]);
  }
  const reference = (table: TableInstance) => {
    const marked = unknown(table.address, { link: linkTo(table.address) });
    return mapping(['arn', 'name', 'id'].map((attribute) => [attribute, marked]));
  };
  const resources = new Map<string, Value>();
  for (const [name, made] of instances) {
    const [{ key }] = made;
    const value =
      key === undefined
        ? reference(made[0])
        : typeof key === 'number'
          ? list(made.map(reference))
          : mapping(made.map((table) => [String(table.key), reference(table)]));
    resources.set(name, value);
  }
  const resource: NonNullable<Environment['resource']> = (root, [name, ...steps]) => {
    const of = root === 'aws_dynamodb_table' ? resources.get(String(name)) : undefined;
    return of && steps.reduce((value: Value, step) => access(value, step, String(step)), of);
  };
  const within = (environment: Environment): Environment => ({
    ...environment,
    resource: (root, steps) => resource(root, steps) ?? environment.resource?.(root, steps),
  });
  const linked = (body: Body, argument: string) => {
    const value = body.evaluate(argument, within);
    return value?.kind === 'scalar' ? String(value.value) : value?.kind === 'unknown' ? value.link : undefined;
  };
  const tableOf = (text = '', words: unknown = undefined) =>
    byMark.get(text) ??
    byName.get(text) ??
    byName.get(/^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(text)?.[1] ?? '') ??
    (words === undefined ? undefined : byWords.get(words));
  return {
    within,
    tableOf: (body, argument) => tableOf(linked(body, argument), body.raw(argument)),
    scaledBy(body) {
      const id = linked(body, 'resource_id') ?? String(body.raw('resource_id') ?? '');
      const scaled = scaledResource(id);
      const draft = scaled && tableOf(scaled.table, scaled.table);
      return draft && { draft, index: scaled.index };
    },
  };
}
