// Prints the milliseconds that an emitter takes for so many tables, and the peak memory of the process in megabytes.
import * as formats from '../../dist/formats.js';
import { sessionTableSchema, withTableName } from '../../dist/index.js';

const [name, count] = [process.argv[2], Number(process.argv[3])];
const tables = (prefix, n) => Array.from({ length: n }, (_, i) => withTableName(sessionTableSchema, `${prefix}-${i}`));
/** A template takes 500 resources, so there are several. */
const templates = (schemas, format) => {
  for (let i = 0; i < schemas.length; i += 500) {
    formats.toCloudFormation(schemas.slice(i, i + 500), { format, outputs: false });
  }
};
const run = {
  cloudFormationYaml: (schemas) => templates(schemas, 'yaml'),
  cloudFormationJson: (schemas) => templates(schemas, 'json'),
  terraformHcl: (schemas) => formats.toTerraform(schemas, { format: 'hcl' }),
  terraformJson: (schemas) => formats.toTerraform(schemas, { format: 'json' }),
  cdk: (schemas) => formats.toCdk(schemas),
  iam: (schemas) =>
    formats.toIamPolicy(schemas, {
      access: 'read-write',
      account: '123456789012',
      region: 'eu-west-1',
      maxCharacters: 1e9,
    }),
  cli: (schemas) => formats.toCliInput(schemas),
  markdown: (schemas) => formats.toMarkdown(schemas),
  mermaid: (schemas) => formats.toMermaid(schemas),
  html: (schemas) => formats.toHtml(schemas),
  typescript: (schemas) => formats.toTypeScript(schemas),
}[name];

// Warm, and still without the tables that are measured.
for (let i = 0; i < 20; i++) run(tables(`warm-${i}`, 10));
const schemas = tables('sessions', count);
const start = performance.now();
run(schemas);
console.log(performance.now() - start, process.resourceUsage().maxRSS / 1024);
