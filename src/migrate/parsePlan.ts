import {
  assertValidTable,
  defaultQuotas,
  isProperties,
  properties,
  sameJson,
  show,
  type TableQuotas,
  type TableSchema,
} from '../schema/index.js';
import { type Permission, permissions } from './change.js';
import { makePlan } from './makePlan.js';
import type { LiveFacts, Plan, Unreached } from './plan.js';

/**
 * Reads a plan from data, such as a file's JSON, and trusts nothing of it: the schema must be valid, all names the same, and each
 * step the one that follows from the live table, the schema and the permissions that the plan itself holds. What it returns is made
 * from those three anew, its notes too, so that what is shown is what would be done.
 *
 * Whether the table is still as the plan says, only {@link applyPlan} can tell: it refuses if not.
 *
 * @example
 * ```ts
 * const plan = parsePlan(JSON.parse(await readFile('plan.json', 'utf8')));
 * console.log(formatPlan(plan));
 * ```
 *
 * @throws TableSchemaError if the plan's schema is not valid; Error, which names the place, for all else that is wrong.
 */
export function parsePlan(value: unknown): Plan {
  if (!isProperties(value)) throw invalid(`${show(value)} is not an object`);
  const { tableName, schema, live, table, allow = [], quotas, unreached, regions = [], steps, fingerprint } = value;
  if (quotas !== undefined && !isQuotas(quotas)) throw invalid(`quotas ${show(quotas)} must be numbers by quota`);
  assertValidTable(schema, { quotas });
  if (tableName !== schema.tableName) {
    throw invalid(`tableName is ${show(tableName)}, and its schema's is ${show(schema.tableName)}`);
  }
  if (!isPermissions(allow)) throw invalid(`allow ${show(allow)} must be a list of ${permissions.join(', ')}`);
  if (!isTexts(regions)) throw invalid(`regions ${show(regions)} must be a list of Regions`);
  if (!Array.isArray(steps)) throw invalid(`steps ${show(steps)} must be a list`);
  if (unreached !== undefined && !isUnreached(unreached))
    throw invalid(`unreached ${show(unreached)} must be a list of autoScaling`);
  const base = liveTable(live, table, schema.tableName);
  const made = remade(() => makePlan(base, schema, { allow, quotas, unreached, regions }));
  for (let i = 0; i < Math.max(steps.length, made.steps.length); i++) {
    const { operation, input, region } = properties(steps[i]);
    const expected = made.steps[i];
    if (steps[i] === undefined) throw invalid(`step ${i + 1}, ${expected.operation}, is missing`);
    if (
      !expected ||
      operation !== expected.operation ||
      region !== expected.region ||
      !sameJson(input, expected.input)
    ) {
      throw invalid(`step ${i + 1}, ${show(operation)}, does not follow from its live table and schema`);
    }
  }
  if (fingerprint !== made.fingerprint) {
    throw invalid(`fingerprint ${show(fingerprint)} is not that of its live table, ${show(made.fingerprint)}`);
  }
  return made;
}

function invalid(what: string): Error {
  return new Error(`This plan can't be used: ${what}. Make a new one.`);
}

/** The live table of a plan. A live table may break rules of schemas, such as a quota, so only its shape is looked at. */
function liveTable(
  live: unknown,
  table: unknown,
  tableName: string,
): (LiveFacts & { schema: TableSchema }) | undefined {
  if (live === undefined && table === undefined) return undefined;
  if (!isSchemaShape(live)) throw invalid(`live ${show(live)} must be a table's schema`);
  if (live.tableName !== tableName) {
    throw invalid(`live.tableName is ${show(live.tableName)}, and its schema's is ${show(tableName)}`);
  }
  if (!isLiveFacts(table)) throw invalid(`table ${show(table)} must be { arn, unsupported } of the live table`);
  if (table.arn && !table.arn.endsWith(`:table/${tableName}`)) {
    throw invalid(`table.arn ${show(table.arn)} is not that of a table ${show(tableName)}`);
  }
  if (table.streamArn !== undefined && !table.streamArn.startsWith(`${table.arn}/stream/`)) {
    throw invalid(`table.streamArn ${show(table.streamArn)} is not that of a stream of ${show(table.arn)}`);
  }
  // Texts of the moment when the plan was made: whoever applies it looks again.
  const { notes, ...facts } = table;
  return { ...facts, schema: live };
}

function remade<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw invalid(`no plan can be made of its live table: ${error instanceof Error ? error.message : show(error)}`);
  }
}

function isQuotas(value: unknown): value is TableQuotas {
  return (
    isProperties(value) &&
    Object.entries(value).every(([name, quota]) => Object.hasOwn(defaultQuotas, name) && typeof quota === 'number')
  );
}

function isTexts(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((entry) => typeof entry === 'string');
}

function isPermissions(value: unknown): value is readonly Permission[] {
  const known: readonly unknown[] = permissions;
  return Array.isArray(value) && value.every((entry) => known.includes(entry));
}

function isUnreached(value: unknown): value is readonly Unreached[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => entry === 'autoScaling');
}

function isSchemaShape(value: unknown): value is TableSchema {
  if (!isProperties(value)) return false;
  const { attributes, partitionKey, localSecondaryIndexes, globalSecondaryIndexes, vectorIndexes, replicas, tags } =
    value;
  const records = [localSecondaryIndexes, globalSecondaryIndexes, vectorIndexes, replicas, tags];
  return (
    isProperties(attributes) &&
    Object.values(attributes).every((type) => typeof type === 'string') &&
    typeof partitionKey === 'string' &&
    records.every((record) => record === undefined || isProperties(record)) &&
    records.slice(0, 4).every((record) => Object.values(properties(record)).every(isProperties))
  );
}

function isLiveFacts(value: unknown): value is LiveFacts {
  if (!isProperties(value)) return false;
  const {
    arn,
    tableId,
    streamArn,
    policyRevision,
    streamPolicyRevision,
    scalingPolicies,
    unsupported,
    unread = [],
    stuck,
    stuckReplicas,
    fixedReplicas,
    replicaPolicyRevisions,
    notes = [],
    itemCount,
    sizeBytes,
    indexes,
  } = value;
  const isCount = (count: unknown) => count === undefined || typeof count === 'number';
  return (
    typeof arn === 'string' &&
    [tableId, streamArn, policyRevision, streamPolicyRevision].every(
      (one) => one === undefined || typeof one === 'string',
    ) &&
    [unsupported, unread, notes].every(isTexts) &&
    (stuck === undefined || typeof stuck === 'boolean') &&
    (fixedReplicas === undefined || typeof fixedReplicas === 'string') &&
    [stuckReplicas, replicaPolicyRevisions].every(
      (texts) => texts === undefined || (isProperties(texts) && isTexts(Object.values(texts))),
    ) &&
    isCount(itemCount) &&
    isCount(sizeBytes) &&
    (scalingPolicies === undefined || isProperties(scalingPolicies)) &&
    Object.values(properties(scalingPolicies)).every((policy) => typeof properties(policy).name === 'string') &&
    (indexes === undefined || isProperties(indexes)) &&
    Object.values(properties(indexes)).every(
      (index) => isProperties(index) && isCount(index.itemCount) && isCount(index.sizeBytes),
    )
  );
}
