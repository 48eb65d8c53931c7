import { isProperties, type Properties } from '../../../schema/index.js';
import { toValue, unknown, type Value } from '../evaluate/value.js';
import { linkTo } from '../read/links.js';
import type { ModuleInFolder } from '../read/modules.js';
import type { Place } from '../read/scope.js';
import { recordsOf } from '../recordsOf.js';
import { isComputed, withoutComputed, withoutDefaults } from './chosen.js';
import type { ResolvedResource } from './resolvedResources.js';

/** The modules that resources stand in, as configurations of which nothing is left to be worked out. */
export function modulesOfState(resources: readonly ResolvedResource[], place: Place): ModuleInFolder[] {
  const tables = new Set(
    resources
      .filter(({ type }) => type === 'aws_dynamodb_table')
      .map(({ module, type, label }) => `${module ? `${module}.` : ''}${type}.${label}`),
  );
  const replicaRegions = new Set(
    resources.flatMap(({ type, values }) =>
      type === 'aws_dynamodb_table_replica'
        ? [values.region]
        : recordsOf(values.replica).map(({ region_name: name }) => name),
    ),
  );
  const configs = new Map<string, { [type: string]: { [label: string]: Properties } }>();
  for (const resource of resources) {
    const { module, type, label } = resource;
    const config = configs.get(module) ?? {};
    configs.set(module, config);
    config[type] = { ...config[type], [label]: propertiesOf(resource, tables, replicaRegions) };
  }
  const folder = { path: '', config: {}, files: [], variableFiles: [] };
  return [...configs].map(([address, resource]) => ({ ...place, address, folder, config: { resource } }));
}

/** What a table has that nobody chose: left out unless the configuration gives it. */
const defaults: { readonly [argument: string]: (value: unknown) => boolean } = {
  deletion_protection_enabled: (value) => value === false,
  stream_enabled: (value) => value === false,
  table_class: (value) => value === 'STANDARD',
  point_in_time_recovery: isOff,
  server_side_encryption: isOff,
  ttl: isOff,
  warm_throughput: () => true,
  // Of scaling.
  role_arn: (value) => /:role\/aws-service-role\/dynamodb\.application-autoscaling\./.test(String(value)),
  suspended_state: (blocks) =>
    Array.isArray(blocks) && blocks.every((block) => isProperties(block) && !Object.values(block).includes(true)),
  timezone: (value) => value === 'UTC',
};

function isOff(blocks: unknown): boolean {
  return Array.isArray(blocks) && blocks.every((block) => isProperties(block) && block.enabled === false);
}

function propertiesOf(
  { module, type, label, values, unknown: marks, expressions }: ResolvedResource,
  tables: ReadonlySet<string>,
  replicaRegions: ReadonlySet<unknown>,
): Properties {
  const given = new Map<string, Value>();
  const { tags_all: allTags } = values;
  // With those that the provider adds.
  const hasAll = isProperties(allTags) && Object.keys(allTags).length > 0;
  const address = `${type}.${label}`;
  const unknowns = withoutComputed(isProperties(marks) ? marks : {}, expressions);
  for (const argument of new Set([...Object.keys(values), ...Object.keys(unknowns), ...(hasAll ? ['tags'] : [])])) {
    const shown = argument === 'tags' && hasAll ? allTags : values[argument];
    const value = withoutDefaults(argument, shown, expressions);
    // Of what stands beside a table, it tells which replica is meant.
    const isTold = type !== 'aws_dynamodb_table' && argument === 'region' && replicaRegions.has(value);
    if (isComputed(type, argument) && !isTold) continue;
    if (isEmpty(value, unknowns[argument])) continue;
    const isConfigured = expressions !== undefined && Object.hasOwn(expressions, argument);
    if (!isConfigured && unknowns[argument] === undefined && defaults[argument]?.(value)) continue;
    const [reference] = referencesOf(expressions?.[argument]);
    const text = reference ?? `${address}.${argument}`;
    given.set(
      argument,
      resolved(value, unknowns[argument], text, reference && tableOf(module, reference, label, tables)),
    );
  }
  return Object.fromEntries(given);
}

/** Null, an empty string and no blocks are what the provider says of what nobody gave. */
function isEmpty(value: unknown, mark: unknown): boolean {
  if (mark === true || (Array.isArray(mark) && mark.includes(true))) return false;
  return value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);
}

/** A value with unknown parts where the marks are. */
function resolved(value: unknown, mark: unknown, text: string, link?: string | undefined): Value {
  if (mark === true) return unknown(text, { link, argument: text });
  if (Array.isArray(value)) {
    const marks = Array.isArray(mark) ? mark : [];
    return toValue(value.map((item, i) => resolved(item, marks[i], text)));
  }
  if (!isProperties(value)) return toValue(value);
  const marks = isProperties(mark) ? mark : {};
  const isBlock = !text.endsWith('tags');
  const entries = [...new Set([...Object.keys(value), ...Object.keys(marks)])]
    .filter((name) => !(isBlock && isEmpty(value[name], marks[name])) && !isImplied(name, value))
    .map((name) => [name, resolved(value[name], marks[name], text)]);
  return toValue(Object.fromEntries(entries));
}

/** The provider gives the key of an index in both ways, and 0 days for none. Of its warm throughput, see that of the table. */
function isImplied(name: string, block: Properties): boolean {
  const { key_schema: keySchema } = block;
  if (name === 'hash_key' || name === 'range_key') return Array.isArray(keySchema) && keySchema.length > 0;
  return name === 'warm_throughput' || (name === 'recovery_period_in_days' && block[name] === 0);
}

/** What an argument refers to, the longest first: `aws_dynamodb_table.orders.arn`. */
function referencesOf(expression: unknown): string[] {
  if (!isProperties(expression) || !Array.isArray(expression.references)) return [];
  return expression.references.filter((reference): reference is string => typeof reference === 'string');
}

/** The table of the same module that a reference is to; of several, that of the same key. */
function tableOf(module: string, reference: string, label: string, tables: ReadonlySet<string>): string | undefined {
  const [, name, key, attribute] =
    /^aws_dynamodb_table\.([\w-]+)(\[.*\])?(?:\.(arn|name|id|stream_arn|replica))?$/s.exec(reference) ?? [];
  if (name === undefined) return undefined;
  const [sameKey = ''] = /\[.*\]$/s.exec(label) ?? [];
  const addresses = [key ?? sameKey, ''].map(
    (each) => `${module ? `${module}.` : ''}aws_dynamodb_table.${name}${each}`,
  );
  const found = addresses.find((address) => tables.has(address));
  if (found === undefined) return undefined;
  const where = { stream_arn: '/stream', replica: '@?' }[attribute ?? ''] ?? '';
  return `${linkTo(found)}${where}`;
}
