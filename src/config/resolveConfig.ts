import { adviceRules, closest, defined, show, type TableSchema, withTableName } from '../schema/index.js';
import type { Settings, TableOverrides, TablewrightConfig } from './defineConfig.js';
import { schemasIn } from './schemasIn.js';

/** A configuration for one stage: the tables as they are there, and where that is. */
export interface ResolvedConfig extends Omit<Settings, 'tableNamePrefix' | 'overrides'> {
  /** The tables under their names on the stage, with its overrides. They are not checked. */
  readonly tables: readonly TableSchema[];
  /** The name in the schema of each table, by its name on the stage. */
  readonly declaredNames: { readonly [tableName: string]: string };
}

const settingNames = [
  'tableNamePrefix',
  'region',
  'profile',
  'endpoint',
  'emulator',
  'quotas',
  'ignoreAdvice',
  'overrides',
];
const configNames = ['tables', 'stages', ...settingNames];

/**
 * The tables of a configuration as they are on a stage, and where they are. The schemas themselves are not checked.
 *
 * @example
 * ```ts
 * const { tables, region } = resolveConfig(config, { stage: 'prod' });
 * await provisionTables(new DynamoDBClient({ region }), tables);
 * ```
 * @throws Error if the configuration has no such stage, a property that is not known or of another type, or overrides for a table
 * or an index that no schema declares.
 */
export function resolveConfig(config: TablewrightConfig, { stage }: { readonly stage?: string } = {}): ResolvedConfig {
  checkProperties(config, configNames, 'the configuration');
  checkSettings(config, 'the configuration');
  const stages = config.stages ?? {};
  checkObject(stages, 'stages');
  for (const [name, settings] of Object.entries(stages)) {
    checkProperties(settings, settingNames, `stages.${name}`);
    checkSettings(settings, `stages.${name}`);
  }
  if (stage !== undefined && !Object.hasOwn(stages, stage)) {
    const names = Object.keys(stages);
    throw new Error(
      `there is no stage ${JSON.stringify(stage)}: ${names.length ? `the configuration has ${names.join(', ')}` : 'the configuration has no stages'}`,
    );
  }
  const ofStage = stage === undefined ? {} : stages[stage];
  const { tableNamePrefix = '', region, profile, endpoint, emulator, quotas, ignoreAdvice } = { ...config, ...ofStage };
  const declared = tablesOf(config);
  const overrides = [config.overrides, ofStage.overrides].filter((all) => all !== undefined);
  for (const all of overrides) checkOverrides(all, declared);
  const declaredNames: Record<string, string> = {};
  const tables = declared.map((schema) => {
    const changed = overrides.reduce<TableSchema>(
      (table, all) => (Object.hasOwn(all, schema.tableName) ? override(table, all[schema.tableName]) : table),
      schema,
    );
    const named = tableNamePrefix ? withTableName(changed, `${tableNamePrefix}${schema.tableName}`) : changed;
    declaredNames[named.tableName] = schema.tableName;
    return named;
  });
  return { tables, declaredNames, ...defined({ region, profile, endpoint, emulator, quotas, ignoreAdvice }) };
}

function tablesOf({ tables }: TablewrightConfig): readonly TableSchema[] {
  if (typeof tables !== 'object' || tables === null) {
    throw new Error('tables: list the schemas, or give an object that holds them: tables: [orders, customers]');
  }
  if (!Array.isArray(tables)) return schemasIn(tables as { readonly [name: string]: unknown });
  tables.forEach((schema, i) => {
    if (typeof schema?.tableName !== 'string')
      throw new Error(`tables[${i}] is not a table schema: it has no tableName`);
  });
  return tables as readonly TableSchema[];
}

function override(schema: TableSchema, changes: TableOverrides): TableSchema {
  const merged: Record<string, unknown> = { ...schema };
  for (const [property, value] of Object.entries(changes)) {
    if (value === null) delete merged[property];
    else merged[property] = value;
  }
  if (changes.globalSecondaryIndexes) {
    const indexes: Record<string, object> = { ...schema.globalSecondaryIndexes };
    for (const [name, change] of Object.entries(changes.globalSecondaryIndexes)) {
      indexes[name] = Object.fromEntries(
        Object.entries({ ...indexes[name], ...change }).filter(([, value]) => value !== null),
      );
    }
    merged.globalSecondaryIndexes = indexes;
  }
  return Object.freeze(merged) as unknown as TableSchema;
}

const structure = ['tableName', 'attributes', 'partitionKey', 'sortKey', 'localSecondaryIndexes'];

function checkOverrides(overrides: NonNullable<Settings['overrides']>, declared: readonly TableSchema[]): void {
  for (const [tableName, changes] of Object.entries(overrides)) {
    const schema = declared.find((table) => table.tableName === tableName);
    if (!schema) {
      const names = declared.map((table) => table.tableName).join(', ');
      throw new Error(`overrides: no schema is named ${JSON.stringify(tableName)}; there are ${names}`);
    }
    checkObject(changes, `overrides.${tableName}`);
    const wrong = structure.find((property) => property in changes);
    if (wrong) {
      throw new Error(
        `overrides.${tableName}.${wrong} can't differ between stages: code that uses the schema relies on it`,
      );
    }
    for (const index of Object.keys(changes.globalSecondaryIndexes ?? {})) {
      if (!Object.hasOwn(schema.globalSecondaryIndexes ?? {}, index)) {
        throw new Error(
          `overrides.${tableName}.globalSecondaryIndexes: the schema has no index ${JSON.stringify(index)}`,
        );
      }
    }
  }
}

function checkSettings(settings: Settings, where: string): void {
  for (const name of ['tableNamePrefix', 'region', 'profile', 'endpoint'] as const) {
    const value: unknown = settings[name];
    if (value !== undefined && typeof value !== 'string') {
      throw new Error(`${where}: ${name} must be a string, and is ${JSON.stringify(value)}`);
    }
  }
  if (settings.emulator !== undefined && typeof settings.emulator !== 'boolean') {
    throw new Error(`${where}: emulator must be true or false, and is ${JSON.stringify(settings.emulator)}`);
  }
  if (settings.overrides !== undefined) checkObject(settings.overrides, `${where}: overrides`);
  if (settings.quotas !== undefined) checkObject(settings.quotas, `${where}: quotas`);
  if (settings.ignoreAdvice !== undefined) checkAdvice(settings.ignoreAdvice, where);
}

function checkAdvice(ignored: unknown, where: string): void {
  if (!Array.isArray(ignored)) {
    throw new Error(`${where}: ignoreAdvice must be a list of ids, and is ${show(ignored)}`);
  }
  const known: readonly unknown[] = adviceRules;
  const stray = ignored.find((rule) => !known.includes(rule));
  if (stray === undefined) return;
  const meant = closest(String(stray), adviceRules);
  throw new Error(
    `${where}: ignoreAdvice: there is no advice ${show(stray)}; ${meant ? `did you mean ${show(meant)}?` : `there is ${adviceRules.join(', ')}`}`,
  );
}

function checkProperties(value: unknown, known: readonly string[], where: string): void {
  checkObject(value, where);
  const stray = Object.keys(value as object).find((name) => !known.includes(name));
  if (stray !== undefined) throw new Error(`${where} has ${JSON.stringify(stray)}; known are ${known.join(', ')}`);
}

function checkObject(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where} must be an object, and is ${JSON.stringify(value) ?? typeof value}`);
  }
}
