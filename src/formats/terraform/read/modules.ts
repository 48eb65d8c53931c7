import { show } from '../../../schema/index.js';
import type { Environment, Fuel } from '../evaluate/environment.js';
import { evaluate } from '../evaluate/evaluate.js';
import { createNamed } from '../evaluate/named.js';
import type { Templates } from '../evaluate/parseExpressions.js';
import type { Value } from '../evaluate/value.js';
import { type Module, repetitionsOf } from './blocks.js';
import { type Folder, moduleCalls, resolveSource } from './folders.js';
import { knownModule } from './knownModules.js';
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
  const environment = environmentOf(reading, config, given, !address);
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
      const values = new Map(Object.entries(inputs).map(([input, raw]) => [input, inputOf(raw, around)]));
      if (found) addModule(reading, modules, found, called, values, depth + 1);
      else if (known) {
        const report = (input: string, message: string) =>
          scope.report('terraform-argument', [...path, input], message);
        const made = known(values, report);
        modules.push({
          scope,
          environment: environmentOf(reading, {}, new Map(), false),
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

function environmentOf(
  { templates, fuel }: Reading,
  config: unknown,
  given: ReadonlyMap<string, unknown>,
  isRoot: boolean,
): Environment {
  const definitions = definitionsOf(config, given, templates, isRoot);
  const bound: ReadonlyMap<string, Value> = new Map();
  const environment = (named: Environment['named']): Environment => ({ templates, fuel, bound, named });
  return environment(createNamed(definitions, environment));
}
