import { isProperties } from '../../schema/index.js';
import { type FromCloudFormationOptions, fromCloudFormation } from '../cloudFormation/fromCloudFormation.js';
import { parseTemplate } from '../cloudFormation/parseTemplate.js';
import type { ReadTables } from '../schemas.js';

/** What `fromServerless` needs to know beside the text. */
export interface FromServerlessOptions extends FromCloudFormationOptions {
  /** Values of parameters, of the service (`${param:x}`) and of CloudFormation's, in place of their defaults. */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
  /** Options of the command line, `${opt:stage}`. */
  readonly options?: { readonly [name: string]: string | number | boolean };
  /** Variables of the environment, `${env:TABLE}`. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** Texts of files by the path that `${file(path)}` names, relative to the folder of serverless.yml. */
  readonly files?: { readonly [path: string]: string };
}

/** What was read from a serverless.yml. */
export interface ReadServerless extends ReadTables {
  /** The files that the text needs and `files` has not, each as the text names it. Give them, and read again. */
  readonly missingFiles: readonly string[];
}

/**
 * Reads the tables in the resources of a `serverless.yml` into schemas by logical id.
 *
 * @example
 * ```ts
 * const { tables, issues } = fromServerless(await readFile('serverless.yml', 'utf8'), { options: { stage: 'dev' } });
 * ```
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML.
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
export function fromServerless(text: string, options: FromServerlessOptions = {}): ReadServerless {
  const { value } = parseTemplate(text, 'serverless');
  const { resources } = isProperties(value) ? value : {};
  return { ...fromCloudFormation(isProperties(resources) ? resources : {}, options), missingFiles: [] };
}
