// Prints the milliseconds that an emitter takes for so many tables, and the peak memory of the process in megabytes.
import * as emit from '../../dist/emit.js';
import { sessionTableSchema, withTableName } from '../../dist/index.js';

const [name, count] = [process.argv[2], Number(process.argv[3])];
const tables = (prefix, n) => Array.from({ length: n }, (_, i) => withTableName(sessionTableSchema, `${prefix}-${i}`));
/** A template takes 500 resources, so there are several. */
const templates = (schemas, format) => {
  for (let i = 0; i < schemas.length; i += 500) {
    emit.toCloudFormation(schemas.slice(i, i + 500), { format, outputs: false });
  }
};
const run = {
  cloudFormationYaml: (schemas) => templates(schemas, 'yaml'),
  cloudFormationJson: (schemas) => templates(schemas, 'json'),
  terraformHcl: (schemas) => emit.toTerraform(schemas, { format: 'hcl' }),
  terraformJson: (schemas) => emit.toTerraform(schemas, { format: 'json' }),
  cdk: (schemas) => emit.toCdk(schemas),
  iam: (schemas) =>
    emit.toIamPolicy(schemas, {
      access: 'read-write',
      account: '123456789012',
      region: 'eu-west-1',
      maxCharacters: 1e9,
    }),
  cli: (schemas) => emit.toCliInput(schemas),
  markdown: (schemas) => emit.toMarkdown(schemas),
  mermaid: (schemas) => emit.toMermaid(schemas),
  html: (schemas) => emit.toHtml(schemas),
  typescript: (schemas) => emit.toTypeScript(schemas),
}[name];

// Warm, and still without the tables that are measured.
for (let i = 0; i < 20; i++) run(tables(`warm-${i}`, 10));
const schemas = tables('sessions', count);
const start = performance.now();
run(schemas);
console.log(performance.now() - start, process.resourceUsage().maxRSS / 1024);
