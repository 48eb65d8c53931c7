import path from 'node:path';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { writeOut } from '../outFile.js';
import type { Output } from '../output.js';
import { canAsk, chooseOffers, confirmWriting } from '../project/ask.js';
import { offerLiveTables } from '../project/liveTables.js';
import { type Offer, withoutRepeats } from '../project/offer.js';
import { type ProjectFiles, projectFiles, stageOf } from '../project/projectFiles.js';
import { readFolder } from '../project/readFolder.js';
import { nextCommands, offersText, type Step, stepsOf, stepsText } from '../project/steps.js';

export interface InitProjectOptions extends PlaceOptions {
  readonly prefix?: string;
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly table?: string;
  readonly generateIam?: string | boolean;
  readonly account?: string;
}

/** `tablewright init` without a name: sets the folder's project up, and changes nothing that is there. */
export async function initProject(options: InitProjectOptions, out: Output): Promise<ExitCode> {
  if (options.table !== undefined || options.generateIam || options.account !== undefined) {
    throw failure(
      '--table, --generate-iam and --account are for ready-made tables, and none was named',
      'Name them: tablewright init sessions. Without a name, init sets a project up.',
    );
  }
  const folder = process.cwd();
  const before = projectFiles(folder, []);
  const { offers, hints } = before.hasTables ? { offers: [], hints: [] } : await lookAround(options, out);
  if (before.hasTables && placeFlags(options).length) {
    out.warn('Tables are declared here already, so none were looked for: pull writes live ones.');
  }
  if (offers.length || hints.length) out.note(offersText(offers, hints, out.noteColors));
  const asks = !options.yes && !options.plan && canAsk();
  const chosen = asks ? await chooseOffers(offers) : offers;
  if (!chosen) return nothingWritten(out);
  const tables = chosen.flatMap((offer) => offer.tables);
  const prefix = chosen.some(({ prefix }) => prefix) ? options.prefix : '';
  // An endpoint takes any Region.
  const place = { prefix, region: options.endpoint === undefined ? options.region : undefined };
  const project = projectFiles(folder, tables, place);
  const stage = stageOf(tables, place);
  const steps = stepsOf(folder, project, stage);
  const changes = steps.filter(({ outcome }) => outcome !== 'kept');
  const writes = options.yes || (asks && changes.length > 0 && (await confirmWriting(changes)));
  if (asks && changes.length && !writes) return nothingWritten(out);
  if (writes) {
    for (const { file, content } of changes) await writeOut(path.join(folder, file), content, whereToWrite);
  }
  tell(steps, { offers: chosen, hints, project, done: Boolean(writes) }, out);
  const leftOut = chosen.some((offer) => offer.leftOut.length);
  if (writes || !changes.length) {
    out.note(nextCommands(folder, project, stage === undefined ? {} : { stage }, out.noteColors));
    return leftOut ? exitCodes.negative : exitCodes.done;
  }
  out.note(`Nothing was written. Do it:  npx tablewright init ${[...placeFlags(options), '--yes'].join(' ')}`);
  return options.plan ? exitCodes.done : exitCodes.couldNotRun;
}

/** As they were given: without them, other tables would be found. */
function placeFlags(options: InitProjectOptions): string[] {
  const quoted = (value: string) => (/^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);
  return (['prefix', 'region', 'profile', 'endpoint', 'emulator', 'local'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined || value === false ? [] : [`--${name}${value === true ? '' : ` ${quoted(value)}`}`];
  });
}

const whereToWrite = 'Make room for it, or run init in a folder that you may write to.';

function nothingWritten(out: Output): ExitCode {
  out.warn('Nothing was written.');
  return exitCodes.couldNotRun;
}

async function lookAround(
  options: InitProjectOptions,
  out: Output,
): Promise<{ readonly offers: readonly Offer[]; readonly hints: readonly string[] }> {
  const { offers, hints } = await readFolder();
  const live: Offer[] = [];
  const { prefix = '', region, profile, endpoint, local } = options;
  if (options.prefix !== undefined || region || profile || endpoint || local) {
    live.push(await atPlace(options, {}, out, (connection) => offerLiveTables(connection, prefix)));
  }
  return {
    offers: withoutRepeats([...offers, ...live]).filter(({ tables, leftOut }) => tables.length || leftOut.length),
    hints,
  };
}

function tell(
  steps: readonly Step[],
  {
    offers,
    hints,
    project,
    done,
  }: { offers: readonly Offer[]; hints: readonly string[]; project: ProjectFiles; done: boolean },
  out: Output,
): void {
  out.result(
    () => ({
      command: 'init',
      done,
      files: steps.map(({ file, outcome, scripts, advice }) => ({ file, outcome, scripts, advice })),
      sources: offers.map(({ name, tables, notes, leftOut }) => ({
        name,
        tables: tables.map(({ schema }) => schema.tableName),
        notes,
        leftOut,
      })),
      hints,
      needs: project.manifest.text === undefined ? ['package.json'] : [],
    }),
    () => stepsText(steps, done, out.colors),
  );
}
