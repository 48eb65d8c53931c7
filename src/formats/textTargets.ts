import { toCreateTableInput } from '../aws/index.js';
import { createTablesScript, selfContainedScript } from './awsCli/scripts.js';
import { toCliInput } from './awsCli/toCliInput.js';
import { toCdk } from './cdk/toCdk.js';
import { toCloudFormation } from './cloudFormation/toCloudFormation.js';
import { toMarkdown } from './docs/toMarkdown.js';
import { toMermaid } from './docs/toMermaid.js';
import { type IamPolicyOptions, toIamPolicy } from './iam/toIamPolicy.js';
import { toSchemaList } from './schemas.js';
import { formattedTarget, type Target, target } from './target.js';
import { toTerraform } from './terraform/toTerraform.js';
import { toTypeScript } from './typescript/toTypeScript.js';
import { visibleJson } from './visibleJson.js';

const awsCli: Target = {
  label: 'AWS CLI',
  flags: ['region'],
  formats: [],
  make: (schemas, { region } = {}) => selfContainedScript(toCliInput(schemas, { region })),
  makeFiles(schemas, { region } = {}) {
    const input = toCliInput(schemas, { region });
    return { ...input.files, 'create-tables.sh': createTablesScript(input) };
  },
};

/** The targets that the page offers to copy, in the order of its tabs: all but itself. */
export const textTargets = {
  typescript: /* @__PURE__ */ target('TypeScript', ['indexConstants'], (schemas, { indexConstants }) =>
    toTypeScript(schemas, { indexConstants }),
  ),
  cloudformation: /* @__PURE__ */ formattedTarget(
    'CloudFormation',
    ['yaml', 'json'],
    ['logicalIds', 'resourceType', 'outputs', 'deletionPolicy'],
    (schemas, { logicalIds, resourceType, outputs, deletionPolicy }, format) =>
      toCloudFormation(schemas, { format, logicalIds, resourceType, outputs, deletionPolicy }),
  ),
  terraform: /* @__PURE__ */ formattedTarget(
    'Terraform',
    ['hcl', 'json'],
    ['outputs', 'indexKeys'],
    (schemas, { outputs, indexKeys }, format) => toTerraform(schemas, { format, outputs, indexKeys }),
  ),
  cdk: /* @__PURE__ */ target('CDK', ['logicalIds'], (schemas, { logicalIds }) => toCdk(schemas, { logicalIds })),
  cli: awsCli,
  'create-table': /* @__PURE__ */ target('CreateTable', [], (schemas) => {
    const inputs = toSchemaList(schemas).map((schema) => toCreateTableInput(schema));
    return `${visibleJson(inputs.length === 1 ? inputs[0] : inputs)}\n`;
  }),
  iam: /* @__PURE__ */ target(
    'IAM',
    ['access', 'actions', 'account', 'region', 'partition', 'indexes', 'scan', 'stream', 'sid'],
    (schemas, { access, actions, account = '', region = '', partition, indexes, scan, stream, sid }) => {
      const allowed = { access: access ?? (actions ? undefined : 'read-write'), actions, scan } as IamPolicyOptions;
      return `${visibleJson(toIamPolicy(schemas, { ...allowed, account, region, partition, indexes, stream, sid }))}\n`;
    },
  ),
  markdown: /* @__PURE__ */ target('Markdown', ['title'], (schemas, { title }) => toMarkdown(schemas, { title })),
  mermaid: /* @__PURE__ */ target('Mermaid', ['title'], (schemas, { title }) => toMermaid(schemas, { title })),
} as const satisfies Record<string, Target>;
