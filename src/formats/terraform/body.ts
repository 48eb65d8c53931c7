import { isProperties, type Path, type Properties, show, type TableRule } from '../../schema/index.js';
import { recordsOf } from './recordsOf.js';
import type { Scope } from './scope.js';

/** The body of a block, from which arguments are taken; `close` reports those that nobody took. */
export interface Body {
  readonly path: Path;
  report(rule: TableRule, name: string, message: string): void;
  /** Whether the argument or block is there, and not null, which Terraform takes for left out. */
  has(name: string): boolean;
  /** Whether only Terraform knows the argument or block, or a part of it. */
  isUnknown(name: string): boolean;
  /** The argument as it stands, its templates not resolved. */
  raw(name: string): unknown;
  value(name: string): unknown;
  string(name: string): string | undefined;
  number(name: string): number | undefined;
  boolean(name: string): boolean | undefined;
  strings(name: string): string[] | undefined;
  blocks(name: string): Body[];
  /** A block that may stand once. */
  block(name: string): Body | undefined;
  close(): void;
}

/** Comments, and how Terraform goes about it: order and time-outs. They say nothing of the table. */
const silent = ['//', 'depends_on', 'timeouts'];

function createBody(scope: Scope, path: Path, properties: Properties): Body {
  const taken = new Set<string>(silent);
  const at = (name: string) => [...path, name];
  const raw = (name: string) => {
    taken.add(name);
    return Object.hasOwn(properties, name) ? (properties[name] ?? undefined) : undefined;
  };
  /** The argument as one type; what is of another is reported and left out. */
  const typed = <T>(name: string, type: string, convert: (value: unknown) => T | undefined): T | undefined => {
    const given = raw(name);
    if (given === undefined) return undefined;
    const { value, known } = scope.evaluate(given, at(name));
    if (value === null || value === undefined) return undefined;
    const converted = convert(value);
    if (converted === undefined && known) scope.report('terraform-type', at(name), `${show(value)} is not ${type}`);
    return converted;
  };

  const body: Body = {
    path,
    report: (rule, name, message) => scope.report(rule, at(name), message),
    has: (name) => Object.hasOwn(properties, name) && properties[name] !== null,
    isUnknown: (name) => scope.unknown.has(at(name)),
    raw,
    value: (name) => typed(name, 'a value', (value) => value),
    string: (name) => typed(name, 'a string', toText),
    number: (name) => typed(name, 'a number', toNumber),
    boolean: (name) => typed(name, 'true or false', toBoolean),
    strings: (name) =>
      typed(name, 'a list of strings', (value) => {
        const texts = Array.isArray(value) ? value.map(toText) : [undefined];
        return texts.every((text) => text !== undefined) ? texts : undefined;
      }),
    blocks(name) {
      const given = raw(name);
      if (given === undefined) return [];
      const found = recordsOf(given);
      if (!found.length && !(Array.isArray(given) && !given.length)) {
        scope.report('terraform-type', at(name), `${show(given)} is not a block`);
      }
      return found.map((one, i) => createBody(scope, found.length > 1 ? [...at(name), i] : at(name), one));
    },
    block(name) {
      const [first, ...others] = body.blocks(name);
      for (const { path: other } of others) scope.report('terraform-type', other, 'stands twice; the first was read');
      return first;
    },
    close() {
      for (const [name, value] of Object.entries(properties)) {
        if (taken.has(name) || value === null) continue;
        if (name === 'dynamic') {
          for (const dynamic of recordsOf(value)) {
            for (const block of Object.keys(dynamic)) {
              scope.report(
                'terraform-dynamic',
                [...at(name), block],
                'only Terraform knows these blocks; none was read',
              );
            }
          }
        } else scope.report('terraform-argument', at(name), 'a table schema has no place for this');
      }
    },
  };
  return body;
}

/** Terraform turns numbers and booleans into strings where it wants strings, and back. */
function toText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** The bodies of the blocks of one type, with their names; a name that comes twice is reported. */
export function bodiesOf(scope: Scope, config: unknown, kind: 'resource' | 'data', type: string): Map<string, Body> {
  const bodies = new Map<string, Body>();
  for (const resources of isProperties(config) ? recordsOf(config[kind]) : []) {
    for (const named of Object.hasOwn(resources, type) ? recordsOf(resources[type]) : []) {
      for (const [name, found] of Object.entries(named)) {
        const path = [kind, type, name];
        const blocks = recordsOf(found);
        if (!blocks.length) scope.report('terraform-type', path, `${show(found)} is not a block`);
        for (const properties of blocks) {
          if (bodies.has(name)) scope.report('terraform-duplicate', path, 'is declared twice; the first was read');
          else bodies.set(name, createBody(scope, path, properties));
        }
      }
    }
  }
  return bodies;
}
