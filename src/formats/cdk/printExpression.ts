import type { CdkExpression } from '../../cdkProps/index.js';
import { printKey, quote } from '../typescript/source.js';

const lineWidth = 100;

/** The expression as TypeScript, in lines that fit. Every class that it names is added to `names`. */
export function printExpression(expression: CdkExpression, names: Set<string>, indent: string): string {
  const inline = printInline(expression, names);
  if (indent.length + inline.length <= lineWidth) return inline;
  const deeper = `${indent}  `;
  const lines = (open: string, parts: readonly string[], close: string) =>
    [open, ...parts.map((part) => `${deeper}${part},`), `${indent}${close}`].join('\n');
  switch (expression.kind) {
    case 'list':
      return lines(
        '[',
        expression.items.map((item) => printExpression(item, names, deeper)),
        ']',
      );
    case 'object':
      return lines(
        '{',
        expression.entries.map(([name, value]) => `${printKey(name)}: ${printExpression(value, names, deeper)}`),
        '}',
      );
    case 'call':
      if (expression.args.length === 1)
        return `${expression.name}(${printExpression(expression.args[0], names, indent)})`;
      return lines(
        `${expression.name}(`,
        expression.args.map((argument) => printExpression(argument, names, deeper)),
        ')',
      );
    case 'literal':
    case 'member':
    case 'scope':
      return inline;
    default: {
      const never: never = expression;
      return never;
    }
  }
}

function printInline(expression: CdkExpression, names: Set<string>): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? quote(expression.value) : String(expression.value);
    case 'list':
      return `[${expression.items.map((item) => printInline(item, names)).join(', ')}]`;
    case 'object': {
      const entries = expression.entries.map(([name, value]) => `${printKey(name)}: ${printInline(value, names)}`);
      return entries.length ? `{ ${entries.join(', ')} }` : '{}';
    }
    case 'member':
      names.add(expression.name.split('.')[0]);
      return expression.name;
    case 'call':
      names.add(expression.name.split('.')[0]);
      return `${expression.name}(${expression.args.map((argument) => printInline(argument, names)).join(', ')})`;
    case 'scope':
      return 'this';
    default: {
      const never: never = expression;
      return never;
    }
  }
}
