import { describeCfnGlobalTable, describeCfnTable, describeTableV2, issuesOfTableV2 } from '../../cdkProps/index.js';
import {
  formatPath,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
  visible,
} from '../../schema/index.js';
import { toLogicalIds } from '../cloudFormation/logicalIds.js';
import { replicaNotes } from '../cloudFormation/tableMetadata.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { printLiteral } from '../typescript/printLiteral.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import { printScaling } from './scaling.js';
import { sourceOf } from './sourceOf.js';

/** How `toCdk` writes tables. */
export interface CdkOptions extends ValidateOptions {
  /** What the class extends. Left out: `'stack'`. */
  readonly base?: 'stack' | 'construct';
  /** The name of the class. Left out: `TablesStack`, or `Tables` for a construct. */
  readonly className?: string;
  /** Construct ids by table name. Left out for a table: its name in PascalCase. */
  readonly logicalIds?: { readonly [tableName: string]: string };
}

/** Where the classes that expressions name come from. */
const modules: readonly (readonly [module: string, names: readonly string[]])[] = [
  ['aws-cdk-lib', ['Aws', 'RemovalPolicy', 'Stack', 'type StackProps']],
  ['aws-cdk-lib/aws-applicationautoscaling', ['CfnScalableTarget', 'CfnScalingPolicy']],
  [
    'aws-cdk-lib/aws-dynamodb',
    [
      'AttributeType',
      'Billing',
      'Capacity',
      'CfnGlobalTable',
      'CfnTable',
      'ContributorInsightsMode',
      'ProjectionType',
      'StreamViewType',
      'TableClass',
      'TableEncryptionV2',
      'TableV2',
    ],
  ],
  ['aws-cdk-lib/aws-iam', ['PolicyDocument']],
  ['aws-cdk-lib/aws-kinesis', ['Stream']],
  ['aws-cdk-lib/aws-kms', ['Alias', 'Key']],
  ['constructs', ['Construct', 'type Construct']],
];

/**
 * The TypeScript source of a CDK stack or construct with the tables, for an app that does without tablewright; one that has it calls
 * `toTablePropsV2` of `tablewright/cdk`. Each table is a `TableV2`, or where that can't carry the schema a `CfnTable` (with what scales it), with
 * replicas a `CfnGlobalTable`; a comment says why. All tables are kept when they leave the stack. A schema with replicas, or a KMS key, needs a stack whose Region is known.
 *
 * @example
 * ```ts
 * await writeFile('lib/tables-stack.ts', toCdk([sessionTableSchema, approvalTableSchema]));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, two tables come to the same id, or the class has no usable name.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb-readme.html
 */
export function toCdk(schemas: Schemas, options: CdkOptions = {}): string {
  const list = toSchemaList(schemas, options);
  const { base = 'stack', className = base === 'stack' ? 'TablesStack' : 'Tables' } = options;
  assertClassName(className);
  const ids = toLogicalIds(list, options.logicalIds);
  const names = new Set(base === 'stack' ? ['Stack', 'type StackProps', 'type Construct'] : ['Construct']);
  const tables = list.map((schema) => printTable(schema, ids.get(schema.tableName) as string, names, options));
  const props = base === 'stack' ? ', props?: StackProps' : '';
  return `${printImports(names)}
export class ${className} extends ${base === 'stack' ? 'Stack' : 'Construct'} {
${tables.map(({ declaration }) => `  ${declaration}\n`).join('')}
  constructor(scope: Construct, id: string${props}) {
    super(scope, id${props && ', props'});

${tables.map(({ statements }) => statements).join('\n')}  }
}
`;
}

/** `node` or `tags` as a name would be a member of Stack already; nothing of it ends in `Table`. */
function printTable(schema: TableSchema, id: string, names: Set<string>, options: ValidateOptions) {
  const variable = `${id.charAt(0).toLowerCase()}${id.slice(1)}Table`;
  const issues = issuesOfTableV2(schema);
  const construct = constructFor(schema, issues);
  const expression = describe[construct](schema, options);
  names.add(construct);
  if (issues.length) names.add('RemovalPolicy');
  const indent = '    ';
  const table = `this.${variable}`;
  const scaling = construct === 'CfnTable' ? printScaling(schema, id, table, indent, names) : [];
  return {
    declaration: `readonly ${variable}: ${construct};`,
    statements: [
      ...[...issues.map((issue) => printReason(construct, issue)), ...scalingNote(schema), ...replicaNotes(schema)].map(
        (line) => `${indent}// ${visible(line)}\n`,
      ),
      `${printLiteral(sourceOf(expression, names), `${indent}${table} = new ${construct}(this, '${id}', `, ');')}\n`,
      ...(issues.length ? [`${indent}${table}.applyRemovalPolicy(RemovalPolicy.RETAIN);\n`] : []),
      ...scaling,
    ].join(''),
  };
}

const describe = { TableV2: describeTableV2, CfnGlobalTable: describeCfnGlobalTable, CfnTable: describeCfnTable };

/** A CfnTable takes all that a table in one Region has. */
function constructFor({ replicas = {} }: TableSchema, issues: readonly TableIssue[]): keyof typeof describe {
  if (!issues.length) return 'TableV2';
  return Object.keys(replicas).length ? 'CfnGlobalTable' : 'CfnTable';
}

function printReason(construct: string, { path, message }: TableIssue): string {
  return `A ${construct}, for ${formatPath(path)}: ${message}.`;
}

/** The props have no word for capacity that something else moves. */
function scalingNote(schema: TableSchema): string[] {
  const unmanaged = unmanagedCapacity(schema);
  return unmanaged
    ? [
        `Something else moves the capacity of ${placesOf(unmanaged)}. An update that changes the table may set it to these numbers again.`,
      ]
    : [];
}

function printImports(names: ReadonlySet<string>): string {
  return modules
    .map(([module, known]) => [module, known.filter((name) => names.has(name))] as const)
    .filter(([, used]) => used.length)
    .map(([module, used]) =>
      used.every((name) => name.startsWith('type '))
        ? `import type { ${used.map((name) => name.slice('type '.length)).join(', ')} } from '${module}';\n`
        : `import { ${used.join(', ')} } from '${module}';\n`,
    )
    .join('');
}

function assertClassName(className: string): void {
  const taken = modules.some(([, known]) => known.some((name) => name.replace('type ', '') === className));
  if (/^[A-Z][A-Za-z0-9]*$/.test(className) && !taken) return;
  throw new TableSchemaError('The set of CDK options', [
    {
      rule: 'cdk-class-name',
      path: ['className'],
      message: `${JSON.stringify(className)} must be letters and digits, start with a capital, and not be a class that the source imports`,
    },
  ]);
}
