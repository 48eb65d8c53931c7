import type { TableIssue } from '../../schema/index.js';
import { isRecord, type Path, recordsOf } from './shape.js';
import { parseTemplate } from './template.js';

/** Reads values that Terraform would evaluate, as far as text alone tells them. */
export interface Scope {
  readonly issues: TableIssue[];
  report(rule: TableIssue['rule'], path: Path, message: string): void;
  /**
   * The value with its templates resolved: strings are what they mean, `var.x` with a default and `local.x` what these are. What
   * can't be known stays as text, and is reported.
   */
  evaluate(value: unknown, path: Path): Evaluated;
}

/** `known`: every part of the value is. */
interface Evaluated {
  readonly value: unknown;
  readonly known: boolean;
}

export function createScope(config: unknown): Scope {
  const issues: TableIssue[] = [];
  const report = (rule: TableIssue['rule'], path: Path, message: string) => {
    issues.push({ rule, path, message });
  };
  const named = namedValues(config);
  const within = new Set<string>();

  const evaluate = (value: unknown, path: Path): Evaluated => {
    if (typeof value === 'string') return evaluateTemplate(value, path);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => evaluate(item, [...path, i]));
      return { value: items.map((item) => item.value), known: items.every(({ known }) => known) };
    }
    if (!isRecord(value)) return { value, known: true };
    const entries = Object.entries(value).map(([key, entry]) => {
      const name = evaluate(key, path);
      return [name, evaluate(entry, [...path, String(name.value)])] as const;
    });
    return {
      value: Object.fromEntries(entries.map(([name, entry]) => [String(name.value), entry.value])),
      known: entries.every(([name, entry]) => name.known && entry.known),
    };
  };

  const evaluateTemplate = (template: string, path: Path): Evaluated => {
    const parts = parseTemplate(template);
    if (parts?.length === 1 && 'expression' in parts[0]) return evaluateExpression(parts[0].expression, template, path);
    const texts = parts?.map((part): Evaluated => {
      if ('text' in part) return { value: part.text, known: true };
      const text = resolve(part.expression, path);
      return text && isScalar(text.value) ? { value: String(text.value), known: text.known } : unknown;
    });
    if (texts?.every(({ known }) => known)) return { value: texts.map((text) => text.value).join(''), known: true };
    return keep(template, path);
  };

  const evaluateExpression = (expression: string, template: string, path: Path): Evaluated =>
    resolve(expression, path) ?? keep(template, path);

  const keep = (template: string, path: Path): Evaluated => {
    report('terraform-expression', path, `${JSON.stringify(template)} is known to Terraform only, and kept as text`);
    return { value: template, known: false };
  };

  const resolve = (expression: string, path: Path): Evaluated | undefined => {
    const reference = /^(var|local)\.([\w-]+)$/.exec(expression);
    if (!reference) {
      return /^(true|false|null|-?\d+(\.\d+)?)$/.test(expression)
        ? { value: JSON.parse(expression), known: true }
        : undefined;
    }
    // A local may name itself by way of others, which Terraform rejects.
    if (!named.has(expression) || within.has(expression)) return undefined;
    within.add(expression);
    const before = issues.length;
    const resolved = evaluate(named.get(expression), path);
    within.delete(expression);
    if (!resolved.known) {
      // One issue is enough: that of the place which refers to it.
      issues.length = before;
      return undefined;
    }
    report(
      'terraform-variable',
      path,
      `is ${expression}; ${JSON.stringify(resolved.value)} was taken, its ${reference[1] === 'var' ? 'default' : 'value'}`,
    );
    return resolved;
  };

  return { issues, report, evaluate };
}

const unknown: Evaluated = { value: undefined, known: false };

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `var.x` and `local.x` with what the configuration gives them. A default of null says nothing. */
function namedValues(config: unknown): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  if (!isRecord(config)) return values;
  for (const variables of recordsOf(config.variable)) {
    for (const [name, bodies] of Object.entries(variables)) {
      for (const body of recordsOf(bodies)) {
        if (Object.hasOwn(body, 'default') && body.default !== null) values.set(`var.${name}`, body.default);
      }
    }
  }
  for (const locals of recordsOf(config.locals)) {
    for (const [name, value] of Object.entries(locals)) values.set(`local.${name}`, value);
  }
  return values;
}
