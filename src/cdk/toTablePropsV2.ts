import type { TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { describeTableV2 } from '../cdkProps/index.js';
import { type TableSchema, TableSchemaError, type ValidateOptions } from '../schema/index.js';
import { evaluate } from './evaluate.js';

/** What `toTablePropsV2` needs to know beside the schema. */
export interface TablePropsV2Options extends ValidateOptions {
  /** Where a KMS key or a Kinesis stream that the schema names is imported: `this`. No other schema needs it. */
  readonly scope?: Construct;
}

/**
 * The props of a `TableV2`, with every setting of the schema. Add or replace what the stack has to say, such as `removalPolicy`,
 * with a spread.
 *
 * They are for `TableV2` only. The older `Table` takes no indexes as props: given these with a cast, it makes the table without any of
 * its indexes and says nothing.
 *
 * @example
 * ```ts
 * new TableV2(this, 'Sessions', toTablePropsV2(sessionTableSchema));
 * ```
 *
 * A provisioned table has writes that scale, and so have its indexes: TableV2 has no others. Replicas, and keys of yours, need a stack whose
 * Region is known. Where a replica leaves out what the table says, TableV2 would give it that: such a schema is refused.
 *
 * @throws TableSchemaError if the schema is not valid, or says what TableV2 can't carry: vector indexes, writes that do not scale,
 * cooldowns and scheduled actions, contributor insights of an index that are not the table's.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.TableV2.html
 */
export function toTablePropsV2(schema: TableSchema, options: TablePropsV2Options = {}): TablePropsV2 {
  const { scope } = options;
  return evaluate(describeTableV2(schema, options), () => {
    if (scope) return scope;
    throw new TableSchemaError(`TableV2 of ${JSON.stringify(schema.tableName)}`, [
      {
        rule: 'cdk-scope',
        path: [],
        message: 'a KMS key or a Kinesis stream is imported into a scope; pass { scope: this }',
      },
    ]);
  }) as TablePropsV2;
}
