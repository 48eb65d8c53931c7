import type { FromCloudFormationOptions } from '../cloudFormation/fromCloudFormation.js';

/** What `fromServerless` needs to know beside the text. */
export interface FromServerlessOptions extends FromCloudFormationOptions {
  /** Values of parameters, of the service (`${param:x}`) and of CloudFormation's, in place of their defaults. */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
  /** Options of the command line, for `${opt:stage}` and the like. */
  readonly options?: { readonly [name: string]: string | number | boolean };
  /** Variables of the environment, for `${env:TABLE}` and the like. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** Texts of files by the path that `${file(path)}` names, which starts at the folder of serverless.yml. */
  readonly files?: { readonly [path: string]: string };
}
