import type { CdkExpression } from '../../cdkProps/index.js';
import { code } from '../typescript/printLiteral.js';

/** The expression as a value with code in it, to be printed. Every class that it names is added to `names`. */
export function sourceOf(expression: CdkExpression, names: Set<string>): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => sourceOf(item, names));
    case 'object':
      return Object.fromEntries(expression.entries.map(([name, value]) => [name, sourceOf(value, names)]));
    case 'member':
      names.add(expression.name.split('.')[0]);
      return code(expression.name);
    case 'call':
      names.add(expression.name.split('.')[0]);
      return code(
        expression.name,
        expression.args.map((argument) => sourceOf(argument, names)),
      );
    case 'scope':
      return code('this');
    default:
      return expression satisfies never;
  }
}
