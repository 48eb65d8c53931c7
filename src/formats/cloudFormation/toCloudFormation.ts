import type { Schemas } from '../schemas.js';
import { type CloudFormationTemplateOptions, toCloudFormationTemplate } from './toCloudFormationTemplate.js';
import { toYaml } from './toYaml.js';

/** How `toCloudFormation` writes tables. */
export interface CloudFormationOptions extends CloudFormationTemplateOptions {
  /** The syntax of the text. Left out: `'yaml'`. */
  readonly format?: 'yaml' | 'json';
}

/**
 * The text of a CloudFormation template that makes the tables, with every setting of their schemas.
 *
 * @example
 * ```ts
 * await writeFile('tables.yaml', toCloudFormation([sessionTableSchema, approvalTableSchema]));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, two tables come to the same logical id, a policy can't stand in a template, or
 * the template would break a limit of CloudFormation.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function toCloudFormation(schemas: Schemas, options: CloudFormationOptions = {}): string {
  return toTemplateText(toCloudFormationTemplate(schemas, options), options);
}

/**
 * The text of a template, whatever it holds: one of `toCloudFormationUpdates`, or your own with the resources of
 * `toCloudFormationResources` in it.
 *
 * @example
 * ```ts
 * for (const [i, { template }] of updates.entries()) await writeFile(`update-${i + 1}.yaml`, toTemplateText(template));
 * ```
 */
export function toTemplateText(
  template: object,
  { format = 'yaml' }: Pick<CloudFormationOptions, 'format'> = {},
): string {
  return format === 'json' ? `${JSON.stringify(template, null, 2)}\n` : toYaml(template);
}
