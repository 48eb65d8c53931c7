import { gsiKeyAttributes } from '../limits.js';
import type { SchemaRule } from '../rule.js';
import { list, type Properties, show } from '../value.js';
import { type Check, each, must } from './check.js';
import { attributeName, ownValue } from './names.js';

/** The name of one attribute that a key uses. The bytes of its name count unless told otherwise. */
export function keyAttribute(rule: SchemaRule, length = attributeName('key-name-length')): Check {
  const isName = must(rule, 'the name of one attribute', (name) => typeof name === 'string');
  const isDeclared = must('key-declared', 'declared in attributes', (name, { attributes }) =>
    Object.hasOwn(attributes, name as string),
  );
  const isScalar = must('key-type', 'declared as S, N or B, as a key is', (name, { attributes }) =>
    ['S', 'N', 'B', undefined].includes(ownValue(attributes, name) as string),
  );
  return (name, ...at) => {
    for (const check of typeof name === 'string' ? [length, isDeclared, isScalar] : [isName]) check(name, ...at);
  };
}

/** The name of one attribute, or a list of up to four. */
export function keyAttributes(rule: SchemaRule): Check {
  const one = keyAttribute(rule);
  const count = must(
    rule,
    `one attribute, or a list of 1 to ${gsiKeyAttributes}`,
    (names) => !Array.isArray(names) || (names.length && names.length <= gsiKeyAttributes),
  );
  const several = each(one);
  return (names, ...at) => {
    count(names, ...at);
    (Array.isArray(names) ? several : one)(names, ...at);
  };
}

/** The properties listed make one key, in which an attribute stands once. `before`: those that stand in another object. */
export function distinct(parts: readonly string[], before?: (table: Properties) => unknown): Check {
  return (key, path, { table, report }) => {
    const seen = new Set(before && [before(table)]);
    for (const part of parts) {
      for (const name of list((key as Properties)?.[part])) {
        if (name !== undefined && seen.has(name)) {
          report('key-no-duplicate', [...path, part], `${show(name)} must be in the key once`);
        }
        seen.add(name);
      }
    }
  };
}
