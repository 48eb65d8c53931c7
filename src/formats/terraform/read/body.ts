import { type Path, type Properties, show, type TableRule } from '../../../schema/index.js';
import { iterate } from '../evaluate/collections.js';
import { binding, type Environment } from '../evaluate/environment.js';
import { evaluate, evaluateDocument } from '../evaluate/evaluate.js';
import { isValue, mapping, toBoolean, toNumber, toText, type Value } from '../evaluate/value.js';
import { recordsOf } from '../recordsOf.js';
import type { Place } from './scope.js';

/** The body of a block, from which arguments are taken; `close` reports those that nobody took. */
export interface Body {
  readonly path: Path;
  report(rule: TableRule, name: string, message: string): void;
  /** Of the whole block. */
  reportAll(rule: TableRule, message: string): void;
  /** Whether the argument or block is there, and not null, which Terraform takes for left out. */
  has(name: string): boolean;
  /** Whether only Terraform knows the argument or block, or a part of it. */
  isUnknown(name: string): boolean;
  /** The argument as it stands, its templates not resolved. */
  raw(name: string): unknown;
  /** The argument as it is written, or as the call of the module has it; `undefined` without it. */
  written(name: string): string | undefined;
  /** What the argument comes to, with nothing said of it; `undefined` without it. Other environments see other things in it. */
  evaluate(name: string, within?: (environment: Environment) => Environment): Value | undefined;
  /** What the argument comes to, or the document of which it is the JSON. */
  document(name: string): Value;
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

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];
}

const noPlace = 'a table schema has no place for this';

export function createBody(place: Place, path: Path, properties: Properties): Body {
  const { scope, environment, told = [] } = place;
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
    const { value, known } = scope.settle(evaluate(given, environment), at(name));
    if (value === null || value === undefined) return undefined;
    const converted = convert(value);
    if (converted === undefined && known) scope.report('terraform-type', at(name), `${show(value)} is not ${type}`);
    return converted;
  };
  const body: Body = {
    path,
    report: (rule, name, message) => scope.report(rule, at(name), message),
    reportAll: (rule, message) => scope.report(rule, path, message),
    has: (name) => Object.hasOwn(properties, name) && properties[name] !== null,
    isUnknown: (name) => scope.unknown.has(at(name)),
    raw,
    evaluate(name, within = (same) => same) {
      const given = raw(name);
      return given === undefined ? undefined : evaluate(given, within(environment));
    },
    written(name) {
      const given = raw(name);
      const isText = typeof given === 'string';
      if (!isText && !isValue(given)) return undefined;
      const passedOn = !isText || environment.templates.get(given).expression.kind === 'reference';
      const value = passedOn ? evaluate(given, environment) : undefined;
      if (value?.kind === 'scalar') return toText(value.value);
      return (value?.kind === 'unknown' ? value.argument : undefined) ?? (isText ? given : undefined);
    },
    document: (name) => evaluateDocument(raw(name), environment),
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
      const found = [...blocksIn(name, raw(name)), ...dynamicBlocks(name)];
      return found.map(([within, one], i) => createBody(within, found.length > 1 ? [...at(name), i] : at(name), one));
    },
    block(name) {
      const [first, ...others] = body.blocks(name);
      for (const { path: other } of others) scope.report('terraform-type', other, 'stands twice; the first was read');
      return first;
    },
    close() {
      for (const [name, value] of Object.entries(properties)) {
        if (name === 'dynamic') closeDynamic();
        else if (!taken.has(name) && !isNothing(value)) body.report('terraform-argument', name, noPlace);
      }
    },
  };
  return body;

  function closeDynamic(): void {
    for (const [block, value] of recordsOf(properties.dynamic).flatMap(Object.entries)) {
      const isEmpty = recordsOf(value).every(({ for_each }) => isNothing(for_each));
      if (!taken.has(block) && !isEmpty) scope.report('terraform-argument', [...at('dynamic'), block], noPlace);
    }
  }

  /** What comes to null or to no entry: a module may pass on what nobody has given it. */
  function isNothing(given: unknown): boolean {
    if (typeof given !== 'string' && !isValue(given)) return given === null;
    const value = evaluate(given, environment);
    if (value.kind === 'scalar') return value.value === null;
    return (
      value.known && value.kind !== 'unknown' && !(value.kind === 'list' ? value.items.length : value.entries.size)
    );
  }

  function blocksIn(name: string, given: unknown): [Place, Properties][] {
    if (given === undefined) return [];
    // Before 0.12, a list of blocks was an argument as good as any.
    const isArgument = [given].flat().some((one) => typeof one === 'string') || isValue(given);
    if (isArgument) return blocksOfValue(name, evaluate(given, environment));
    const found = recordsOf(given);
    if (!found.length && !(Array.isArray(given) && !given.length)) {
      scope.report('terraform-type', at(name), `${show(given)} is not a block`);
    }
    return found.map((one) => [place, one]);
  }

  /** Blocks of which a module makes a list of objects. */
  function blocksOfValue(name: string, value: Value): [Place, Properties][] {
    const items = value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];
    return items.flatMap((item): [Place, Properties][] => {
      if (item.kind === 'map') return [[place, Object.fromEntries(item.entries)]];
      const { value: other } = scope.settle(item, at(name));
      if (item.kind !== 'unknown' && other !== null)
        body.report('terraform-type', name, `${show(other)} is not a block`);
      return [];
    });
  }

  /** @see https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
  function dynamicBlocks(name: string): [Place, Properties][] {
    const given = recordsOf(properties.dynamic).filter((blocks) => Object.hasOwn(blocks, name));
    return given
      .flatMap((blocks) => recordsOf(blocks[name]))
      .flatMap(({ for_each: forEach, iterator, content }): [Place, Properties][] => {
        const dynamic = [...at('dynamic'), name];
        const over = evaluate(forEach, environment);
        const pairs = iterate(over);
        if (!pairs || (over.kind === 'map' && over.unknownKeys.length)) {
          scope.unknown.add(at(name));
          scope.settle(over, [...dynamic, 'for_each']);
          scope.report('terraform-dynamic', dynamic, 'only Terraform knows these blocks; none was read');
          return [];
        }
        // What its items rest on is told where they are read.
        const untold = over.defaults.filter((one) => !told.includes(one));
        scope.settle(mapping([], [], untold), [...dynamic, 'for_each']);
        const bound = String(iterator ?? name).replace(/^\$\{\s*(.*?)\s*\}$/, '$1');
        return pairs.flatMap(([key, value]) => {
          const each = mapping([
            ['key', key],
            ['value', value],
          ]);
          const within = { scope, environment: binding(environment, { [bound]: each }), told: [...told, ...untold] };
          return recordsOf(content).map((one): [Place, Properties] => [within, one]);
        });
      });
  }
}
