import { type TableIssue, type TableSchema, TableSchemaError } from '../../schema/index.js';
import { type Schemas, toSchemaList } from '../schemas.js';
import { companionsOf } from './companions.js';
import { freeNames } from './freeNames.js';
import { limitsOfTarget } from './limitsOfTarget.js';
import type { TerraformOptions } from './options.js';
import { printHcl } from './printHcl.js';
import { printJson } from './printJson.js';
import { writeReplicas } from './replicas.js';
import { resourceNamesOf } from './resourceNames.js';
import { tableBlock } from './tableBlock.js';

/**
 * Terraform configuration for tables: `aws_dynamodb_table` and the resources beside it that the AWS provider wants for resource
 * policies, contributor insights, auto scaling, Kinesis destinations, tags of streams and KMS keys that are not given by ARN.
 *
 * Replicas are blocks of the table; what else they have are resources of their Regions, by the argument `region`, which the provider has
 * since version 6. What takes no resource, because it must not be there, stands in a comment above the table, and so does what the
 * provider switches off in a replica though the schema leaves it as it is.
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
 * (`terraform-unicode`), capacity, a table class or days of recovery of a replica (`setting-not-carried`), and with `indexKeys:
 * 'hash_key'` keys of several attributes (`terraform-index-key`).
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
 */
export function toTerraform(schemas: Schemas, options: TerraformOptions = {}): string {
  const list = toSchemaList(schemas, options);
  assertCarried(list, options);
  const names = resourceNamesOf(list, options.resourceNames);
  const free = freeNames();
  // The keys of tables have the names of their tables.
  for (const name of names.values()) free('aws_kms_key', name);
  const blocks = list.flatMap((schema) => {
    const name = names.get(schema.tableName) as string;
    const replicas = writeReplicas(schema, name, free);
    return [tableBlock(schema, name, replicas, options), ...companionsOf(schema, name, replicas, free, options)];
  });
  return options.format === 'json' ? printJson(blocks) : printHcl(blocks);
}

function assertCarried(schemas: readonly TableSchema[], options: TerraformOptions) {
  for (const schema of schemas) {
    const issues: TableIssue[] = limitsOfTarget(schema, options);
    if (issues.length) throw new TableSchemaError(`The table ${JSON.stringify(schema.tableName)} in Terraform`, issues);
  }
}
