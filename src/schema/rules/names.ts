import { attributeNameBytes, attributeNameLength, nameLength } from '../limits.js';
import type { SchemaRule } from '../rule.js';
import { bytes } from '../value.js';
import { all, type Check, form, must } from './check.js';

/** The name of a table or an index. */
export function resourceName(rule: SchemaRule): Check {
  const { min, max } = nameLength;
  return form(rule, `${min} to ${max} of a-z A-Z 0-9 _ . -`, new RegExp(`^[\\w.-]{${min},${max}}$`));
}

/** A name that DynamoDB limits in bytes: of a key attribute, or a projected one. */
export function attributeName(rule: SchemaRule): Check {
  return must(
    rule,
    `a name of 1 to ${attributeNameBytes} bytes in UTF-8`,
    (name) => typeof name === 'string' && name && bytes(name) <= attributeNameBytes,
  );
}

/** The name of an attribute that is declared, with this type if one is given: one that holds a time to live, or a vector. */
export function attributeOfType(type: string | undefined, rule: SchemaRule, lengthRule: SchemaRule): Check {
  return all(
    must(rule, type ? `an attribute declared as ${type}` : 'declared in attributes', (name, { attributes }) => {
      const declared = ownValue(attributes, name);
      return declared !== undefined && (!type || declared === type);
    }),
    must(
      lengthRule,
      `a name of 1 to ${attributeNameLength} characters`,
      (name) => typeof name !== 'string' || (name && name.length <= attributeNameLength),
    ),
  );
}

/** `toString` and the like are names as good as any. */
export function ownValue(attributes: Readonly<Record<string, unknown>>, name: unknown): unknown {
  return typeof name === 'string' && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
