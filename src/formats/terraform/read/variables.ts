import { isProperties, type Path, type Properties, show } from '../../../schema/index.js';
import type { Definition } from '../evaluate/named.js';
import type { Templates } from '../evaluate/parseExpressions.js';
import { isValue, toValue } from '../evaluate/value.js';
import { recordsOf } from '../recordsOf.js';
import type { Folder } from './folders.js';
import { parseTerraform } from './parseTerraform.js';

/** The `variable` blocks of a configuration, by name. */
function variablesIn(config: unknown): ReadonlyMap<string, Properties> {
  const variables = new Map<string, Properties>();
  for (const named of isProperties(config) ? recordsOf(config.variable) : []) {
    for (const [name, bodies] of Object.entries(named)) {
      for (const body of recordsOf(bodies)) if (!variables.has(name)) variables.set(name, body);
    }
  }
  return variables;
}

/**
 * What the variables and locals of a module are made of: values that were given, and for other variables their defaults. `undefined`:
 * a variable without a value.
 */
export function definitionsOf(
  config: unknown,
  given: ReadonlyMap<string, unknown>,
  templates: Templates,
  isRoot: boolean,
): ReadonlyMap<string, Definition | undefined> {
  const definitions = new Map<string, Definition | undefined>();
  for (const [name, variable] of variablesIn(config)) {
    const type = typeof variable.type === 'string' ? templates.get(typeTemplate(variable.type)).expression : undefined;
    const value = given.get(name);
    const isGiven = given.has(name) && !(variable.nullable === false && isNull(value));
    if (isGiven) definitions.set(`var.${name}`, { raw: value, type });
    else if (Object.hasOwn(variable, 'default')) {
      definitions.set(`var.${name}`, { raw: variable.default, type, isDefault: isRoot });
    } else definitions.set(`var.${name}`, undefined);
  }
  for (const locals of isProperties(config) ? recordsOf(config.locals) : []) {
    for (const [name, raw] of Object.entries(locals)) definitions.set(`local.${name}`, { raw });
  }
  return definitions;
}

function isNull(value: unknown): boolean {
  return value === null || (isValue(value) && value.kind === 'scalar' && value.value === null);
}

/** A type is an expression, and in JSON one without a mark. */
function typeTemplate(type: string): string {
  return type.startsWith('${') ? type : `\${${type}}`;
}

/** The strings of a configuration's variables that are expressions. */
export function typesIn(config: unknown): string[] {
  return [...variablesIn(config).values()].flatMap(({ type }) =>
    typeof type === 'string' ? [typeTemplate(type)] : [],
  );
}

/** What is given for variables, beside their configuration. */
export interface GivenVariables {
  readonly vars?: { readonly [name: string]: unknown } | undefined;
  readonly varFiles?: { readonly [filename: string]: string } | undefined;
}

/** Says it of what was given. */
type Report = (path: Path, message: string) => void;

/**
 * The values that are given for the variables of roots, by root. Files in the folder count first, then those that are given, then
 * single values. What no root declares is reported.
 */
export async function givenVariables(
  roots: readonly Folder[],
  { vars = {}, varFiles = {} }: GivenVariables,
  templates: Templates,
  report: Report,
): Promise<ReadonlyMap<Folder, ReadonlyMap<string, unknown>>> {
  const declared = new Map(roots.map((root) => [root, variablesIn(root.config)]));
  const everywhere = new Set([...declared.values()].flatMap((variables) => [...variables.keys()]));
  const files = await Promise.all(
    Object.entries(varFiles).map(async ([name, text]) => [name, await readFile(name, text)] as const),
  );
  for (const [name, values] of files) {
    for (const variable of values.keys()) {
      if (!everywhere.has(variable)) report(['varFiles', name, variable], 'no variable of this name is declared');
    }
  }
  for (const name of Object.keys(vars)) {
    if (!everywhere.has(name)) report(['vars', name], 'no variable of this name is declared');
  }
  const all = new Map<Folder, ReadonlyMap<string, unknown>>();
  for (const [root, variables] of declared) {
    const values = new Map<string, unknown>();
    for (const { name = '', text } of root.variableFiles) {
      for (const [variable, value] of await readFile(name, text)) {
        values.set(variable, value);
        if (!variables.has(variable)) report([name, variable], 'no variable of this name is declared');
      }
    }
    for (const [, read] of files) for (const [variable, value] of read) values.set(variable, value);
    for (const [name, value] of Object.entries(vars)) {
      values.set(name, await fromCommandLine(name, value, variables.get(name)?.type, report));
    }
    await templates.parse([...values.values()].filter((value) => !isValue(value)));
    all.set(root, values);
  }
  return all;
}

/** Terraform's own syntax as it is parsed, and JSON as the values that it holds. */
async function readFile(name: string, text: string): Promise<ReadonlyMap<string, unknown>> {
  const { config } = await parseTerraform(text, name);
  const entries = isProperties(config) ? Object.entries(config) : [];
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  return new Map(entries.map(([variable, value]) => [variable, isJson ? toValue(value) : value]));
}

/** A string that a variable of another type is to hold is an expression, as on Terraform's command line. */
async function fromCommandLine(name: string, value: unknown, type: unknown, report: Report): Promise<unknown> {
  const isText = type === undefined || /^(\$\{)?\s*string\s*\}?$/.test(String(type));
  if (typeof value !== 'string' || isText) return toValue(value);
  try {
    const { config } = await parseTerraform(`value = ${value}\n`, name);
    return isProperties(config) ? config.value : toValue(value);
  } catch {
    if (!/^[\w.-]*$/.test(value))
      report(['vars', name], `${show(value)} is not an expression; it is taken as a string`);
    return toValue(value);
  }
}
