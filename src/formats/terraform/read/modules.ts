import { type Properties, show } from '../../../schema/index.js';
import type { Environment, Fuel } from '../evaluate/environment.js';
import { evaluate } from '../evaluate/evaluate.js';
import { createNamed } from '../evaluate/named.js';
import type { Templates } from '../evaluate/parseExpressions.js';
import type { Value } from '../evaluate/value.js';
import { type Module, repetitionsOf } from './blocks.js';
import { type Folder, moduleCalls, resolveSource } from './folders.js';
import { knownModule } from './knownModules.js';
import { createReferences, type ModuleCall } from './references.js';
import type { Scope } from './scope.js';
import { definitionsOf } from './variables.js';

/** What all modules of a configuration share. */
export interface Reading {
  readonly scope: Scope;
  readonly templates: Templates;
  readonly fuel: Fuel;
  readonly folders: ReadonlyMap<string, Folder>;
}

/** A module, and the file in which it or what calls it stands. */
export interface ModuleInFolder extends Module {
  /** The folder whose files tell of it. */
  readonly folder: Folder;
  /** For a module whose files are not there: the call of it in the folder's files. */
  readonly call?: string;
}

/** Modules within modules; Terraform itself has no use for more. */
const deepestModule = 20;

/** More modules than a configuration has, though modules that call others twice double with each level. */
const mostModules = 10_000;

/** A root module and those that it calls, each as often as it is called. */
export function modulesOf(reading: Reading, root: Folder, given: ReadonlyMap<string, unknown>): ModuleInFolder[] {
  const modules: ModuleInFolder[] = [];
  addModule(reading, modules, root, '', given, 0);
  return modules;
}

function addModule(
  reading: Reading,
  modules: ModuleInFolder[],
  folder: Folder,
  address: string,
  given: ReadonlyMap<string, unknown>,
  depth: number,
): void {
  const { scope } = reading;
  const { config } = folder;
  const environment = environmentOf(reading, folder, given, !address);
  modules.push({ scope, environment, config, address, folder });
  for (const [name, properties] of moduleCalls(config)) {
    const path = address ? [address, 'module', name] : ['module', name];
    const { source, version, providers, depends_on, count, for_each, ...inputs } = properties;
    const target = typeof source === 'string' ? resolveSource(folder.path, source) : undefined;
    const found = target === undefined ? undefined : reading.folders.get(target);
    const known = found ? undefined : knownModule(source);
    if ((!found && !known) || depth >= deepestModule || modules.length > mostModules) {
      scope.report('terraform-module', path, whyNotRead(source, target, found));
      continue;
    }
    for (const { key, environment: around } of repetitionsOf({ scope, environment }, path, { count, for_each })) {
      const label = key === undefined ? name : `${name}[${JSON.stringify(key)}]`;
      const called = `${address ? `${address}.` : ''}module.${label}`;
      const values = inputsOf(inputs, around);
      if (found) addModule(reading, modules, found, called, values, depth + 1);
      else if (known) {
        const report = (input: string, message: string) =>
          scope.report('terraform-argument', [...path, input], message);
        const made = known(values, report);
        modules.push({
          scope,
          environment: environmentOf(reading, nowhere, new Map(), false),
          config: made,
          address: called,
          folder,
          call: name,
        });
      }
    }
  }
}

function inputOf(raw: unknown, environment: Environment): Value {
  const value = evaluate(raw, environment);
  return value.kind === 'unknown' && typeof raw === 'string' ? { ...value, argument: value.argument ?? raw } : value;
}

function whyNotRead(source: unknown, target: string | undefined, found: Folder | undefined): string {
  const instead = "or give what terraform show -json says of a plan or the state, which has this module's tables";
  if (found) return 'calls modules that call others too often, and is not read';
  if (target !== undefined) return `the files of ${show(source)} were not given; give them too, ${instead}`;
  return `${show(source)} is not read; for tables in it, give ${instead.slice('or give '.length)}`;
}

const nowhere: Folder = { path: '', config: {}, files: [], variableFiles: [] };

function environmentOf(
  reading: Reading,
  { path, config }: Folder,
  given: ReadonlyMap<string, unknown>,
  isRoot: boolean,
): Environment {
  const { templates, fuel, folders } = reading;
  const calls = new Map(moduleCalls(config));
  const called = new Map<string, ModuleCall | undefined>();
  const callOf = (name: string): ModuleCall | undefined => {
    const { source, count, for_each, ...inputs } = calls.get(name) ?? {};
    const target = typeof source === 'string' ? resolveSource(path, source) : undefined;
    const folder = target === undefined ? undefined : folders.get(target);
    // Of several, each may have another output.
    if (!folder || count !== undefined || for_each !== undefined) return undefined;
    const known = called.get(name) ?? { config: folder.config, environment: once(() => inFolder(folder, inputs)) };
    called.set(name, known);
    return known;
  };
  const inFolder = (folder: Folder, inputs: Properties) =>
    environmentOf(reading, folder, inputsOf(inputs, environment), false);
  const definitions = definitionsOf(config, given, templates, isRoot);
  const bound: ReadonlyMap<string, Value> = new Map();
  const resource = createReferences(config, callOf, () => environment);
  const within = (named: Environment['named']): Environment => ({ templates, fuel, bound, named, resource });
  const environment: Environment = within(createNamed(definitions, within));
  return environment;
}

/** Made when it is asked for first; `undefined` to those that ask while it is made. */
function once(make: () => Environment): () => Environment | undefined {
  let made: Environment | 'started' | undefined;
  return () => {
    if (made === 'started') return undefined;
    if (!made) {
      made = 'started';
      made = make();
    }
    return made;
  };
}

function inputsOf(inputs: Properties, environment: Environment): ReadonlyMap<string, Value> {
  return new Map(Object.entries(inputs).map(([input, raw]) => [input, inputOf(raw, environment)]));
}
