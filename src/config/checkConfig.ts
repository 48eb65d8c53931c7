import { adviceRules, closest, isProperties, properties, show, type TableSchema } from '../schema/index.js';
import type { Settings, TablewrightConfig } from './defineConfig.js';
import { requirable } from './requirements.js';
import { schemasIn } from './schemasIn.js';

type Check = (value: unknown, where: string) => void;

/** For each setting, what it must be. */
const settings: { readonly [Name in keyof Required<Settings>]: Check } = {
  tableNamePrefix: decidedName,
  tableNames: /* @__PURE__ */ record(decidedName),
  region: string,
  profile: string,
  endpoint: string,
  emulator: boolean,
  quotas: object,
  ignoreAdvice: advice,
  overrides: /* @__PURE__ */ record(object),
};

/** For what a configuration has beside them. */
const others: { readonly [Name in keyof Required<Omit<TablewrightConfig, keyof Settings>>]: Check } = {
  tables,
  stages: /* @__PURE__ */ record(/* @__PURE__ */ ofProperties(settings)),
  defaultStage: string,
  require: /* @__PURE__ */ record(requirement),
};

/**
 * Checks what a configuration says about its tables, and not the tables.
 *
 * @throws Error for the first thing that is wrong, with its place.
 */
export function checkConfig(config: TablewrightConfig): void {
  ofProperties({ ...others, ...settings })(config, '');
  const { stages = {}, defaultStage, require = {} } = config;
  const names = Object.keys(stages);
  for (const [stage, where] of [
    ...(defaultStage === undefined ? [] : [[defaultStage, 'defaultStage'] as const]),
    ...Object.keys(require).map((name) => [name, 'require'] as const),
  ]) {
    if (names.includes(stage) || (stage === '*' && where === 'require')) continue;
    const meant = closest(stage, names);
    throw new Error(
      `${where}: there is no stage ${show(stage)}; ${meant ? `did you mean ${show(meant)}?` : names.length ? `there is ${names.join(', ')}` : 'the configuration has no stages'}${where === 'require' ? "; what is required on all stands under '*'" : ''}`,
    );
  }
  const list = config.tables;
  const declared = (Array.isArray(list) ? list : schemasIn(properties(list))) as readonly TableSchema[];
  for (const [where, { tableNames, overrides }] of [
    ['', config] as const,
    ...Object.entries(stages).map(([name, stage]) => [`stages.${name}.`, stage] as const),
  ]) {
    for (const name of Object.keys(tableNames ?? {})) declaredAs(name, `${where}tableNames`, declared);
    for (const [name, changes] of Object.entries(overrides ?? {})) {
      checkChanges(changes, `${where}overrides.${name}`, declaredAs(name, `${where}overrides`, declared));
    }
  }
}

function declaredAs(name: string, where: string, declared: readonly TableSchema[]): TableSchema {
  const schema = declared.find(({ tableName }) => tableName === name);
  if (schema) return schema;
  const names = declared.map(({ tableName }) => tableName).join(', ');
  throw new Error(`${where}: no schema is named ${show(name)}; there are ${names}`);
}

const structure = ['tableName', 'attributes', 'partitionKey', 'sortKey', 'localSecondaryIndexes'];
const indexStructure = ['partitionKey', 'sortKey', 'projection'];

function checkChanges(changes: object, where: string, schema: TableSchema): void {
  refuse(structure, changes, where);
  const { globalSecondaryIndexes } = changes as { globalSecondaryIndexes?: unknown };
  for (const [name, change] of Object.entries(properties(globalSecondaryIndexes))) {
    if (!Object.hasOwn(schema.globalSecondaryIndexes ?? {}, name)) {
      throw new Error(`${where}.globalSecondaryIndexes: the schema has no index ${show(name)}`);
    }
    object(change, `${where}.globalSecondaryIndexes.${name}`);
    refuse(indexStructure, change as object, `${where}.globalSecondaryIndexes.${name}`);
  }
}

function refuse(names: readonly string[], changes: object, where: string): void {
  const wrong = names.find((name) => name in changes);
  if (wrong === undefined) return;
  throw new Error(`${where}.${wrong} can't differ between stages: code that uses the schema relies on it`);
}

function tables(value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    throw new Error('tables: list the schemas, or give an object that holds them: tables: { orders, customers }');
  }
  if (!Array.isArray(value)) return;
  value.forEach((schema: unknown, i) => {
    if (typeof properties(schema).tableName !== 'string')
      throw new Error(`tables[${i}] is not a table schema: it has no tableName`);
  });
}

function requirement(value: unknown, where: string): void {
  object(value, where);
  const known: readonly string[] = requirable;
  const stray = Object.keys(value as object).find((name) => !known.includes(name));
  if (stray === undefined) return;
  const meant = closest(stray, known);
  throw new Error(
    `${where}: ${show(stray)} is not a setting of tables; ${meant ? `did you mean ${show(meant)}?` : `there is ${known.join(', ')}`}`,
  );
}

function advice(value: unknown, where: string): void {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list of ids, and is ${show(value)}`);
  const known: readonly unknown[] = adviceRules;
  const stray = value.find((rule) => !known.includes(rule));
  if (stray === undefined) return;
  const meant = closest(String(stray), adviceRules);
  throw new Error(
    `${where}: there is no advice ${show(stray)}; ${meant ? `did you mean ${show(meant)}?` : `there is ${adviceRules.join(', ')}`}`,
  );
}

function decidedName(value: unknown, where: string): void {
  if (typeof value === 'string') return;
  const { env, default: otherwise, ...rest } = properties(value);
  const isOne = typeof env === 'string' && env !== '' && ['string', 'undefined'].includes(typeof otherwise);
  if (isOne && !Object.keys(rest).length) return;
  throw new Error(
    `${where} must be a string, or { env: 'VARIABLE', default?: 'name' } where a deployment decides it, and is ${show(value)}`,
  );
}

/** Each property is known, and as it must be. What is left out is not looked at, but the tables. */
function ofProperties(checks: { readonly [name: string]: Check }): Check {
  return (value, where) => {
    object(value, where || 'the configuration');
    const place = where ? `${where}: ` : '';
    const stray = Object.keys(value as object).find((name) => !Object.hasOwn(checks, name));
    if (stray !== undefined) {
      throw new Error(
        `${where || 'the configuration'} has ${show(stray)}; known are ${Object.keys(checks).join(', ')}`,
      );
    }
    for (const [name, check] of Object.entries(checks)) {
      const given = (value as { readonly [name: string]: unknown })[name];
      if (given !== undefined || check === tables) check(given, `${place}${name}`);
    }
  };
}

function record(check: Check): Check {
  return (value, where) => {
    object(value, where);
    for (const [name, entry] of Object.entries(value as object)) check(entry, `${where}.${name}`);
  };
}

function string(value: unknown, where: string): void {
  if (typeof value !== 'string') throw new Error(`${where} must be a string, and is ${show(value)}`);
}

function boolean(value: unknown, where: string): void {
  if (typeof value !== 'boolean') throw new Error(`${where} must be true or false, and is ${show(value)}`);
}

function object(value: unknown, where: string): void {
  if (!isProperties(value)) throw new Error(`${where} must be an object, and is ${show(value)}`);
}
