import { isProperties, own } from '../../../schema/index.js';
import { access } from '../evaluate/collections.js';
import type { Environment } from '../evaluate/environment.js';
import { evaluate } from '../evaluate/evaluate.js';
import { unknown, type Value } from '../evaluate/value.js';
import { recordsOf } from '../recordsOf.js';

/** What a module is called with, and what is called. */
export interface ModuleCall {
  /** The configuration of the module that is called. */
  readonly config: unknown;
  /** Where its outputs are evaluated; `undefined` while its inputs are, which can't need them. */
  environment(): Environment | undefined;
}

/** References that lead to others; more of them are no configuration's. */
const longestWay = 50;

/**
 * What references to a module's outputs, and to the arguments of a table, come to: as much as is written in the configuration. The
 * rest, such as an ARN, only Terraform knows.
 */
export function createReferences(
  config: unknown,
  callOf: (name: string) => ModuleCall | undefined,
  environment: () => Environment,
): NonNullable<Environment['resource']> {
  const tables = new Map(
    entriesIn(isProperties(config) ? recordsOf(config.resource).map((types) => own(types, 'aws_dynamodb_table')) : []),
  );
  const outputs = new Map<ModuleCall, ReadonlyMap<string, unknown>>();
  const known = new Map<string, Value | 'started' | undefined>();
  return (root, [name, part, ...steps]) => {
    const text = [root, name, part].join('.');
    if (!known.has(text)) {
      // What leads back to itself has no value.
      known.set(text, 'started');
      known.set(text, follow(root, String(name), String(part)));
    }
    const value = known.get(text);
    if (value === 'started') return unknown(text);
    return value && steps.reduce((of: Value, step) => access(of, step, text), value);
  };

  function follow(root: string, name: string, part: string): Value | undefined {
    const { fuel } = environment();
    if ((root !== 'module' && root !== 'aws_dynamodb_table') || fuel.depth >= longestWay) return undefined;
    fuel.depth++;
    try {
      return root === 'module' ? outputOf(name, part) : argumentOf(name, part);
    } finally {
      fuel.depth--;
    }
  }

  function outputOf(name: string, output: string): Value | undefined {
    const call = callOf(name);
    if (!call) return undefined;
    const made = outputs.get(call) ?? outputsIn(call.config);
    outputs.set(call, made);
    const within = made.has(output) ? call.environment() : undefined;
    return within && evaluate(made.get(output), within);
  }

  /** Those of a block that is repeated may be others each time. */
  function argumentOf(name: string, argument: string): Value | undefined {
    const properties = tables.get(name);
    if (!isProperties(properties) || properties.count !== undefined || properties.for_each !== undefined)
      return undefined;
    const raw = own(properties, argument === 'id' ? 'name' : argument);
    return typeof raw === 'string' ? evaluate(raw, environment()) : undefined;
  }
}

function outputsIn(config: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    entriesIn(isProperties(config) ? [config.output] : []).flatMap(([name, body]) =>
      isProperties(body) ? [[name, body.value] as const] : [],
    ),
  );
}

/** The bodies of named blocks; of several of one name, the first. */
function entriesIn(blocks: readonly unknown[]): [string, unknown][] {
  const named = blocks.flatMap(recordsOf).flatMap(Object.entries);
  return named.map(([name, bodies]): [string, unknown] => [name, recordsOf(bodies)[0]]).reverse();
}
