import { createRequire } from 'node:module';
import path from 'node:path';
import { failure } from '../failure.js';
import type { Colors } from '../output.js';
import { type Offer, tableNames } from './offer.js';
import { type WithScripts, withScripts } from './packageScripts.js';
import type { ProjectFiles } from './projectFiles.js';
import { hasWhatItNeeds, testRunnerOf } from './runner.js';

/** What becomes of one file. */
export interface Step {
  readonly file: string;
  readonly outcome: 'written' | 'changed' | 'kept';
  readonly content: string;
  /** The scripts that are added. */
  readonly scripts?: readonly string[];
  /** What is left to a person, since a file that is there is not changed. */
  readonly advice?: string;
}

/** On the stage, if there is one, where the tables are as they were found. */
function scriptsOn(stage: string | undefined): { readonly [name: string]: string } {
  const flag = stage === undefined ? '' : ` --stage ${stage}`;
  return { 'tables:plan': `tablewright plan${flag}`, 'tables:check': `tablewright check${flag}` };
}

export function stepsOf(folder: string, { files, manifest }: ProjectFiles, stage: string | undefined): Step[] {
  const steps = files.map((file): Step => {
    if (file.insteadOf === undefined) return { file: file.name, outcome: 'written', content: file.content };
    const advice = hasWhatItNeeds(folder, file) ? undefined : file.needs?.advice;
    return { file: file.insteadOf, outcome: 'kept', content: file.content, ...(advice && { advice }) };
  });
  if (manifest.text === undefined) return steps;
  const { text, added } = scriptsAdded(manifest.text, scriptsOn(stage));
  return added.length
    ? [
        ...steps.filter(({ file, advice }) => file !== 'package.json' || advice),
        { file: 'package.json', outcome: 'changed', content: text, scripts: added },
      ]
    : steps;
}

function scriptsAdded(text: string, scripts: ReturnType<typeof scriptsOn>): WithScripts {
  try {
    return withScripts(text, scripts);
  } catch (error) {
    throw failure(`package.json: ${(error as Error).message}`, 'Correct it, and run init again.');
  }
}

/** What was found, and what of it can't be taken over. */
export function offersText(offers: readonly Offer[], hints: readonly string[], { bold, yellow }: Colors): string {
  const found = offers.flatMap((offer) => [
    ...(offer.tables.length ? [`Found in ${bold(offer.name)}: ${tableNames(offer)}`] : []),
    ...offer.notes.map((note) => `  ${yellow('note')} ${note}`),
    ...offer.leftOut.map((reason) => `  ${yellow('left out')} ${offer.name}: ${reason}`),
  ]);
  return [...found, ...hints.map((hint) => `${yellow('note')} ${hint}`)].join('\n');
}

/** A line for each file. */
export function stepsText(steps: readonly Step[], done: boolean, { green, dim, yellow }: Colors): string {
  const words = { written: done ? 'wrote' : 'would write', changed: done ? 'changed' : 'would change', kept: 'kept' };
  const width = Math.max(...steps.map(({ outcome }) => words[outcome].length));
  const lines = steps.map(({ file, outcome, scripts, advice }) => {
    const color = outcome === 'kept' ? dim : green;
    const added = scripts ? `: ${scripts.length === 1 ? 'script' : 'scripts'} ${scripts.join(', ')}` : '';
    return `${color(words[outcome].padEnd(width))}  ${file}${added}${advice ? `\n${' '.repeat(width)}  ${yellow('to do')}: ${advice}` : ''}`;
  });
  return lines.join('\n');
}

/** What to type next, from the packages that are missing to the tables that are checked. */
export function nextCommands(
  folder: string,
  { files, manifest }: ProjectFiles,
  { stage }: { readonly stage?: string },
  { bold }: Colors,
): string {
  const ofStage = stage ? ` --stage ${stage}` : '';
  const missing = missingPackages(
    folder,
    files.some(({ name }) => name === 'dynamodb.setup.mjs'),
  );
  const lines: [command: string, what: string][] = [
    ...missing.map((command): [string, string] => [command, 'what is not installed yet']),
    ['npx tablewright local --watch', 'a DynamoDB on this machine, which follows your tables'],
    ['npx tablewright plan --local', 'what would be done there'],
    [`npx tablewright check${ofStage}`, 'in CI: whether the live tables are as declared'],
  ];
  const width = Math.max(...lines.map(([command]) => command.length));
  const again = [
    ...(manifest.text === undefined ? ['there is a package.json, for its scripts'] : []),
    ...(testRunnerOf(manifest) ? [] : ['jest or vitest is installed, for the set-up of tests']),
  ];
  const later = again.length ? `\n  Run init again once ${again.join(', and once ')}.` : '';
  return `\n${bold('Next')}\n${lines.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`).join('\n')}${later}\n`;
}

/** The commands that install what the commands and the files need. */
function missingPackages(folder: string, needsJiti: boolean): string[] {
  const from = createRequire(path.join(folder, 'package.json'));
  const isMissing = (name: string) => {
    try {
      from.resolve(name);
      return false;
    } catch {
      return true;
    }
  };
  const needed = ['tablewright/config', '@aws-sdk/client-dynamodb'].filter(isMissing);
  const tools = needsJiti && isMissing('jiti') ? ['jiti'] : [];
  return [
    ...(needed.length
      ? [`npm install ${needed.map((name) => name.replace(/^(tablewright)\/.*/, '$1')).join(' ')}`]
      : []),
    ...(tools.length ? [`npm install --save-dev ${tools.join(' ')}`] : []),
  ];
}
