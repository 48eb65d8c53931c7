import { TableSchemaError } from '../../schema/index.js';
import { isRecord, recordsOf } from './shape.js';

/** A configuration as JSON: blocks are lists or objects, and strings are templates. */
export async function parseTerraform(source: string, filename: string): Promise<unknown> {
  const text = source.replace(/^\uFEFF/, '');
  // No file in Terraform's own syntax starts with a bracket.
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw broken(filename, error);
    }
  }
  const parse = await loadParser();
  try {
    return await parse(filename, text);
  } catch (error) {
    throw broken(filename, error);
  }
}

function broken(filename: string, error: unknown): TableSchemaError {
  const message = error instanceof Error ? error.message : String(error);
  return new TableSchemaError(`The Terraform text of ${filename}`, [
    { rule: 'terraform-syntax', path: [], message: `can't be read: ${message}` },
  ]);
}

/** The documents that resource policies give to `jsonencode`, by the policy's text. */
export async function parsePolicies(config: unknown): Promise<ReadonlyMap<string, unknown>> {
  const policies = new Map<string, unknown>();
  for (const resources of isRecord(config) ? recordsOf(config.resource) : []) {
    for (const named of recordsOf(resources.aws_dynamodb_resource_policy)) {
      for (const { policy } of Object.values(named).flatMap(recordsOf)) {
        const encoded = typeof policy === 'string' && /^\$\{\s*jsonencode\((.*)\)\s*\}$/s.exec(policy);
        if (!encoded) continue;
        try {
          const parse = await loadParser();
          const { document } = await parse('policy.tf', `document = ${encoded[1].trim()}\n`);
          policies.set(policy, document);
        } catch {
          // An expression like any other that only Terraform can work out: it will be reported as one.
        }
      }
    }
  }
  return policies;
}

type Parse = (filename: string, contents: string) => Promise<Record<string, unknown>>;

/** A variable, so that bundlers leave it where it is installed: they can't bundle its WebAssembly, and fail at it. */
const hclParser = '@cdktf/hcl2json';

/** Imported only here and now: it holds a parser of 3 MB, which who reads no Terraform does not need. */
async function loadParser(): Promise<Parse> {
  try {
    return ((await import(hclParser)) as typeof import('@cdktf/hcl2json')).parse;
  } catch (error) {
    throw new Error("To read Terraform's own syntax, tablewright needs a parser: npm install @cdktf/hcl2json", {
      cause: error,
    });
  }
}
