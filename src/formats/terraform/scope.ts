import { isProperties, type Path, show, type TableIssue, visible } from '../../schema/index.js';
import { type UnknownPlaces, unknownPlaces } from '../unknownPlaces.js';
import { namedValues, referencesIn } from './references.js';
import { parseTemplate } from './template.js';

/** Reads values that Terraform would evaluate, as far as text alone tells them. */
export interface Scope {
  readonly issues: TableIssue[];
  readonly unknown: UnknownPlaces;
  report(rule: TableIssue['rule'], path: Path, message: string): void;
  /**
   * The value with its templates resolved: strings are what they mean, `var.x` with a default and `local.x` what these are. What only
   * Terraform knows is reported, and `undefined`; entries of lists and maps that are such are left out.
   */
  evaluate(value: unknown, path: Path): Evaluated;
}

/** `known`: every part of the value is. */
interface Evaluated {
  readonly value: unknown;
  readonly known: boolean;
}

/** What a value comes to, and what it takes to hold it. */
interface Computed extends Evaluated {
  /** Characters and entries, counted as often as they stand there. */
  readonly size: number;
}

/** A reference within the value of a variable or a local, and where it stands in that value. */
interface Taken {
  readonly reference: string;
  readonly path: Path;
  readonly value: unknown;
}

/** The value of a variable or a local, with the references that it was made of: the first of them, which is enough to be told. */
interface Named extends Computed {
  readonly taken: readonly Taken[];
}

const toldReferences = 20;

/**
 * The most characters and entries that a value may come to: more than any argument of a table takes. Locals that name each other
 * double with each line, and 30 lines would fill the memory.
 */
const largestValue = 65_536;

/** Lists within lists, as deep as any policy. */
const deepest = 100;

const unknown: Computed = { value: undefined, known: false, size: 0 };

/** What happens to be said on the way: of an unknown part, and of a reference that has a value. */
interface Witness {
  unknown(template: string, path: Path): void;
  taken(reference: string, named: Named, path: Path): void;
}

export function createScope(config: unknown): Scope {
  const issues: TableIssue[] = [];
  const places = unknownPlaces();
  const report: Scope['report'] = (rule, path, message) => {
    issues.push({ rule, path, message: visible(message) });
  };
  const named = createNames(config);
  const witness: Witness = {
    unknown(template, path) {
      places.add(path);
      report(
        'terraform-expression',
        path,
        `${show(template)} is known to Terraform only, and is left out; write the value that you mean`,
      );
    },
    taken(reference, { value, taken }, path) {
      for (const one of [...taken, { reference, path: [], value }]) {
        const what = one.reference.startsWith('var.') ? 'its default' : 'its value';
        const message = `is ${one.reference}; ${show(one.value)} was taken, ${what}`;
        report('terraform-variable', [...path, ...one.path], message);
      }
    },
  };
  return {
    issues,
    unknown: places,
    report,
    evaluate(value, path) {
      for (const reference of referencesIn(value)) named.prepare(reference);
      const computed = compute(value, path, named.get, witness, deepest);
      if (computed.size <= largestValue) return computed;
      places.add(path);
      report(
        'terraform-expression',
        path,
        `comes to more than ${largestValue} characters and entries, and is left out: no argument of a table takes as many`,
      );
      return unknown;
    },
  };
}

type Lookup = (reference: string) => Named | undefined;

/** `var.x` and `local.x`, each computed once, with those that it names before it. */
function createNames(config: unknown): { readonly get: Lookup; prepare(reference: string): void } {
  const named = namedValues(config);
  const known = new Map<string, Named | 'started'>();
  const get: Lookup = (reference) => {
    const computed = known.get(reference);
    // A local that names itself by way of others, which Terraform rejects.
    return computed === 'started' ? undefined : computed;
  };
  return {
    get,
    prepare(first) {
      const stack = [first];
      for (let reference = stack.at(-1); reference !== undefined; reference = stack.at(-1)) {
        const state = known.get(reference);
        const value = named.get(reference);
        const before =
          state === undefined && named.has(reference)
            ? referencesIn(value).filter((name) => named.has(name) && !known.has(name))
            : [];
        if (state === undefined) known.set(reference, 'started');
        stack.push(...before);
        if (before.length) continue;
        stack.pop();
        if (!named.has(reference)) known.set(reference, { ...unknown, taken: [] });
        else if (known.get(reference) === 'started') {
          known.set(reference, name(value, get));
        }
      }
    },
  };
}

function name(value: unknown, get: Lookup): Named {
  const taken: Taken[] = [];
  const computed = compute(
    value,
    [],
    get,
    {
      unknown: () => undefined,
      taken(reference, { value: given, taken: within }, path) {
        for (const one of within) taken.push({ ...one, path: [...path, ...one.path] });
        taken.push({ reference, path, value: given });
        taken.splice(toldReferences);
      },
    },
    deepest,
  );
  return computed.known && computed.size <= largestValue ? { ...computed, taken } : { ...unknown, taken };
}

function compute(value: unknown, path: Path, get: Lookup, witness: Witness, depth: number): Computed {
  if (typeof value === 'string') return computeTemplate(value, path, get, witness);
  if (!depth) {
    witness.unknown('...', path);
    return unknown;
  }
  if (Array.isArray(value)) {
    const items = value.map((item, i) => compute(item, [...path, i], get, witness, depth - 1));
    return together(
      items,
      items.filter(({ known }) => known).map((item) => item.value),
    );
  }
  if (!isProperties(value)) return { value, known: true, size: 1 };
  const entries = Object.entries(value).map(([key, entry]) => {
    const name = computeTemplate(key, [...path, key], get, witness);
    const at = [...path, typeof name.value === 'string' ? name.value : key];
    return { name, entry: compute(entry, at, get, witness, depth - 1) };
  });
  return together(
    entries.flatMap(({ name, entry }) => [name, entry]),
    Object.fromEntries(
      entries
        .filter(({ name, entry }) => name.known && (entry.known || entry.value !== undefined))
        .map(({ name, entry }) => [String(name.value), entry.value]),
    ),
  );
}

function together(parts: readonly Computed[], value: unknown): Computed {
  return {
    value,
    known: parts.every(({ known }) => known),
    size: parts.reduce((sum, { size }) => sum + size, parts.length),
  };
}

function computeTemplate(template: string, path: Path, get: Lookup, witness: Witness): Computed {
  const parts = parseTemplate(template);
  const computed = parts?.map((part) =>
    'text' in part ? literal(part.text) : computeExpression(part.expression, path, get, witness),
  );
  if (computed?.every(({ known }) => known)) {
    if (computed.length === 1) return computed[0];
    const whole = together(computed, undefined);
    // Too long to be made: its size says so.
    if (whole.size > largestValue) return { ...whole, value: '' };
    if (computed.every(({ value }) => isScalar(value))) {
      return { ...whole, value: computed.map(({ value }) => String(value)).join('') };
    }
  }
  witness.unknown(template, path);
  return unknown;
}

function literal(value: unknown): Computed {
  return { value, known: true, size: typeof value === 'string' ? value.length : 1 };
}

function computeExpression(expression: string, path: Path, get: Lookup, witness: Witness): Computed {
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(expression)) return literal(JSON.parse(expression));
  const computed = get(expression);
  if (!computed?.known) return unknown;
  witness.taken(expression, computed, path);
  return computed;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
