/** A Terraform configuration as data. The printers of both syntaxes start from it, so that both say the same. */
export interface Block {
  /** `resource`, `data`, `output`. */
  readonly type: string;
  readonly labels: readonly string[];
  /** Lines of a comment. */
  readonly comments?: readonly string[];
  readonly body: readonly Entry[];
}

export type Entry = Argument | NestedBlock;

export interface Argument {
  readonly kind: 'argument';
  readonly name: string;
  readonly value: ArgumentValue;
}

export interface NestedBlock {
  readonly kind: 'block';
  readonly name: string;
  /** The block may stand several times: in JSON it is a list. */
  readonly repeated: boolean;
  readonly body: readonly Entry[];
}

export type ArgumentValue =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'strings'; readonly values: readonly string[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, string])[] }
  /** An attribute of another block: `aws_dynamodb_table.orders.arn`. */
  | { readonly kind: 'reference'; readonly to: string }
  /** Text around attributes of other blocks: `table/${aws_dynamodb_table.orders.name}`. */
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  /** Names of arguments, which are neither strings nor references. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** A document that the provider takes as JSON text. */
  | { readonly kind: 'json'; readonly value: Json };

/** Text as it is meant, or what it stands beside. */
export type TemplatePart = string | { readonly reference: string };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function argument(name: string, value: string | number | boolean | ArgumentValue): Argument {
  return { kind: 'argument', name, value: typeof value === 'object' ? value : { kind: 'literal', value } };
}

/** The argument as a list, empty when there is no value: to be spread into a body. */
export function optional(name: string, value: string | number | boolean | undefined): Argument[] {
  return value === undefined ? [] : [argument(name, value)];
}

/** A block that stands once at most. Without anything in it, none. */
export function block(name: string, body: readonly Entry[]): NestedBlock[] {
  return body.length ? [{ kind: 'block', name, repeated: false, body }] : [];
}

export function repeated(name: string, body: readonly Entry[]): NestedBlock {
  return { kind: 'block', name, repeated: true, body };
}
