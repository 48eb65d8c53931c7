import { isProperties, show } from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { placeOf } from '../unknownPlaces.js';
import type { KnownParameter } from './scope.js';
import type { TemplateReader } from './shapes.js';

/** Values of parameters by name. */
export interface GivenParameters {
  readonly [name: string]: string | number | boolean;
}

/** The parameters of a template of which the value is known: those that are given, and those with a default. */
export function knownParameters(
  declared: { readonly [name: string]: unknown },
  rewritten: ReadonlyMap<string, Rewritten>,
  given: GivenParameters,
): ReadonlyMap<string, KnownParameter> {
  const known = new Map<string, KnownParameter>();
  for (const [name, parameter] of Object.entries(declared)) {
    const { Type, Default } = isProperties(parameter) ? parameter : {};
    // The default of such a parameter is the name of what holds its value.
    if (typeof Type === 'string' && Type.startsWith('AWS::SSM::Parameter::')) continue;
    if (!['string', 'number', 'boolean'].includes(typeof Default)) continue;
    const text = rewritten.get(placeOf(['Parameters', name, 'Default']))?.text;
    known.set(name, { value: typedValue(Type, text ?? Default), isDefault: true });
  }
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    known.set(name, {
      value: typedValue(isProperties(parameter) ? parameter.Type : undefined, value),
      isDefault: false,
    });
  }
  return known;
}

function typedValue(type: unknown, value: unknown): unknown {
  const isList = type === 'CommaDelimitedList' || /^List</.test(String(type));
  return isList
    ? String(value)
        .split(',')
        .map((entry) => entry.trim())
    : value;
}

/** Says which of the given parameters the template has not, and which values CloudFormation would not take. */
export function reportGiven(
  report: TemplateReader['report'],
  declared: { readonly [name: string]: unknown },
  given: GivenParameters,
): void {
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('AWS::')) continue;
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const { AllowedValues } = isProperties(parameter) ? parameter : {};
    if (parameter === undefined) {
      const names = Object.keys(declared);
      const has = names.length ? `its parameters are ${names.join(', ')}` : 'it has no parameters';
      report(
        'cloudformation-parameter',
        ['Parameters', name],
        `is given, but the template has no such parameter; ${has}`,
      );
    } else if (Array.isArray(AllowedValues) && !AllowedValues.map(String).includes(String(value))) {
      report(
        'cloudformation-parameter',
        ['Parameters', name],
        `${show(value)} is not one of its AllowedValues, ${AllowedValues.map(show).join(', ')}`,
      );
    }
  }
}
