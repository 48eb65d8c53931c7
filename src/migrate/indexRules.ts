import {
  defaultQuotas,
  keyList,
  own,
  type TableQuotas,
  type TableSchema,
  vectorIndexesPerTable,
} from '../schema/index.js';
import type { Change } from './change.js';
import { text } from './words.js';

export type IndexChange = Extract<Change, { kind: 'add-index' | 'remove-index' | 'replace-index' }>;

export function isIndexChange(change: Change): change is IndexChange {
  return change.kind === 'add-index' || change.kind === 'remove-index' || change.kind === 'replace-index';
}

/** One call: an index comes or goes. An index that is built again takes two. */
export interface IndexMove {
  readonly action: 'create' | 'delete';
  readonly change: IndexChange;
}

type AnyKey = {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
  readonly inlineFilters?: readonly string[];
  readonly vectorAttribute?: string;
  readonly dimensions?: number;
};

/** The attributes whose type an index settles. */
function typedNames({ partitionKey, sortKey, inlineFilters, vectorAttribute }: AnyKey): string[] {
  return [partitionKey, sortKey, inlineFilters, vectorAttribute].flatMap(keyList);
}

/** What an index settles for all others of its table: the types of attributes, and the dimensions of a vector. */
export interface SettledTypes {
  readonly [attribute: string]: string | undefined;
}

export function typesOf({ attributes }: TableSchema, index: AnyKey): SettledTypes {
  const vector = index.dimensions === undefined ? '' : `L of ${index.dimensions.toLocaleString('en-US')} dimensions`;
  return Object.fromEntries(
    typedNames(index).map((name) => [name, vector && name === index.vectorAttribute ? vector : own(attributes, name)]),
  );
}

/** Why an index can't be made while another one stands, if so. */
export function conflict(standing: SettledTypes, types: SettledTypes): string | undefined {
  const name = Object.keys(types).find((name) => Object.hasOwn(standing, name) && standing[name] !== types[name]);
  return name === undefined
    ? undefined
    : `while it uses ${text(name)} as ${standing[name]}, no index can use that as ${types[name]}`;
}

/** How many indexes of a kind a table can have: global ones and vector ones are counted apart. */
export function indexLimit(kind: string, quotas: TableQuotas | undefined): number {
  return kind === 'vectorIndexes'
    ? vectorIndexesPerTable
    : (quotas?.globalSecondaryIndexesPerTable ?? defaultQuotas.globalSecondaryIndexesPerTable);
}
