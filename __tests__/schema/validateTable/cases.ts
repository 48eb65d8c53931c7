import { type TableIssue, type ValidateOptions, validateTable } from '../../../src/index.js';

/** A schema that breaks a rule. */
interface Rejected {
  readonly schema: unknown;
  readonly path: TableIssue['path'];
  /** What the message must hold: the value, or what is missing. */
  readonly says: string;
  /** Rules that the schema breaks beside, in the order of the report. */
  readonly also?: readonly string[];
  readonly options?: ValidateOptions;
}

interface Accepted {
  readonly schema: unknown;
  readonly options?: ValidateOptions;
}

/** Tests of one rule: on both sides of each of its boundaries. A rejected schema has no issue but those named. */
export function describeRule(
  rule: TableIssue['rule'],
  cases: { readonly rejects: Readonly<Record<string, Rejected>>; readonly accepts: Readonly<Record<string, Accepted>> },
): void {
  describe(rule, () => {
    test.each(Object.entries(cases.rejects))('rejects %s', (_, { schema, path, says, also = [], options }) => {
      const issues = validateTable(schema, options);
      expect(issues.filter((issue) => issue.rule === rule)).toEqual([
        { rule, path, message: expect.stringContaining(says) },
      ]);
      expect(issues.filter((issue) => issue.rule !== rule).map((issue) => issue.rule)).toEqual(also);
    });

    test.each(Object.entries(cases.accepts))('accepts %s', (_, { schema, options }) => {
      expect(validateTable(schema, options)).toEqual([]);
    });
  });
}

type Properties = Readonly<Record<string, unknown>>;

const attributes = { id: 'S', at: 'N', user: 'S', photo: 'B', embedding: 'L', details: 'M', ttl: 'N' };

/** A valid table, with some properties changed. */
export function table(changes: Properties = {}): Properties {
  return { tableName: 'orders', attributes, partitionKey: 'id', ...changes };
}

/** The table with more attributes declared. */
export function declaring(more: Properties, changes: Properties = {}): Properties {
  return table({ attributes: { ...attributes, ...more }, ...changes });
}

/** A valid table with provisioned capacity. */
export function provisioned(changes: Properties = {}): Properties {
  return table({
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
    ...changes,
  });
}

/** A GSI, with some properties changed, as the value of `globalSecondaryIndexes`. */
export function global(changes: Properties = {}): Properties {
  return { globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', ...changes } } };
}

/** An LSI, with the sort key that its table needs. */
export function local(changes: Properties = {}): Properties {
  return { sortKey: 'at', localSecondaryIndexes: { 'lsi-user': { sortKey: 'user', ...changes } } };
}

export const vectorIndex = { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' };

/** A vector index, with some properties changed. */
export function vector(changes: Properties = {}): Properties {
  return { vectorIndexes: { 'by-embedding': { ...vectorIndex, ...changes } } };
}

/** So many entries, each made from its number. */
export function many<T>(count: number, entry: (i: number) => readonly [string, T]): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => entry(i)));
}
