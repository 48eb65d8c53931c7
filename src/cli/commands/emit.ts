import path from 'node:path';
import { type TargetName, targets } from '../../formats/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { type Loaded, loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { writeOut } from '../outFile.js';
import type { Output } from '../output.js';
import { warnOfUnmet } from '../policy.js';
import { policyPlace } from '../policyPlace.js';
import { targetFlags, writtenFlag } from '../targets.js';
import { emitUpdates, type UpdatesOptions } from './emitUpdates.js';

export interface EmitOptions extends SchemaOptions, UpdatesOptions {}

/** `tablewright emit`: other tools' text from the schemas. */
export async function emit(name: TargetName, options: EmitOptions, out: Output): Promise<ExitCode> {
  refuseStrayFlags(name, options);
  const loaded = await loadSchemas(options);
  warnOfUnmet(loaded, out);
  const { tables, region, quotas } = loaded;
  const wanted = { ...options, region: options.region ?? region, quotas };
  if (options.since !== undefined) return emitUpdates(tables, options.since, wanted, out);
  const asked = name === 'iam' ? { ...wanted, ...whatPackagesDo(loaded, options), ...policyPlace(wanted) } : wanted;
  const { make, makeFiles } = targets[name] as (typeof targets)[TargetName] &
    Pick<(typeof targets)['cli'], 'makeFiles'>;
  if (makeFiles && options.out !== undefined) return emitFolder(makeFiles(tables, asked), options.out, out);
  if (makeFiles && out.json) {
    out.result(
      () => ({ files: makeFiles(tables, asked) }),
      () => '',
    );
    return exitCodes.done;
  }
  const text = make(tables, asked);
  if (options.out === undefined) out.data(text);
  else {
    await writeOut(options.out, text);
    out.note(`Wrote ${options.out}`);
  }
  return exitCodes.done;
}

/** A policy allows what the packages of the catalog do, unless something else is asked for. */
function whatPackagesDo({ tables, actions }: Loaded, options: EmitOptions): Pick<Loaded, 'actions'> {
  if (!actions || options.access || options.actions) return {};
  const unknown = tables.filter(({ tableName }) => !Object.hasOwn(actions, tableName));
  if (unknown.length) {
    throw failure(
      `${unknown.map(({ tableName }) => tableName).join(', ')}: no package is known by its actions on it`,
      'Make a policy for it by itself, or give --access or --actions for all of them.',
    );
  }
  return { actions };
}

function refuseStrayFlags(name: TargetName, options: EmitOptions): void {
  const { flags, formats } = targets[name];
  const known: readonly string[] = flags;
  const written = flags.flatMap((flag) => writtenFlag(flag) ?? []);
  const stray = targetFlags.find((flag) => options[flag] !== undefined && !known.includes(flag));
  if (stray) {
    throw failure(
      `${writtenFlag(stray)} means nothing for ${name}`,
      written.length ? `It takes ${written.join(', ')}.` : 'It takes no flags of its own.',
    );
  }
  if (options.since !== undefined && name !== 'cloudformation')
    throw failure(`--since means nothing for ${name}`, 'Stacks of CloudFormation are updated by it.');
  if (options.parameter !== undefined && options.since === undefined)
    throw failure('--parameter means nothing without --since', 'It is for the template that is deployed.');
  const { format } = options;
  if (format !== undefined && !formats.includes(format))
    throw failure(`--format ${format}: there is no such format here`, `Choose ${formats.join(' or ')}.`);
}

async function emitFolder(files: { readonly [name: string]: string }, folder: string, out: Output): Promise<ExitCode> {
  for (const [name, content] of Object.entries(files)) await writeOut(path.join(folder, name), content);
  const script = Object.keys(files).find((name) => name.endsWith('.sh'));
  const use = script === undefined ? '' : ` Create the tables: sh ${path.join(folder, script)}`;
  out.note(`Wrote ${Object.keys(files).length} files into ${folder}.${use}`);
  return exitCodes.done;
}
