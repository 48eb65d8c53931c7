import {
  canonicalTable,
  own,
  type Properties,
  properties,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
} from '../../../schema/index.js';
import { type Schemas, toSchemaList } from '../../schemas.js';
import type { ChosenReplicas } from '../chooseReplicas.js';
import { fromCloudFormation } from '../fromCloudFormation.js';
import { type CloudFormationResourceType, toCloudFormationResources } from '../toCloudFormationTemplate.js';
import type { CloudFormationUpdatesOptions } from './options.js';
import { typeChanges } from './replacements.js';
import { replicasOf, replicasWithChanges, replicasWithUnmanaged } from './replicasInto.js';
import { scalingInto } from './scalingInto.js';
import { isTable, type Resource, resourcesOf, type TemplateObject } from './sections.js';
import { withChanges } from './withChanges.js';

/**
 * The template with these tables in it. A table that it has already, by its name or by the logical id given, keeps whatever its schema
 * does not manage, and each property that says the same, as it is written there. Others are added.
 *
 * @throws TableSchemaError if a schema is not valid, or what decides about a table in the template is known at deployment only.
 */
export function intoTemplate(
  template: TemplateObject,
  schemas: Schemas,
  options: CloudFormationUpdatesOptions,
): TemplateObject {
  const { logicalIds = {}, parameters = {} } = options;
  const names = Object.fromEntries(Object.entries(logicalIds).map(([name, id]) => [id, name]));
  const read = fromCloudFormation(template, { parameters, names: onlyOf(template, names) });
  let resources: { [id: string]: Resource } = { ...resourcesOf(template) };
  const issues: TableIssue[] = [];
  for (const schema of toSchemaList(schemas, options)) {
    const byName = Object.entries(read.tables).find(([, { tableName }]) => tableName === schema.tableName)?.[0];
    const id = own(logicalIds, schema.tableName) ?? byName;
    const present = id === undefined ? undefined : own(resources, id);
    if (id === undefined || !present) {
      const added = Object.entries(toCloudFormationResources(schema, options));
      const taken = added.find(([newId]) => own(resources, newId));
      if (taken) {
        issues.push({
          rule: 'cloudformation-logical-id',
          path: ['Resources', taken[0]],
          message: `is there already, and not as the table ${show(schema.tableName)}; give the table's own id in logicalIds`,
        });
      } else if (id === undefined) issues.push(...couldBe(schema));
      for (const [newId, resource] of added) resources[newId] = resource as unknown as Resource;
      continue;
    }
    const path = ['Resources', id];
    const unreadable = read.issues.filter(
      ({ rule, path: at }) =>
        rule !== 'cloudformation-parameter' && decides(at, id) && rule !== 'cloudformation-table-name',
    );
    issues.push(...unreadable);
    const isOther = !isTable(present);
    if (isOther) {
      const message = `is ${show(properties(present).Type)}; give the whole new template instead of schemas`;
      issues.push({ rule: 'cloudformation-type', path: [...path, 'Type'], message });
    }
    const isTurned = properties(present).Type === 'AWS::DynamoDB::Table' && Object.keys(schema.replicas ?? {}).length;
    if (isTurned) {
      const message = typeChanges('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
      issues.push({ rule: 'cloudformation-replacement', path: [...path, 'Type'], message });
    }
    const replicas = replicasOf(template, id, present, options);
    if (schema.replicas && !isTurned && !replicas.others) {
      const message = 'are not all known before deployment, and the schema says which there are; give their parameters';
      issues.push({ rule: 'cloudformation-intrinsic', path: [...path, 'Properties', 'Replicas'], message });
    }
    const table = own(read.tables, id) ?? own(read.unnamed, id)?.schema;
    if (table && !issues.length) {
      const before = { ...table, tableName: schema.tableName } as TableSchema;
      resources[id] = changed(present, before, schema, options, replicas);
      if (present.Type === 'AWS::DynamoDB::Table') {
        resources = scalingInto({ ...template, Resources: resources }, id, before, schema, parameters, issues);
      }
    } else if (!table)
      issues.push({ rule: 'cloudformation-intrinsic', path, message: "can't be read as a table; give its parameters" });
  }
  if (issues.length) throw new TableSchemaError('The template', issues);
  return { ...template, Resources: resources };

  /** Tables whose names are known at deployment only: one of them may be that of the schema, which must not be added then. */
  function couldBe({ tableName }: TableSchema): TableIssue[] {
    return Object.entries(resourcesOf(template)).flatMap(([id, resource]): TableIssue[] =>
      isTable(resource) &&
      properties(resource.Properties).TableName !== undefined &&
      !own(read.tables, id) &&
      !own(names, id)
        ? [
            {
              rule: 'cloudformation-table-name',
              path: ['Resources', id, 'Properties', 'TableName'],
              message: `is known at deployment only, and could be ${show(tableName)}; give its parameters, or the logical id of ${show(tableName)} in logicalIds, also where that is to be added`,
            },
          ]
        : [],
    );
  }
}

/** Names for tables that are there: others would be reported. */
function onlyOf(template: TemplateObject, names: { readonly [id: string]: string }): { [id: string]: string } {
  const ids = Object.keys(resourcesOf(template));
  return Object.fromEntries(Object.entries(names).filter(([id]) => ids.includes(id)));
}

/** What a table's keys and indexes are told by. */
const structure = [
  'AttributeDefinitions',
  'KeySchema',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes',
  'VectorIndexes',
  'BillingMode',
];

function decides([section, id, part, property]: TableIssue['path'], logicalId: string): boolean {
  return section === 'Resources' && id === logicalId && part === 'Properties' && structure.includes(String(property));
}

/** The resource in the template, with what its new schema changes. */
function changed(
  present: Resource,
  before: TableSchema,
  after: TableSchema,
  { quotas }: CloudFormationUpdatesOptions,
  replicas: ChosenReplicas,
): Resource {
  const resourceType = present.Type as CloudFormationResourceType;
  const resourceOf = (schema: TableSchema): Resource =>
    Object.values(toCloudFormationResources(schema, { quotas, resourceType }))[0] as unknown as Resource;
  const [from, to] = [resourceOf(before), resourceOf(withUnmanaged(before, after))];
  // The name was compared already, and may be written in another way.
  const { TableName, ...written } = properties(present.Properties);
  const [{ TableName: _, ...old }, { TableName: __, ...next }] = [from.Properties, to.Properties] as Properties[];
  const { Tablewright, ...metadata } = { ...properties(present.Metadata), ...properties(to.Metadata) };
  const noted = to.Metadata === undefined ? metadata : { ...metadata, Tablewright };
  const { Metadata, ...others } = present;
  return {
    ...others,
    ...(Object.keys(noted).length ? { Metadata: noted } : {}),
    Properties: {
      ...(TableName !== undefined && { TableName }),
      ...withChanges(written, old, next),
      ...(written.Replicas !== undefined && { Replicas: replicasWithChanges(written.Replicas, old, next, replicas) }),
    },
  };
}

/** The new schema with the settings of the old one that it does not manage: those of the table, and those of indexes that stay. */
function withUnmanaged(before: TableSchema, after: TableSchema): TableSchema {
  const settings = unmanaged(before, after);
  const indexes = Object.entries(after.globalSecondaryIndexes ?? {}).map(([name, index]) => {
    const old = own<object>(before.globalSecondaryIndexes, name);
    return [name, { ...(old && unmanaged({ ...old, billingMode: before.billingMode }, after)), ...index }];
  });
  const replicas = replicasWithUnmanaged(before, after);
  return canonicalTable({
    ...settings,
    ...after,
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
    ...(replicas && { replicas }),
  } as TableSchema);
}

/** Without structure, and without capacity of another billing mode. */
function unmanaged(before: object, { billingMode = 'PAY_PER_REQUEST' }: TableSchema): object {
  const { billingMode: mode = 'PAY_PER_REQUEST' } = before as TableSchema;
  const left = mode === billingMode ? structural : [...structural, 'onDemandThroughput', 'warmThroughput'];
  return Object.fromEntries(Object.entries(before).filter(([name]) => !left.includes(name)));
}

/** What a schema says by leaving it out, and the capacity, which goes with the billing mode. */
const structural = [
  'tableName',
  'attributes',
  'partitionKey',
  'sortKey',
  'partitionKey',
  'sortKey',
  'globalSecondaryIndexes',
  'localSecondaryIndexes',
  'vectorIndexes',
  'projection',
  'timeToLive',
  'billingMode',
  'provisionedThroughput',
];
