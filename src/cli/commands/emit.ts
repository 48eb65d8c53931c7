import path from 'node:path';
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
} from '../../formats/index.js';
import type { TableSchema } from '../../schema/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { writeOut } from '../outFile.js';
import type { Output } from '../output.js';
import { accesses, type Target } from '../targets.js';

export interface EmitOptions extends SchemaOptions {
  readonly out?: string;
  readonly format?: string;
  readonly title?: string;
  readonly access?: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  readonly indexes?: readonly string[];
}

/** The flags that mean something for each target. */
const flags = {
  cloudformation: ['format'],
  terraform: ['format'],
  cdk: [],
  iam: ['access', 'account', 'region', 'partition', 'indexes'],
  cli: ['region'],
  markdown: ['title'],
  mermaid: ['title'],
  html: ['title', 'account', 'region'],
  typescript: [],
} as const satisfies Record<Target, readonly (keyof EmitOptions)[]>;

function refuseStrayFlags(target: Target, options: EmitOptions): void {
  const known: readonly string[] = flags[target];
  const stray = Object.values(flags)
    .flat()
    .find((flag) => options[flag] !== undefined && !known.includes(flag));
  if (!stray) return;
  const takes = known.length
    ? `It takes ${known.map((flag) => `--${flag}`).join(', ')}.`
    : 'It takes no flags of its own.';
  throw failure(`--${stray} means nothing for ${target}`, takes);
}

/** `tablewright emit`: other tools' text from the schemas. */
export async function emit(target: Target, options: EmitOptions, out: Output): Promise<ExitCode> {
  refuseStrayFlags(target, options);
  const loaded = await loadSchemas(options);
  const { tables } = loaded;
  if (target === 'cli') return emitCli(tables, options, out);
  const text =
    target === 'iam'
      ? await iamDocument(tables, { access: 'read-write', ...options, region: options.region ?? loaded.region }, out)
      : render(target, tables, options);
  if (options.out === undefined) out.data(text);
  else {
    await writeOut(options.out, text);
    out.note(`Wrote ${options.out}`);
  }
  return exitCodes.done;
}

function render(target: Exclude<Target, 'iam' | 'cli'>, tables: readonly TableSchema[], options: EmitOptions): string {
  const titled = options.title === undefined ? {} : { title: options.title };
  switch (target) {
    case 'cloudformation':
      return toCloudFormation(tables, { format: formatOf<'yaml' | 'json'>(options, ['yaml', 'json']) });
    case 'terraform':
      return toTerraform(tables, { format: formatOf<'hcl' | 'json'>(options, ['hcl', 'json']) });
    case 'cdk':
      return toCdk(tables);
    case 'markdown':
      return toMarkdown(tables, titled);
    case 'mermaid':
      return toMermaid(tables, titled);
    case 'html':
      return toHtml(tables, {
        ...titled,
        ...(options.account !== undefined && { account: options.account }),
        ...(options.region !== undefined && { region: options.region }),
      });
    case 'typescript':
      return toTypeScript(tables);
    default:
      return target satisfies never;
  }
}

/** The format asked for, or the first. */
function formatOf<Format extends string>({ format }: EmitOptions, formats: readonly [Format, ...Format[]]): Format {
  if (format === undefined) return formats[0];
  const found = formats.find((known) => known === format);
  if (!found) throw failure(`--format ${format}: there is no such format here`, `Choose ${formats.join(' or ')}.`);
  return found;
}

async function emitCli(tables: readonly TableSchema[], options: EmitOptions, out: Output): Promise<ExitCode> {
  const { files, commands } = toCliInput(tables, options.region === undefined ? {} : { region: options.region });
  if (options.out === undefined) {
    if (!out.json) throw failure('cli makes several files', 'Give a folder for them, --out folder, or --json.');
    out.result(
      () => ({ files, commands }),
      () => '',
    );
    return exitCodes.done;
  }
  for (const [name, content] of Object.entries(files)) await writeOut(path.join(options.out, name), content);
  const script = ['#!/bin/sh', 'set -e', 'cd "$(dirname "$0")"', ...commands, ''].join('\n');
  await writeOut(path.join(options.out, 'create-tables.sh'), script);
  out.note(
    `Wrote ${Object.keys(files).length + 1} files into ${options.out}. Create the tables: sh ${path.join(options.out, 'create-tables.sh')}`,
  );
  return exitCodes.done;
}

interface IamOptions {
  readonly access?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly partition?: string | undefined;
  readonly indexes?: readonly string[] | undefined;
}

/** The policy; with the account or the Region not given, it holds in any, and a note says so. */
export async function iamDocument(tables: readonly TableSchema[], options: IamOptions, out: Output): Promise<string> {
  const access = accesses.find((known) => known === options.access);
  if (!access) throw failure(`--access ${options.access ?? ''}: what access?`, `Choose one of ${accesses.join(', ')}.`);
  const region = options.region ?? process.env.AWS_REGION;
  const open = [...(options.account === undefined ? ['--account'] : []), ...(region === undefined ? ['--region'] : [])];
  if (open.length) out.note(`The ARNs hold a * for what was not given; narrow them: ${open.join(', ')}.`);
  const policy = toIamPolicy(tables, {
    access,
    account: options.account ?? '*',
    region: region ?? '*',
    ...(options.partition !== undefined && { partition: options.partition }),
    ...(options.indexes !== undefined && { indexes: options.indexes }),
  });
  return `${JSON.stringify(policy, null, 2)}\n`;
}
