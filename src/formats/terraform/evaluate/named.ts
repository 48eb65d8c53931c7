import type { Environment, Named } from './environment.js';
import { evaluate, namesIn } from './evaluate.js';
import { fails, firstUnknown, renamed, resting, unknown, type Value } from './value.js';
import { toType, type VariableType } from './variableType.js';

/** What a variable or a local is made of. */
export interface Definition {
  /** As the configuration has it, or worked out already. */
  readonly raw: unknown;
  /** What it is converted to, for variables. */
  readonly type?: VariableType | undefined;
  /** Whether it is a default, which a deployment may replace. */
  readonly isDefault?: boolean;
}

/** Variables and locals, each worked out once, after those that it names. `undefined`: a variable without a value. */
export function createNamed(
  definitions: ReadonlyMap<string, Definition | undefined>,
  environmentOf: (named: Named) => Environment,
): Named {
  const known = new Map<string, Value | 'started'>();
  const named: Named = {
    get(reference) {
      const value = known.get(reference);
      // A local that names itself by way of others, which Terraform rejects.
      return value === 'started' ? fails(reference) : value;
    },
    prepare(references) {
      for (const first of references) if (!known.has(first)) prepareOne(first);
    },
  };
  const environment = environmentOf(named);
  return named;

  function prepareOne(first: string): void {
    const stack = [first];
    for (let reference = stack.at(-1); reference !== undefined; reference = stack.at(-1)) {
      const state = known.get(reference);
      const definition = definitions.get(reference);
      if (state === undefined && definition) {
        known.set(reference, 'started');
        const before = [...namesIn(definition.raw, environment)].filter(
          (name) => !known.has(name) && definitions.has(name),
        );
        stack.push(...before);
        if (before.length) continue;
      }
      stack.pop();
      if (state !== undefined && state !== 'started') continue;
      if (definition) known.set(reference, defined(reference, definition));
      else if (definitions.has(reference)) known.set(reference, unknown(reference, { variable: reference }));
    }
  }

  function defined(reference: string, { raw, type, isDefault }: Definition): Value {
    const value = evaluateOne(raw);
    const converted = type ? toType(value, type) : value;
    const lost = firstUnknown(converted);
    // A part that is too large would be as often in those that name it as it is in this.
    if (lost?.reason === 'large') return unknown(reference, { reason: 'large' });
    // Its own size is nothing to those that name it.
    if (converted.kind === 'unknown') return { ...renamed(converted, reference), size: 0 };
    return isDefault ? resting(converted, [{ reference, value: converted }]) : converted;
  }

  function evaluateOne(raw: unknown): Value {
    return evaluate(raw, environment);
  }
}
