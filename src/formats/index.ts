export type {
  CloudFormationGlobalTableProperties,
  CloudFormationReplica,
  CloudFormationTableProperties,
} from '../cloudFormation/index.js';
export { type CliInput, type CliInputOptions, toCliInput } from './awsCli/toCliInput.js';
export { type CdkOptions, toCdk } from './cdk/toCdk.js';
export { type FromCloudFormationOptions, fromCloudFormation } from './cloudFormation/fromCloudFormation.js';
export type { CloudFormationScalableTarget, CloudFormationScalingPolicy } from './cloudFormation/scalingResources.js';
export { type CloudFormationOptions, toCloudFormation, toTemplateText } from './cloudFormation/toCloudFormation.js';
export {
  type CloudFormationOutput,
  type CloudFormationResource,
  type CloudFormationResourceOptions,
  type CloudFormationResourceType,
  type CloudFormationTableResource,
  type CloudFormationTemplate,
  type CloudFormationTemplateOptions,
  toCloudFormationResources,
  toCloudFormationTemplate,
} from './cloudFormation/toCloudFormationTemplate.js';
export type { CloudFormationUpdatesOptions } from './cloudFormation/updates/options.js';
export { toCloudFormationUpdates } from './cloudFormation/updates/toCloudFormationUpdates.js';
export type { CloudFormationChange, CloudFormationUpdate } from './cloudFormation/updates/update.js';
export { type MarkdownOptions, toMarkdown } from './docs/toMarkdown.js';
export { type MermaidOptions, toMermaid } from './docs/toMermaid.js';
export type { HtmlOutput } from './html/outputs.js';
export { type HtmlOptions, toHtml } from './html/toHtml.js';
export type { DataAction } from './iam/dataAccess.js';
export type { IamPolicy, IamStatement } from './iam/policy.js';
export { type IamPolicyOptions, toIamPolicy } from './iam/toIamPolicy.js';
export type { ReadTables, Schemas, SourcePlace, UnnamedTable } from './schemas.js';
export { fromServerless, type ReadServerless } from './serverless/fromServerless.js';
export type { FromServerlessOptions } from './serverless/options.js';
export { type SourceFormat, sourceFormat } from './sourceFormat.js';
export { type FromTableJsonOptions, fromTableJson } from './tableJson/fromTableJson.js';
export type { Target, TargetFlag, TargetOptions } from './target.js';
export { type TargetName, targets } from './targets.js';
export type { TerraformOptions } from './terraform/options.js';
export { type FromTerraformOptions, fromTerraform, type TerraformFiles } from './terraform/read/fromTerraform.js';
export { type FromTerraformShowOptions, fromTerraformShow } from './terraform/show/fromTerraformShow.js';
export { toTerraform } from './terraform/toTerraform.js';
export type { TypeScriptSource } from './typescript/tablesToWrite.js';
export { type TypeScriptOptions, toTypeScript, toTypeScriptFiles } from './typescript/toTypeScript.js';
