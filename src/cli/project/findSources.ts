import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file, or the Terraform files of a folder, that declare DynamoDB tables in the words of another tool. */
export interface Source {
  /** Below the project, with slashes. */
  readonly name: string;
  readonly kind: 'template' | 'terraform';
  readonly text: string;
}

export interface Found {
  readonly sources: readonly Source[];
  /** What could tell of tables, and can't be read as it is, with what to do. */
  readonly hints: readonly string[];
}

/** How far below the project, and how many files: a project with more is not asked to wait. */
const maxDepth = 6;
const maxFiles = 20_000;
/** CloudFormation takes templates of up to 1 MB: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maxBytes = 1_048_576;

/** Others' code, and what tools make of the sources that stand beside it; `cdk.out` is read, since CDK's own source is a program. */
const passedBy = /^(node_modules|bower_components|vendor|dist|build|coverage|\.(?!github$).*)$/;

/** Looks for templates of CloudFormation, SAM, CDK and the Serverless Framework, and for Terraform, in the folder and below it. */
export async function findSources(folder: string): Promise<Found> {
  const sources: Source[] = [];
  const terraform = new Map<string, string[]>();
  const hints: string[] = [];
  const files = await filesBelow(folder);
  for (const file of files) {
    const name = toSlashes(path.relative(folder, file));
    if (!/\.(ya?ml|json|template|tf)$/.test(name) || isOfThePackageManager(name)) continue;
    if (((await stat(file).catch(() => undefined))?.size ?? maxBytes + 1) > maxBytes) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/\.tf$/.test(name)) {
      const module = path.posix.dirname(name);
      terraform.set(module, [...(terraform.get(module) ?? []), text]);
    } else if (/\.tf\.json$/.test(name)) {
      if (text.includes('"aws_dynamodb_table"')) sources.push({ name, kind: 'terraform', text });
    } else if (/AWS::(DynamoDB::(Global)?Table|Serverless::SimpleTable)\b/.test(text)) {
      sources.push({ name, kind: 'template', text });
    }
  }
  for (const [module, texts] of terraform) {
    const text = texts.join('\n');
    // One module: variables and locals are often in files of their own.
    const name = module === '.' ? '*.tf' : `${module}/*.tf`;
    if (/resource\s+"?aws_dynamodb_table"?\s/.test(text)) sources.push({ name, kind: 'terraform', text });
  }
  for (const file of files.filter((file) => path.basename(file) === 'cdk.json')) {
    const app = path.dirname(file);
    if (files.some((other) => other.startsWith(path.join(app, 'cdk.out') + path.sep))) continue;
    const where = toSlashes(path.relative(folder, app));
    hints.push(
      `${where ? `${where}/` : ''}cdk.json: CDK's source is a program. Run  npx cdk synth  there first, and what it makes in cdk.out is read.`,
    );
  }
  return { sources, hints };
}

/** In the order of their names, the nearest first. */
async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  let level = [folder];
  for (let depth = 0; level.length && depth <= maxDepth; depth++) {
    const next: string[] = [];
    for (const place of level) {
      const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
        if (entry.isDirectory() && !passedBy.test(entry.name)) next.push(path.join(place, entry.name));
        else if (entry.isFile()) found.push(path.join(place, entry.name));
      }
      if (found.length > maxFiles) return found.slice(0, maxFiles);
    }
    level = next;
  }
  return found;
}

function isOfThePackageManager(name: string): boolean {
  return /(^|\/)(package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|tsconfig.*\.json)$/.test(name);
}

function toSlashes(file: string): string {
  return file.split(path.sep).join('/');
}
