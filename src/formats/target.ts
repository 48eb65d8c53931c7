import { show, type TableQuotas } from '../schema/index.js';
import type { CdkOptions } from './cdk/toCdk.js';
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
  /** What a template or a page says of itself, as plain text. Left out: nothing. */
  readonly description?: string;
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
  /** The most that an IAM policy may hold, in characters without white space. Left out: 6144, as for a managed policy. */
  readonly maxCharacters?: number;
  /** Ids of the tables in a template or a stack, by table name. Left out: made from the names. */
  readonly logicalIds?: { readonly [tableName: string]: string };
  /** What a template makes of the tables. Left out: `'AWS::DynamoDB::Table'`. */
  readonly resourceType?: CloudFormationOptions['resourceType'];
  /** Whether a template says the names and ARNs of its tables. Left out: the target's own choice. */
  readonly outputs?: boolean;
  /** What becomes of a table that leaves its template. Left out: `'Retain'`. */
  readonly deletionPolicy?: CloudFormationOptions['deletionPolicy'];
  /** Whether tables with secondary indexes are made one after the other. Left out: `false`. */
  readonly sequential?: boolean;
  /** Local names of Terraform's resources, by table name. Left out: made from the names. */
  readonly resourceNames?: { readonly [tableName: string]: string };
  /** Whether Terraform refuses to destroy a table. Left out: `true`. */
  readonly preventDestroy?: boolean;
  /** Whether Terraform leaves on a live table what the schema leaves out. Left out: `true`. */
  readonly ignoreUnmanaged?: boolean;
  /** How Terraform's keys of global indexes are written. Left out: `'key_schema'`. */
  readonly indexKeys?: TerraformOptions['indexKeys'];
  /** What the class of CDK's source extends. Left out: `'stack'`. */
  readonly base?: CdkOptions['base'];
  /** The name of the class of CDK's source. Left out: `TablesStack`, or `Tables` for a construct. */
  readonly className?: string;
  /** The address of an emulator in the commands of the AWS CLI. Left out: DynamoDB of AWS. */
  readonly endpointUrl?: string;
  /** The profile in the commands of the AWS CLI. Left out: its default. */
  readonly profile?: string;
  /** The names of constants in a module of TypeScript, by table name. Left out: made from the names. */
  readonly exportNames?: { readonly [tableName: string]: string };
  /** Whether a module of TypeScript also has constants for the names of indexes. Left out: `false`. */
  readonly indexConstants?: boolean;
  /** Quotas that AWS has raised for the account. Left out: AWS's defaults. */
  readonly quotas?: TableQuotas;
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

/** Says that an option of a function is not one of its target, and why. */
export interface NotOffered {
  /** As the end of a sentence that starts with the option. */
  readonly notOffered: string;
}

type Option<Options> = Exclude<Options extends unknown ? keyof Options : never, 'format'>;
type ValueOf<Options, Name> = Options extends unknown ? (Name extends keyof Options ? Options[Name] : never) : never;

/** For each option of a function that makes a text: that its target has it under the same name, or why it has not. */
export type Offer<Options> = {
  readonly [Name in Option<Options>]-?: Name extends TargetFlag
    ? NonNullable<TargetOptions[Name]> extends ValueOf<Options, Name>
      ? true | NotOffered
      : NotOffered
    : NotOffered;
};

/** The options that a target has, as far as a caller gives them. */
type Given<Options> = Pick<TargetOptions, TargetFlag & Option<Options>>;

/** A target whose text has one syntax. It sees the options that it offers, and no others. */
export function target<Options>(
  label: string,
  offer: Offer<Options>,
  make: (schemas: Schemas, options: Given<Options>) => string,
): Target {
  const flags = offered(offer);
  return { label, flags, formats: [], make: (schemas, options = {}) => make(schemas, chosen(options, flags)) };
}

/** A target whose text has several syntaxes. */
export function formattedTarget<Options extends { readonly format?: string }>(
  label: string,
  formats: readonly [NonNullable<Options['format']>, ...NonNullable<Options['format']>[]],
  offer: Offer<Options>,
  make: (schemas: Schemas, options: Given<Options> & Pick<Options, 'format'>) => string,
): Target {
  const flags = offered(offer);
  return {
    label,
    flags: ['format', ...flags],
    formats,
    make(schemas, options = {}) {
      const format = options.format === undefined ? formats[0] : formats.find((known) => known === options.format);
      if (format === undefined) throw new RangeError(`format ${show(options.format)} must be ${formats.join(' or ')}`);
      return make(schemas, { ...chosen(options, flags), format });
    },
  };
}

export function offered(offer: { readonly [option: string]: true | NotOffered }): readonly TargetFlag[] {
  return Object.keys(offer).filter((name) => offer[name] === true) as TargetFlag[];
}

export function chosen(options: TargetOptions, flags: readonly TargetFlag[]): TargetOptions {
  return Object.fromEntries(flags.map((flag) => [flag, options[flag]]));
}
