import type { TableIssue } from './issue.js';
import { defaultQuotas } from './limits.js';

export type Path = TableIssue['path'];
export type Properties = Readonly<Record<string, unknown>>;

/** Quotas that AWS raises on request. What is left out is the default. */
export type TableQuotas = { readonly [Quota in keyof typeof defaultQuotas]?: number };

/** Tables and indexes hold capacity in the same properties. */
export interface CapacityScope {
  readonly path: Path;
  readonly value: Properties;
}

/** A name of an attribute, and where the schema says it. */
export interface NamedAttribute {
  readonly path: Path;
  readonly name: string;
}

export const indexKinds = ['globalSecondaryIndexes', 'localSecondaryIndexes', 'vectorIndexes'] as const;

export interface IndexView extends CapacityScope {
  readonly kind: (typeof indexKinds)[number];
  readonly name: string;
  /** All attributes that the index's key or search schema names, partition key first. */
  readonly key: readonly NamedAttribute[];
  readonly include: readonly NamedAttribute[];
}

/**
 * A value of unknown shape, read as a table as far as it is one: rules about keys see only names that are strings, rules about
 * indexes only indexes that are objects. What is not of the right shape is an issue of the rules that look at `value` itself.
 */
export interface TableView extends CapacityScope {
  readonly attributes: Properties;
  readonly key: readonly NamedAttribute[];
  readonly indexes: readonly IndexView[];
  /** The table and its global secondary indexes. */
  readonly capacityScopes: readonly CapacityScope[];
  readonly provisioned: boolean;
  readonly quotas: Required<TableQuotas>;
}

export function viewTable(value: Properties, quotas?: TableQuotas): TableView {
  const key = [...attributesNamed(value, [], 'partitionKey'), ...attributesNamed(value, [], 'sortKey')];
  const indexes = indexKinds.flatMap((kind) =>
    Object.entries(properties(value[kind])).map(([name, definition]): IndexView => {
      const path = [kind, name];
      const index = properties(definition);
      return {
        kind,
        name,
        path,
        value: index,
        key: ['partitionKey', 'sortKey', 'inlineFilters'].flatMap((property) => attributesNamed(index, path, property)),
        include: attributesNamed(properties(index.projection), [...path, 'projection'], 'include'),
      };
    }),
  );
  const table = { path: [], value };
  return {
    ...table,
    attributes: properties(value.attributes),
    key,
    indexes,
    capacityScopes: [table, ...indexes.filter(({ kind }) => kind === 'globalSecondaryIndexes')],
    provisioned: value.billingMode === 'PROVISIONED',
    quotas: { ...defaultQuotas, ...quotas },
  };
}

function attributesNamed(value: Properties, path: Path, property: string): NamedAttribute[] {
  const names = value[property];
  const at = [...path, property];
  return (Array.isArray(names) ? names.map((name, i) => ({ name, path: [...at, i] })) : [{ name: names, path: at }]).filter(
    (named) => typeof named.name === 'string',
  );
}

export function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && !!value && !Array.isArray(value);
}

export function properties(value: unknown): Properties {
  return isProperties(value) ? value : {};
}

/** The value as a message shows it: short, and never throwing. */
export function show(value: unknown): string {
  let text = typeof value as string;
  try {
    text = JSON.stringify(value) ?? text;
  } catch {
    // A cycle, or a bigint inside: the type alone must do.
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function wholeNumber(value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
