import { TableSchemaError, visible } from '../../schema/index.js';
import type { YamlText } from '../parseYaml.js';
import type { ReadTables } from '../schemas.js';
import { parseTemplate } from './parseTemplate.js';
import { readTemplate } from './readTemplate.js';

/** What `fromCloudFormation` needs to know beside the template. */
export interface FromCloudFormationOptions {
  /**
   * Values of the template's parameters, in place of their defaults, and of pseudo parameters: `{ 'AWS::Region': 'eu-west-1' }`.
   * One that the template does not have is reported.
   */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
  /** Names of tables by logical id, for those whose name only a deployment knows. */
  readonly names?: { readonly [logicalId: string]: string };
  /** The name of the template's file, for `sources`. */
  readonly filename?: string;
}

/**
 * Reads the tables of a CloudFormation or SAM template, as JSON or YAML text or as an object, into schemas by logical id. YAML is read
 * as CloudFormation does, in version 1.1: `yes` is a boolean and `y` a string.
 *
 * Functions and conditions are worked out with the parameters that you give and the defaults of the others, and a note says which
 * defaults were taken. What is known at deployment only (`!GetAtt`, `!ImportValue`, a condition on `AWS::Region` that is not given) is
 * left out and never becomes a value; a setting of several parts is left out whole when one of them is such. A table whose name is of
 * that kind, or generated because the template gives none, is in `unnamed`, and in `tables` once you give its name in `names`. A
 * table whose condition does not hold is not there.
 *
 * `issues` has an entry for whatever a schema could not take over as it stands: their paths start at `Resources`. What
 * `validateTable` says of the schemas is there too, under paths that start at `tables`: a table whose key was left out is in
 * `tables`, and is not valid. Tables that have one name are not in `tables`. So `issues` is empty if the schemas say all that the
 * template says. DeletionPolicy and the like belong to the stack, not the table, and are passed over.
 *
 * @example
 * ```ts
 * const text = await readFile('template.yaml', 'utf8');
 * const { tables, unnamed, issues } = fromCloudFormation(text, { parameters: { Stage: 'prod', 'AWS::Region': 'eu-west-1' } });
 * ```
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML, or its aliases come to more than 100,000
 * values; or if the object is not plain data.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function fromCloudFormation(template: string | object, options: FromCloudFormationOptions = {}): ReadTables {
  const { parameters = {}, names = {}, filename: file } = options;
  const { lineOf, ...text }: YamlText = typeof template === 'string' ? parseTemplate(template) : plainData(template);
  const sourceOf = (resource: object) => {
    const line = lineOf(resource);
    return { ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
  };
  return readTemplate({ ...text, sourceOf }, { parameters, names });
}

function plainData(template: object): YamlText {
  try {
    const value: unknown = JSON.parse(JSON.stringify(template));
    return { value, issues: [], rewritten: new Map(), lineOf: () => undefined };
  } catch (error) {
    throw new TableSchemaError('The template', [
      { rule: 'template-shape', path: [], message: `must be plain data: ${visible((error as Error).message)}` },
    ]);
  }
}
