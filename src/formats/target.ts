import { show } from '../schema/index.js';
import type { CloudFormationOptions } from './cloudFormation/toCloudFormation.js';
import type { IamPolicyOptions } from './iam/toIamPolicy.js';
import type { Schemas } from './schemas.js';
import type { TerraformOptions } from './terraform/options.js';

/** What a caller can ask of targets, by one name in all of them. `flags` of a target says which mean something for it. */
export interface TargetOptions {
  /** The syntax of the text, where a target has several: one of its `formats`. Left out: the first of them. */
  readonly format?: string;
  /** The heading of a document. Left out: the target's own. */
  readonly title?: string;
  /** What an IAM policy allows. Left out: `actions`, or else `'read-write'`. */
  readonly access?: IamPolicyOptions['access'];
  /** The actions that an IAM policy allows, instead of `access`. */
  readonly actions?: IamPolicyOptions['actions'];
  /** The account of the tables, 12 digits, or `'*'` for any. An IAM policy needs it; on the page, an example stands for it. */
  readonly account?: string;
  /** The Region of the tables. An IAM policy needs it, and takes `'*'` for any; elsewhere the tool's own is left out. */
  readonly region?: string;
  /** The partition of the tables in an IAM policy. Left out: `'aws'`. */
  readonly partition?: string;
  /** The indexes that an IAM policy lets read. Left out: all. */
  readonly indexes?: IamPolicyOptions['indexes'];
  /** Whether an IAM policy also allows Scan. Left out: `false`. */
  readonly scan?: boolean;
  /** Whether an IAM policy also lets streams be read. Left out: `false`. */
  readonly stream?: boolean;
  /** The start of each Sid in an IAM policy. Left out: the statements have none. */
  readonly sid?: string;
  /** Ids of the tables in a template or a stack, by table name. Left out: made from the names. */
  readonly logicalIds?: { readonly [tableName: string]: string };
  /** What a template makes of the tables. Left out: `'AWS::DynamoDB::Table'`. */
  readonly resourceType?: CloudFormationOptions['resourceType'];
  /** Whether a template says the names and ARNs of its tables. Left out: the target's own choice. */
  readonly outputs?: boolean;
  /** What becomes of a table that leaves its template. Left out: `'Retain'`. */
  readonly deletionPolicy?: CloudFormationOptions['deletionPolicy'];
  /** How Terraform's keys of global indexes are written. Left out: `'key_schema'`. */
  readonly indexKeys?: TerraformOptions['indexKeys'];
  /** Whether a module of TypeScript also has constants for the names of indexes. Left out: `false`. */
  readonly indexConstants?: boolean;
}

/** The name of an option of a target. */
export type TargetFlag = keyof TargetOptions;

/** A kind of text that is made of schemas, with what a caller must know to offer it. */
export interface Target {
  /** Its name, as people write it: `'AWS CLI'`. */
  readonly label: string;
  /** The options that mean something for it; it looks at no others. */
  readonly flags: readonly TargetFlag[];
  /** The values of `format`, the one that counts where none is given first. Empty where there is only one. */
  readonly formats: readonly string[];
  /**
   * The whole as one text.
   *
   * @throws TableSchemaError if the target can't carry a schema; RangeError for an option that can't be.
   */
  readonly make: (schemas: Schemas, options?: TargetOptions) => string;
  /** The whole as files by name, for a folder of its own. Left out: the one text is the whole. */
  readonly makeFiles?: (schemas: Schemas, options?: TargetOptions) => { readonly [name: string]: string };
}

/** A target whose text has one syntax, and which sees the options that it names, and no others. */
export function target<F extends TargetFlag>(
  label: string,
  flags: readonly F[],
  make: (schemas: Schemas, options: Pick<TargetOptions, F>) => string,
): Target {
  return { label, flags, formats: [], make: (schemas, options = {}) => make(schemas, options) };
}

/** A target whose text has several syntaxes. */
export function formattedTarget<F extends TargetFlag, Format extends string>(
  label: string,
  formats: readonly [Format, ...Format[]],
  flags: readonly F[],
  make: (schemas: Schemas, options: Pick<TargetOptions, F>, format: Format) => string,
): Target {
  return {
    label,
    flags: ['format', ...flags],
    formats,
    make(schemas, options = {}) {
      const format = options.format === undefined ? formats[0] : formats.find((known) => known === options.format);
      if (format === undefined) throw new RangeError(`format ${show(options.format)} must be ${formats.join(' or ')}`);
      return make(schemas, options, format);
    },
  };
}
