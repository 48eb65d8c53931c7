import { type TableIssue, type TableSchema, TableSchemaError, type ValidateOptions } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { companionsOf } from './companions.js';
import { limitsOfTarget } from './limitsOfTarget.js';
import { printHcl } from './printHcl.js';
import { printJson } from './printJson.js';
import { resourceNamesOf, uniqueNames } from './resourceNames.js';
import { tableBlock } from './tableBlock.js';

export interface TerraformOptions extends ValidateOptions {
  /** `'hcl'` for a `.tf` file, `'json'` for a `.tf.json` file; both mean the same. Left out: `'hcl'`. */
  readonly format?: 'hcl' | 'json';
  /** Local names of resources by table name. Left out: the table's name, with `_` for what an identifier can't hold. */
  readonly resourceNames?: { readonly [tableName: string]: string };
  /** Terraform refuses a plan that would destroy a table (`prevent_destroy`). Left out: `true`. */
  readonly preventDestroy?: boolean;
  /**
   * Terraform leaves on a live table what the schema leaves out, where the provider would otherwise reset it (`ignore_changes`).
   * Left out: `true`.
   */
  readonly ignoreUnmanaged?: boolean;
  /**
   * How keys of global secondary indexes are written. `'key_schema'` needs version 6.29 of the AWS provider (and its fixes up to
   * 6.37); `'hash_key'` is deprecated, works in all versions, and can't say keys of several attributes. Left out: `'key_schema'`.
   */
  readonly indexKeys?: 'key_schema' | 'hash_key';
  /** Outputs with the name and the ARN of each table, and the ARN of its stream. Left out: `false`. */
  readonly outputs?: boolean;
}

/**
 * Terraform configuration for tables: `aws_dynamodb_table` and the resources beside it that the AWS provider wants for resource
 * policies, contributor insights and KMS keys that are not given by ARN.
 *
 * Attributes that no key uses are not part of it: Terraform takes no others.
 *
 * @example
 * ```ts
 * await writeFile('sessions.tf', toTerraform(sessionTableSchema));
 * ```
 *
 * @throws TableSchemaError with every issue, if a schema is not valid, or has what the provider can't say: vector indexes
 * (`terraform-vector-index`), warm throughput below its minimum (`terraform-warm-throughput`), strings that it would change
 * (`terraform-unicode`), and with `indexKeys: 'hash_key'` keys of several attributes (`terraform-index-key`).
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
 */
export function toTerraform(schemas: Schemas, options: TerraformOptions = {}): string {
  const list = toSchemaList(schemas, options);
  assertCarried(list, options);
  const names = resourceNamesOf(list, options.resourceNames);
  const freeNames = { insights: uniqueNames(), outputs: uniqueNames() };
  const blocks = list.flatMap((schema) => {
    const name = names.get(schema.tableName) as string;
    return [tableBlock(schema, name, options), ...companionsOf(schema, name, freeNames, options)];
  });
  return options.format === 'json' ? printJson(blocks) : printHcl(blocks);
}

function assertCarried(schemas: readonly TableSchema[], options: TerraformOptions) {
  for (const schema of schemas) {
    const issues: TableIssue[] = limitsOfTarget(schema, options);
    if (issues.length) throw new TableSchemaError(`The table ${JSON.stringify(schema.tableName)} in Terraform`, issues);
  }
}
