export { assertValidTable } from './assertValidTable.js';
export { canonicalTable } from './canonicalTable.js';
export { carried, carriedSettings } from './carried.js';
export { closest } from './closest.js';
export { defineTable } from './defineTable.js';
export type { AttributeValueTypes, IndexConstants, IndexKey, IndexName, Item, PrimaryKey } from './derivedTypes.js';
export { hash } from './hash.js';
export type * from './IndexSchema.js';
export { indexNames } from './indexNames.js';
export { formatPath, type Path, type TableIssue } from './issue.js';
export { defaultQuotas, onDemandWarmThroughput, vectorIndexesPerTable } from './limits.js';
export { adviceRules, type LintOptions, lintTable } from './lintTable.js';
export type * from './Replica.js';
export { insightsMode, keyList, parseObject, policyDocument, recoveryDays } from './readings.js';
export type { AdviceRule, SchemaRule, TableRule } from './rule.js';
export type { TableQuotas } from './rules/check.js';
export type * from './SettingValues.js';
export { canonicalJson, sameJson } from './sameJson.js';
export {
  cannotCarry,
  type IndexSetting,
  type IndexSettingName,
  type NotCarried,
  type Setting,
  type SettingName,
} from './settings.js';
export type * from './TableSchema.js';
export { TableSchemaError } from './TableSchemaError.js';
export type * from './Throughput.js';
export { type ValidateOptions, validateTable } from './validateTable.js';
export { bytes, defined, isProperties, own, type Properties, properties, show, visible } from './value.js';
export { withoutDefaults } from './withoutDefaults.js';
export { type WithTableName, withTableName } from './withTableName.js';
