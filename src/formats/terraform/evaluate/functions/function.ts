import type { Scalar, Unknown, Value } from '../value.js';

/** The arguments of a call, none of which Terraform would reject. */
export interface Call {
  readonly args: readonly Value[];
  /** How the call is written. */
  readonly text: string;
  /** What the call is if Terraform would reject it. */
  fail(): Unknown;
}

type Known = Scalar['value'];

/** A function of Terraform's. `undefined`: Terraform would reject the arguments. */
export type KnownFunction =
  /** Of strings, numbers and truth values. */
  | { readonly kind: 'scalars'; readonly apply: (...args: Known[]) => Known | undefined }
  /** Of lists and maps all of which is known. */
  | { readonly kind: 'list'; readonly apply: (call: Call) => Value }
  /** Of lists and maps, parts of which may be unknown. */
  | { readonly kind: 'structure'; readonly apply: (call: Call) => Value };

export function scalars(apply: (...args: Known[]) => Known | undefined): KnownFunction {
  return { kind: 'scalars', apply };
}

/** A function of strings: what is none, and no number or truth value either, is rejected. */
export function strings(apply: (...args: string[]) => Known | undefined): KnownFunction {
  return scalars((...args) => (args.includes(null) ? undefined : apply(...args.map(String))));
}

export function wholly(apply: (call: Call) => Value): KnownFunction {
  return { kind: 'list', apply };
}

export function structure(apply: (call: Call) => Value): KnownFunction {
  return { kind: 'structure', apply };
}
