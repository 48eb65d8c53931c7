import { type CdkExpression, describeTableV2 } from '../../src/cdkProps/index.js';
import { toCliInput, toCloudFormationResources, toTerraform } from '../../src/formats/index.js';
import { formatPath, type TableSchema, TableSchemaError } from '../../src/schema/index.js';

/** What a target makes of a schema: its own names, with their values. */
type Made = { readonly [name: string]: unknown };

interface Carrier {
  readonly label: string;
  readonly ofTable: (schema: TableSchema) => Made;
  /** Of the one global index of the schema. */
  readonly ofIndex: (schema: TableSchema) => Made;
}

const carriers: readonly Carrier[] = [
  {
    label: 'CloudFormation',
    ofTable: cloudFormation,
    ofIndex: (schema) => first(cloudFormation(schema).GlobalSecondaryIndexes),
  },
  {
    label: 'Terraform',
    ofTable: (schema) => terraform(schema),
    ofIndex(schema) {
      const { global_secondary_index: indexes, ...made } = terraform(schema);
      const beside = Object.entries(made).filter(([name]) => name.startsWith('aws_'));
      return { ...first(indexes), ...Object.fromEntries(beside) };
    },
  },
  {
    label: "CDK's `TableV2`",
    ofTable: tableV2,
    ofIndex: (schema) => first(tableV2(schema).globalSecondaryIndexes),
  },
  { label: 'AWS CLI', ofTable: awsCli, ofIndex: awsCli },
];

/** A line for each target: by what it says the property, as seen by what changes with it; or why it does not. */
export function carriedBy(
  pairs: readonly (readonly [TableSchema, TableSchema])[],
  of: 'ofTable' | 'ofIndex',
): string[] {
  return carriers.map((carrier) => `${carrier.label}: ${names(pairs, carrier[of])}`);
}

/** What a target can say of some of the changes only is followed by why it can't say the others. */
function names(pairs: readonly (readonly [TableSchema, TableSchema])[], make: (schema: TableSchema) => Made): string {
  const all = pairs.map((pair) => carried(pair, make));
  const changed = [...new Set(all.flatMap((one) => ('names' in one ? one.names : [])))];
  const [refusal] = all.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
  const list = changed.map((name) => `\`${name}\``).join(', ');
  if (refusal === undefined) return list || 'nothing';
  return list ? `${list}; but ${refusal}` : refusal;
}

function carried(
  pair: readonly [TableSchema, TableSchema],
  make: (schema: TableSchema) => Made,
): { readonly names: string[] } | { readonly refusal: string } {
  try {
    const [before, after] = pair.map(make);
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return { names: names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])) };
  } catch (error) {
    if (!(error instanceof TableSchemaError)) throw error;
    const [{ rule, path, message }] = error.issues;
    return { refusal: `an error, [\`${rule}\`](rules.md#${rule}) at \`${formatPath(path)}\`: ${message}` };
  }
}

function cloudFormation(schema: TableSchema): Made {
  const [{ Properties }] = Object.values(toCloudFormationResources(schema));
  return { ...Properties };
}

function terraform(schema: TableSchema): Made {
  const { aws_dynamodb_table: tables, ...beside } = JSON.parse(toTerraform(schema, { format: 'json' })).resource;
  // What is left alone, because the schema does not say it, and comments.
  const { lifecycle, '//': _, ...table } = first(Object.values(tables));
  return { ...table, ...beside };
}

function tableV2(schema: TableSchema): Made {
  return plain(describeTableV2(schema)) as Made;
}

function plain(expression: CdkExpression): unknown {
  if (expression.kind === 'list') return expression.items.map(plain);
  if (expression.kind !== 'object') return expression;
  return Object.fromEntries(expression.entries.map(([name, value]) => [name, plain(value)]));
}

/** The commands, with what they send. */
function awsCli(schema: TableSchema): Made {
  return Object.fromEntries(
    Object.entries(toCliInput(schema).files).map(([name, text]) => [name.replace(/-orders.*$/, ''), text]),
  );
}

function first(list: unknown): { readonly [name: string]: unknown } {
  return (Array.isArray(list) && list[0]) || {};
}
