import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type CloudFormationUpdate,
  type TargetOptions,
  toCloudFormationUpdates,
  toTemplateText,
} from '../../formats/index.js';
import type { TableSchema } from '../../schema/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { writeOut } from '../outFile.js';
import type { Output } from '../output.js';

export interface UpdatesOptions extends TargetOptions {
  /** The template that is deployed. */
  readonly since?: string;
  /** Its parameters: `Stage=prod`. */
  readonly parameter?: readonly string[];
  readonly out?: string;
}

/** `tablewright emit cloudformation --since template.yaml`: the updates that lead from that template to the schemas. */
export async function emitUpdates(
  tables: readonly TableSchema[],
  since: string,
  options: UpdatesOptions,
  out: Output,
): Promise<ExitCode> {
  const { format = 'yaml', out: folder, parameter = [] } = options;
  const { logicalIds, resourceType, region, deletionPolicy, quotas } = options;
  const text = await readFile(since, 'utf8').catch((error: Error) => {
    throw failure(`--since ${since}: ${error.message}`, 'Give the template as it is deployed.', error);
  });
  const updates = toCloudFormationUpdates(text, tables, {
    logicalIds,
    resourceType,
    region,
    deletionPolicy,
    quotas,
    parameters: parametersOf(parameter),
  });
  const names = updates.map((_, i) => `update-${String(i + 1).padStart(String(updates.length).length, '0')}.${format}`);
  if (folder !== undefined) {
    await refuseOthers(folder, names);
    for (const [i, { template }] of updates.entries()) {
      await writeOut(path.join(folder, names[i]), toTemplateText(template, { format: format as 'yaml' | 'json' }));
    }
  }
  out.result(
    () => ({ command: 'emit', updates: updates.map((update, i) => ({ file: names[i], ...update })) }),
    () => updates.map((update, i) => textOf(i + 1, names[i], update)).join('\n'),
  );
  if (!updates.length) out.note('The template says what the schemas say: there is nothing to update.');
  else if (folder === undefined) out.note('Write the templates: --out FOLDER, and deploy them in this order.');
  else out.note(`Wrote ${updates.length} templates into ${folder}. Deploy them in this order.`);
  return exitCodes.done;
}

/** Templates of another run would be deployed with those of this one. */
async function refuseOthers(folder: string, names: readonly string[]): Promise<void> {
  // What else is wrong with the folder is told when it is written to.
  const present = await readdir(folder).catch(() => []);
  const other = present.find((file) => /^update-\d+\.(?:yaml|json)$/.test(file) && !names.includes(file));
  if (other !== undefined) {
    throw failure(
      `--out ${folder}: ${other} is there, of other updates, and would be taken for one of these`,
      'Remove it, or give another folder.',
    );
  }
}

function textOf(number: number, file: string, { changes, note }: CloudFormationUpdate): string {
  const words = changes.map((change) => {
    const place = change.logicalId ?? 'what is outside of Resources';
    if (change.kind === 'other') return `change ${place}`;
    if (change.kind === 'change-capacity') return `change the capacity of ${place}`;
    const verb = change.kind.startsWith('add') ? 'add' : 'remove';
    return 'region' in change
      ? `${verb} the replica in ${change.region} of ${place}`
      : `${verb} the index ${change.indexName} of ${place}`;
  });
  return `${number}. ${file}: ${words.join(', ')}\n${note.replace(/^/gm, '   ')}\n`;
}

function parametersOf(pairs: readonly string[]): { [name: string]: string } {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw failure(`--parameter ${pair}: there is no value`, 'Write --parameter name=value.');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
