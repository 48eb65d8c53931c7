import { isProperties, type Path, type Properties, show } from '../../../schema/index.js';
import { binding, type Environment } from '../evaluate/environment.js';
import { evaluate } from '../evaluate/evaluate.js';
import { mapping, scalar, type TakenDefault, toNumber, toText, type Value } from '../evaluate/value.js';
import { recordsOf } from '../recordsOf.js';
import { type Body, createBody } from './body.js';
import type { Place } from './scope.js';

/** A module that is read: the root, or one that it calls. */
export interface Module extends Place {
  /** Its blocks, as JSON. */
  readonly config: unknown;
  /** `module.tables["orders"]`; empty for the root. */
  readonly address: string;
}

/** One of the resources that a block makes. */
export interface Instance {
  /** The name in the block, and with `count` or `for_each` which of them it is: `orders`, `all["orders"]`. */
  readonly label: string;
  /** The name in the block. */
  readonly name: string;
  readonly key: string | number | undefined;
  readonly body: Body;
}

/** More than the tables of any account and Region. */
const mostInstances = 10_000;

interface InstanceOptions {
  /** What `count` and `for_each` are evaluated in, and the resources. */
  readonly within?: ((environment: Environment) => Environment) | undefined;
  /** The others are not looked at. */
  readonly only?: (properties: Properties) => boolean;
  /** Tables tell when there are none. */
  readonly isTable?: boolean;
}

/** The resources of one type; a name that comes twice is reported. */
export function instancesOf(
  module: Module,
  kind: 'resource' | 'data',
  type: string,
  { within, only = () => true, isTable = false }: InstanceOptions = {},
): Instance[] {
  const { scope } = module;
  const instances: Instance[] = [];
  const seen = new Set<string>();
  for (const [name, found] of blocksOf(module.config, kind, type)) {
    const path = pathOf(module, kind, type, name);
    const blocks = recordsOf(found);
    if (!blocks.length) scope.report('terraform-type', path, `${show(found)} is not a block`);
    for (const properties of blocks) {
      if (!only(properties)) continue;
      if (seen.has(name)) {
        scope.report('terraform-duplicate', path, 'is declared twice; the first was read');
        continue;
      }
      seen.add(name);
      const { count, for_each, ...rest } = properties;
      for (const { key, ...each } of repetitionsOf(module, path, properties, { within, isTold: isTable })) {
        const label = key === undefined ? name : `${name}[${JSON.stringify(key)}]`;
        const at = pathOf(module, kind, type, label);
        instances.push({ label, name, key, body: createBody({ scope, ...each }, at, rest) });
      }
    }
  }
  return instances;
}

/** The blocks of one type by their names, as a configuration has them. */
function blocksOf(config: unknown, kind: string, type: string): (readonly [name: string, blocks: unknown])[] {
  return (isProperties(config) ? recordsOf(config[kind]) : [])
    .flatMap((resources) => (Object.hasOwn(resources, type) ? recordsOf(resources[type]) : []))
    .flatMap((named) => Object.entries(named));
}

/** Where a block stands: `resource.aws_dynamodb_table.orders`, `resource.module.tables.aws_dynamodb_table.this`. */
export function pathOf({ address }: Module, kind: string, type: string, label: string): Path {
  return address ? [kind, address, type, label] : [kind, type, label];
}

interface Repetition {
  readonly key: string | number | undefined;
  readonly environment: Environment;
  readonly told?: readonly TakenDefault[];
}

/** How often `count` and `for_each` make a block; once where only Terraform knows. */
export function repetitionsOf(
  { scope, environment: around }: Place,
  path: Path,
  { count, for_each: forEach }: Properties,
  { within = (same) => same, isTold = true }: Pick<InstanceOptions, 'within'> & { readonly isTold?: boolean } = {},
): Repetition[] {
  const environment = within(around);
  const argument = isThere(count) ? 'count' : 'for_each';
  const given = isThere(count) ? count : forEach;
  if (!isThere(given)) return [{ key: undefined, environment }];
  const at = [...path, argument];
  const value = evaluate(given, environment);
  const keys = argument === 'count' ? countedBy(value) : keyedBy(value);
  if (!keys || keys.length > mostInstances) {
    if (value.kind === 'unknown') scope.settle(value, at);
    scope.report('terraform-repeated', at, 'Terraform makes any number of this resource; it was read as one');
    return [{ key: undefined, environment }];
  }
  if (!isTold) return keys.map(([key, each]) => ({ key, environment: binding(environment, each) }));
  scope.settle(scalar(null, value.defaults), at);
  if (!keys.length) scope.report('terraform-repeated', at, 'Terraform makes none of this; it is not read');
  return keys.map(([key, each]) => ({ key, environment: binding(environment, each), told: value.defaults }));
}

type Keyed = readonly (readonly [key: string | number, bound: { readonly [name: string]: Value }])[];

function countedBy(value: Value): Keyed | undefined {
  const count = value.kind === 'scalar' ? toNumber(value.value) : undefined;
  if (count === undefined || count < 0 || !Number.isInteger(count)) return undefined;
  return Array.from({ length: Math.min(count, mostInstances + 1) }, (_, index) => [
    index,
    { count: mapping([['index', scalar(index)]]) },
  ]);
}

function keyedBy(value: Value): Keyed | undefined {
  const pairs: (readonly [unknown, Value])[] | undefined =
    value.kind === 'map' && !value.unknownKeys.length
      ? [...value.entries]
      : value.kind === 'list'
        ? value.items.map((item) => [item.kind === 'scalar' ? toText(item.value) : undefined, item])
        : undefined;
  if (!pairs || pairs.some(([key]) => key === undefined)) return undefined;
  return pairs.map(([name, entry]) => {
    const key = String(name);
    return [
      key,
      {
        each: mapping([
          ['key', scalar(key)],
          ['value', entry],
        ]),
      },
    ];
  });
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
