import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type SourceFormat, sourceFormat } from '../../formats/index.js';
import { failure } from '../failure.js';

/** A file that tables may be read from. */
export interface TextFile {
  /** As people are shown it: as they gave it, or below the folder that they gave. `undefined`: standard input. */
  readonly name: string | undefined;
  /** The absolute path. */
  readonly file: string;
  readonly text: string;
  readonly format: SourceFormat | undefined;
  /** Whether it was named, and not found in a folder. */
  readonly isNamed: boolean;
}

/** Others' code, copies that tools keep, and what they make of the sources that stand beside it. */
const passedBy = /^(node_modules|bower_components|vendor|\..*|asset\..*|#current-cloud-backend|awscloudformation)$/;

/** What in a folder may be of interest; other modules are programs, and are run only when they are named. */
const ofInterest =
  /\.(tf|tf\.json|tfvars|tfvars\.json|json|ya?ml|template|tfstate|graphql)$|^(jest-dynamodb-config|jest-dynalite-config|serverless)\.[cm]?[jt]s$|^cdk\.json$/;
const ofThePackageManager = /^(package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|tsconfig.*\.json)$/;

/** The files of a folder and below it, sorted by name. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && !passedBy.test(entry.name)) found.push(...(await filesIn(place)));
    else if (entry.isFile() && ofInterest.test(entry.name) && !ofThePackageManager.test(entry.name)) found.push(place);
  }
  return found;
}

/** The text files that the paths name: files, folders, and `-` for standard input. */
export async function textFiles(paths: readonly string[]): Promise<TextFile[]> {
  const found = new Map<string, TextFile>();
  for (const name of paths) {
    if (name === '-') {
      const text = await standardInput();
      found.set('-', { name: undefined, file: path.resolve('stdin'), text, format: sourceFormat(text), isNamed: true });
      continue;
    }
    const there = await stat(name).catch((error: Error) => {
      throw failure(`${name} can't be read: ${error.message}`);
    });
    const files = there.isDirectory() ? await filesIn(name) : [name];
    for (const file of files) {
      const absolute = path.resolve(file);
      if (!found.has(absolute)) found.set(absolute, await textFile(file, !there.isDirectory()));
    }
  }
  return [...found.values()];
}

/** Reads a file that was named, or was found. */
export async function textFile(name: string, isNamed: boolean): Promise<TextFile> {
  const text = await readFile(name, 'utf8').catch((error: Error) => {
    throw failure(`${name} can't be read: ${error.message}`);
  });
  const plain = text.replace(/^\uFEFF/, '');
  return { name, file: path.resolve(name), text: plain, format: sourceFormat(plain, name), isNamed };
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
