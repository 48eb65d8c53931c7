/**
 * Everything that is derived from a schema for other tools, written to a folder: `npx tsx examples/emit.ts [folder]`. Without a
 * folder it makes one among the system's temporary files.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  sessionTableSchema,
  TableSchemaError,
  toCreateTableInput,
} from 'tablewright';
import {
  toCdk,
  toCliInput,
  toCloudFormation,
  toHtml,
  toIamPolicy,
  toMarkdown,
  toMermaid,
  toTerraform,
  toTypeScript,
} from 'tablewright/formats';

const schemas = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];
// An application's own; here it is AWS's account for examples.
const place = { account: '123456789012', region: 'us-east-1' };

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Each file by its name, in the folder; `cli/` has the files that the commands in `create.sh` read. */
function outputs(): { [file: string]: string } {
  const cli = toCliInput(schemas, { region: place.region });
  const files: { [file: string]: string } = {
    'tables.html': toHtml(schemas, { title: 'Sentinel', ...place }),
    'tables.md': toMarkdown(schemas),
    'tables.mmd': toMermaid(schemas),
    'tables.ts': toTypeScript(schemas),
    'cloudformation.yaml': toCloudFormation(schemas),
    'cloudformation.json': toCloudFormation(schemas, { format: 'json' }),
    'terraform/main.tf': toTerraform(schemas),
    'terraform-json/main.tf.json': toTerraform(schemas, { format: 'json' }),
    'cdk/stack.ts': toCdk(schemas),
    'cli/create.sh': `#!/bin/sh\nset -e\n${cli.commands.join('\n')}\n`,
  };
  for (const [file, content] of Object.entries(cli.files)) files[`cli/${file}`] = content;
  for (const access of ['read', 'write', 'read-write', 'provision'] as const) {
    const options = { access, ...place };
    files[`iam/${access}.json`] = toJson(toIamPolicy(schemas, options));
  }
  for (const schema of schemas) files[`create-table/${schema.tableName}.json`] = toJson(toCreateTableInput(schema));
  return files;
}

async function main() {
  const [, , given] = process.argv;
  const folder = given === undefined ? await mkdtemp(path.join(tmpdir(), 'tablewright-')) : path.resolve(given);
  const files = outputs();
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
    console.log(`${file.padEnd(40)} ${String(Buffer.byteLength(content)).padStart(7)} bytes`);
  }
  console.log(`\n${Object.keys(files).length} files in ${folder}; open tables.html in a browser.`);
}

main().catch((error) => {
  console.error(error instanceof TableSchemaError ? error.message : `emit failed: ${error}`);
  process.exitCode = 1;
});
