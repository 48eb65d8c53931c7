import type { Step } from './expression.js';
import type { Templates } from './parseExpressions.js';
import type { Value } from './value.js';

/** What an expression is evaluated in. */
export interface Environment {
  readonly templates: Templates;
  /** `var.x` and `local.x`; `undefined`: the module has none of this name. */
  readonly named: Named;
  /** `each`, `count`, and what `for` and `dynamic` name. */
  readonly bound: ReadonlyMap<string, Value>;
  /** What a splat is at. */
  readonly element?: Value;
  /** What a reference to a resource comes to where something is asked of it. */
  readonly resource?: ((root: string, steps: readonly Step[]) => Value | undefined) | undefined;
  /** What is left of the work that may be done. */
  readonly fuel: Fuel;
}

/** Values of variables and locals. */
export interface Named {
  get(reference: string): Value | undefined;
  /** Works out what these need before they are asked for: a chain of locals may be longer than calls can nest. */
  prepare(references: Iterable<string>): void;
}

export interface Fuel {
  left: number;
  /** References that are being followed, one from the other. */
  depth: number;
}

/** Steps of evaluation, of all that is read: thousands of tables take a tenth of them. */
export const fullTank = 2_000_000;

export function binding(environment: Environment, names: { readonly [name: string]: Value }): Environment {
  return { ...environment, bound: new Map([...environment.bound, ...Object.entries(names)]) };
}
