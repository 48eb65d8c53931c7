import { dynalite } from './dynalite.js';
import { dynamodbLocal } from './dynamodbLocal.js';
import { dynoxide } from './dynoxide.js';
import { type Command, type Engine, type EngineName, type EngineSearch, engineNames, type Launch } from './engine.js';

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
export function locateEngine(name: EngineName): EngineSearch {
  return engines[name].locate();
}

/** An engine that is wanted, and by what: the option or the variable, for messages. */
export interface Wish {
  readonly engine: EngineName;
  readonly by: string;
}

/** The wish that a name from outside stands for, which may be no engine's. */
export function wishFor(name: string, by: string): Wish {
  const engine = engineNames.find((known) => known === name);
  if (engine !== undefined) return { engine, by };
  throw new Error(`${by}: unknown engine '${name}'. Choose one of: ${engineNames.join(', ')}.`);
}

export interface ChosenEngine {
  readonly name: EngineName;
  readonly label: string;
  readonly command: (launch: Launch) => Command;
}

/** The engine that is wanted, or the first there is. Throws when it is missing, and says how to get one. */
export function chooseEngine(wish: Wish | undefined): ChosenEngine {
  const missing: string[] = [];
  for (const name of wish === undefined ? engineNames : [wish.engine]) {
    const { label, howToGet } = engines[name];
    const search = locateEngine(name);
    if (search.found) return { name, label, command: search.command };
    if (search.isMistake) throw new Error(`${search.reason}. Correct it, or take it out of the environment.`);
    missing.push(`- ${name}: ${search.reason}. ${howToGet}`);
  }
  const what =
    wish === undefined
      ? 'Found no DynamoDB engine to start on this machine. One of these is enough:'
      : `${wish.by}: the engine '${wish.engine}' can't be started on this machine.`;
  throw new Error([what, ...missing].join('\n'));
}
