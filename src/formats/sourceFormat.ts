import { isProperties, type Properties } from '../schema/index.js';

/** What a text is, of what tables are read from. */
export type SourceFormat =
  /** A template of CloudFormation, SAM or CDK: for `fromCloudFormation`. */
  | 'cloudformation'
  /** The resources of a template by themselves, as a `serverless.yml` includes them. */
  | 'cloudformation-resources'
  /** A `serverless.yml`: for `fromServerless`. */
  | 'serverless'
  /** HCL, or Terraform's JSON: for `fromTerraform`. */
  | 'terraform'
  /** A plan or a state as JSON: for `fromTerraformShow`. */
  | 'terraform-show'
  /** Inputs of CreateTable, answers of DescribeTable, data models: for `fromTableJson`. */
  | 'table-json'
  /** A program of CDK, SST or Pulumi, which has to run first. */
  | 'program'
  /** A module of JavaScript or TypeScript, which may export what `fromTableJson` reads. */
  | 'module'
  /** A GraphQL schema of Amplify, of which Amplify makes templates. */
  | 'graphql';

/**
 * Tells by its content what a text is that tables may be read from; `undefined`: none of them.
 *
 * @example
 * ```ts
 * if (sourceFormat(text) === 'table-json') console.log(fromTableJson(text).tables);
 * ```
 *
 * @param filename the file's name, by whose ending programs and modules are told apart from data
 */
export function sourceFormat(text: string, filename = ''): SourceFormat | undefined {
  if (/\.graphql$/i.test(filename)) return /@model\b/.test(text) ? 'graphql' : undefined;
  if (/\.[cm]?[jt]sx?$/i.test(filename)) return isProgram(text) ? 'program' : 'module';
  const json = parsed(text);
  if (json !== undefined) return formatOfJson(json, text);
  if (/\.(tf|hcl)$/i.test(filename) || looksLikeHcl(text)) return 'terraform';
  return formatOfYaml(text);
}

function isProgram(text: string): boolean {
  return /(from|require\()\s*['"](aws-cdk-lib|@aws-cdk\/|monocdk|@pulumi\/|sst\b|@serverless-stack\/|cdktf|@cdktf\/)|\$config\(/.test(
    text,
  );
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOfJson(json: unknown, text: string): SourceFormat | undefined {
  if (isProperties(json)) {
    if (isProperties(json.Resources)) return 'cloudformation';
    if (isProperties(json.planned_values) || isProperties(json.values) || isState(json)) return 'terraform-show';
    if (isProperties(json.resource) || (isProperties(json.module) && !json.KeySchema)) return 'terraform';
    if ('service' in json && 'provider' in json) return 'serverless';
    if (Object.values(json).some(isResource)) return 'cloudformation-resources';
  }
  return /"(KeySchema|KeyAttributes)"/.test(text) || (/"partitionKey"/.test(text) && /"tableName"/.test(text))
    ? 'table-json'
    : undefined;
}

/** A state as Terraform keeps it: https://developer.hashicorp.com/terraform/language/state */
function isState(json: Properties): boolean {
  return 'terraform_version' in json && 'lineage' in json && Array.isArray(json.resources);
}

function isResource(value: unknown): boolean {
  return isProperties(value) && /^AWS::/.test(String(value.Type));
}

function looksLikeHcl(text: string): boolean {
  return /^[ \t]*(resource|module|variable|data|provider)\s+"[^"\n]+"(\s+"[^"\n]+")?\s*\{|^(locals|terraform)\s*\{/m.test(
    text,
  );
}

function formatOfYaml(text: string): SourceFormat | undefined {
  const keys = new Set([...text.matchAll(/^(?:- )?["']?([\w:-]+)["']?[ \t]*:(?=\s|$)/gm)].map(([, key]) => key));
  if (keys.has('Resources') || keys.has('AWSTemplateFormatVersion')) return 'cloudformation';
  if (keys.has('provider') && (keys.has('service') || keys.has('resources') || keys.has('functions')))
    return 'serverless';
  if (keys.has('resources') && (keys.has('service') || /^\s+["']?Resources["']?\s*:/m.test(text))) return 'serverless';
  if (/^\s+["']?Type["']?\s*:\s*["']?AWS::/m.test(text)) return 'cloudformation-resources';
  return /^[\s-]*["']?KeySchema["']?\s*:/m.test(text) ? 'table-json' : undefined;
}
