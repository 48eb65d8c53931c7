import { isProperties } from '../../schema/index.js';
import { recordsOf } from './recordsOf.js';
import { parseTemplate } from './template.js';

/** `var.x` and `local.x` with what the configuration gives them. A default of null says nothing. */
export function namedValues(config: unknown): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  if (!isProperties(config)) return values;
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

/** The variables and locals that the templates of a value name, each as a whole expression. */
export function referencesIn(value: unknown): string[] {
  const found = new Set<string>();
  const pending: unknown[] = [value];
  while (pending.length) {
    const next = pending.pop();
    if (typeof next === 'string') {
      if (!next.includes('${')) continue;
      for (const part of parseTemplate(next) ?? []) {
        if ('expression' in part && /^(var|local)\.[\w-]+$/.test(part.expression)) found.add(part.expression);
      }
    } else if (Array.isArray(next)) for (const item of next) pending.push(item);
    else if (isProperties(next)) for (const [key, entry] of Object.entries(next)) pending.push(key, entry);
  }
  return [...found];
}
