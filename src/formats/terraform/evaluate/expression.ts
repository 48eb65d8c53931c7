import type { Value } from './value.js';

export type Step = string | number;

/** An expression of Terraform's; `text` is how it is written. */
export type Expression = { readonly text: string } & (
  | { readonly kind: 'literal'; readonly value: Value }
  /** `var.tables["orders"].name`: the root is `var`. */
  | { readonly kind: 'reference'; readonly root: string; readonly steps: readonly Step[] }
  | { readonly kind: 'access'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  /** The repetitions of a template, one after the other. */
  | { readonly kind: 'joined'; readonly of: Expression }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      /** Whether the last argument is a list of arguments. */
      readonly spread: boolean;
    }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
  | ForExpression
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  /** What a splat is at. */
  | { readonly kind: 'element' }
  /** What is not understood. */
  | { readonly kind: 'opaque' }
);

export interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string;
  readonly valueName: string;
  readonly of: Expression;
  /** An object is made where there is one. */
  readonly key?: Expression | undefined;
  readonly value: Expression;
  readonly where?: Expression | undefined;
  readonly grouped: boolean;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'reference':
    case 'element':
    case 'opaque':
      return [];
    case 'access':
    case 'joined':
      return [expression.of];
    case 'index':
      return [expression.of, expression.key];
    case 'template':
      return expression.parts;
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.entries.flat();
    case 'conditional':
      return [expression.test, expression.yes, expression.no];
    case 'call':
      return expression.args;
    case 'operation':
      return expression.operands;
    case 'for':
      return [expression.of, expression.key, expression.value, expression.where].filter((part) => part !== undefined);
    case 'splat':
      return [expression.of, expression.each];
  }
}

/** Adds the variables and locals that the expression names. */
export function addNames(expression: Expression, names: Set<string>): void {
  if (expression.kind === 'reference' && (expression.root === 'var' || expression.root === 'local')) {
    names.add(`${expression.root}.${expression.steps[0]}`);
  }
  for (const part of partsOf(expression)) addNames(part, names);
}
