import { dynalite } from './dynalite.js';
import { dynamodbLocal } from './dynamodbLocal.js';
import { dynoxide } from './dynoxide.js';
import { type Command, type Engine, type EngineName, engineNames, type Launch, type Search } from './engine.js';

const engines: Readonly<Record<EngineName, Engine>> = {
  dynoxide,
  'dynamodb-local': dynamodbLocal,
  dynalite,
};

/**
 * The engines that this machine can run, the preferred one first. Synchronous, so that a test file can choose what it
 * declares: it looks for files, and starts none of them.
 *
 * @example
 * ```ts
 * (availableEngines().includes('dynamodb-local') ? describe : describe.skip)('on DynamoDB Local', () => {});
 * ```
 */
export function availableEngines(): EngineName[] {
  return engineNames.filter((name) => locateEngine(name).found);
}

/** Where one engine is, or why it can't run here. */
export function locateEngine(name: EngineName): Search {
  return engines[name].locate();
}

export interface ChosenEngine {
  readonly name: EngineName;
  readonly command: (launch: Launch) => Command;
}

/** The engine that is asked for, or the first there is. Throws when it is missing, and says how to get one. */
export function chooseEngine(asked: EngineName | undefined): ChosenEngine {
  if (asked !== undefined && !engineNames.includes(asked)) {
    throw new Error(`Unknown engine '${String(asked)}'. Choose one of: ${engineNames.join(', ')}.`);
  }
  const missing: string[] = [];
  for (const name of asked === undefined ? engineNames : [asked]) {
    const search = locateEngine(name);
    if (search.found) return { name, command: search.command };
    missing.push(`- ${name}: ${search.reason}. ${engines[name].howToGet}`);
  }
  const what =
    asked === undefined
      ? 'Found no DynamoDB engine to start on this machine. One of these is enough:'
      : `The engine '${asked}' can't be started on this machine.`;
  throw new Error([what, ...missing].join('\n'));
}
