import type { ValidateOptions } from '../../schema/index.js';

/** How `toTerraform` writes tables. */
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
