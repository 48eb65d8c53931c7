import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { isProperties, type Path, type Properties, show, type TableIssue } from '../../schema/index.js';

/** Members that are objects, wherever they stand in a table. */
const objects = new Set(
  'Projection ProvisionedThroughput OnDemandThroughput WarmThroughput StreamSpecification SSESpecification VectorAttribute'.split(
    ' ',
  ),
);

/** Members that are lists of objects. */
const lists = new Set(
  'AttributeDefinitions KeySchema LocalSecondaryIndexes GlobalSecondaryIndexes VectorIndexes SearchSchema Tags'.split(
    ' ',
  ),
);

/** The table with what the SDK's types promise: what is not of its type, which nobody checked, is left out and reported. */
export function withWholeLists(table: Properties): {
  readonly value: CreateTableCommandInput;
  readonly issues: readonly TableIssue[];
} {
  const issues: TableIssue[] = [];
  const report = (path: Path, value: unknown, expected: string) =>
    issues.push({ rule: 'template-shape', path, message: `${show(value)} must be ${expected}, and is left out` });
  const whole = (holder: Properties, path: Path): object =>
    Object.fromEntries(
      Object.entries(holder).flatMap(([name, value]) => {
        const at = [...path, name];
        // As JSON says of what is not set.
        if (value === null || value === undefined) return [];
        if (objects.has(name) && !isProperties(value)) report(at, value, 'an object');
        else if (lists.has(name) && !Array.isArray(value)) report(at, value, 'a list');
        else if (name === 'NonKeyAttributes' && !isListOfStrings(value)) report(at, value, 'a list of strings');
        else if (lists.has(name)) return [[name, entries(value as unknown[], at)]];
        else return [[name, value]];
        return [];
      }),
    );
  const entries = (list: readonly unknown[], path: Path) =>
    list.flatMap((entry, i) => {
      if (isProperties(entry)) return [whole(entry, [...path, i])];
      report([...path, i], entry, 'an object');
      return [];
    });
  return { value: whole(table, []) as CreateTableCommandInput, issues };
}

function isListOfStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
