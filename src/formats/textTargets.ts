import { toCreateTableInput } from '../aws/index.js';
import { createTablesScript, selfContainedScript } from './awsCli/scripts.js';
import { type CliInputOptions, toCliInput } from './awsCli/toCliInput.js';
import { type CdkOptions, toCdk } from './cdk/toCdk.js';
import { type CloudFormationOptions, toCloudFormation } from './cloudFormation/toCloudFormation.js';
import { type MarkdownOptions, toMarkdown } from './docs/toMarkdown.js';
import { type MermaidOptions, toMermaid } from './docs/toMermaid.js';
import { type IamPolicyOptions, toIamPolicy } from './iam/toIamPolicy.js';
import { toSchemaList } from './schemas.js';
import { chosen, formattedTarget, type Offer, offered, type Target, target } from './target.js';
import type { TerraformOptions } from './terraform/options.js';
import { toTerraform } from './terraform/toTerraform.js';
import { type TypeScriptOptions, toTypeScript } from './typescript/toTypeScript.js';
import { visibleJson } from './visibleJson.js';

const cliOffer: Offer<CliInputOptions> = { region: true, endpointUrl: true, profile: true };
const cliFlags = /* @__PURE__ */ offered(cliOffer);

const awsCli: Target = {
  label: 'AWS CLI',
  flags: cliFlags,
  formats: [],
  make: (schemas, options = {}) => selfContainedScript(toCliInput(schemas, chosen(options, cliFlags))),
  makeFiles(schemas, options = {}) {
    const input = toCliInput(schemas, chosen(options, cliFlags));
    return { ...input.files, 'create-tables.sh': createTablesScript(input) };
  },
};

/** The targets that the page offers to copy, in the order of its tabs: all but itself. */
export const textTargets = {
  typescript: /* @__PURE__ */ target<TypeScriptOptions>(
    'TypeScript',
    {
      exportName: { notOffered: 'is exportNames for one table' },
      exportNames: true,
      indexConstants: true,
      quotas: true,
    },
    toTypeScript,
  ),
  cloudformation: /* @__PURE__ */ formattedTarget<CloudFormationOptions>(
    'CloudFormation',
    ['yaml', 'json'],
    {
      logicalIds: true,
      resourceType: true,
      outputs: true,
      deletionPolicy: true,
      sequential: true,
      region: true,
      description: true,
      quotas: true,
    },
    toCloudFormation,
  ),
  terraform: /* @__PURE__ */ formattedTarget<TerraformOptions>(
    'Terraform',
    ['hcl', 'json'],
    {
      resourceNames: true,
      outputs: true,
      indexKeys: true,
      preventDestroy: true,
      ignoreUnmanaged: true,
      quotas: true,
    },
    toTerraform,
  ),
  cdk: /* @__PURE__ */ target<CdkOptions>(
    'CDK',
    { logicalIds: true, base: true, className: true, quotas: true },
    toCdk,
  ),
  cli: awsCli,
  'create-table': /* @__PURE__ */ target<object>('CreateTable', {}, (schemas) => {
    const inputs = toSchemaList(schemas).map((schema) => toCreateTableInput(schema));
    return `${visibleJson(inputs.length === 1 ? inputs[0] : inputs)}\n`;
  }),
  iam: /* @__PURE__ */ target<IamPolicyOptions>(
    'IAM',
    {
      access: true,
      actions: true,
      account: true,
      region: true,
      partition: true,
      indexes: true,
      scan: true,
      stream: true,
      sid: true,
      maxCharacters: true,
    },
    (schemas, { access, actions, account = '', region = '', ...options }) => {
      const allowed = { access: access ?? (actions ? undefined : 'read-write'), actions };
      return `${visibleJson(toIamPolicy(schemas, { ...options, ...allowed, account, region } as IamPolicyOptions))}\n`;
    },
  ),
  markdown: /* @__PURE__ */ target<MarkdownOptions>('Markdown', { title: true }, toMarkdown),
  mermaid: /* @__PURE__ */ target<MermaidOptions>('Mermaid', { title: true }, toMermaid),
} as const satisfies Record<string, Target>;
