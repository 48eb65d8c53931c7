import type { CreateTableCommandInput, GlobalSecondaryIndex, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { readCreateTableInput, readMembers } from '../../aws/index.js';
import {
  type CapacityScaling,
  defined,
  isProperties,
  type Properties,
  type ProvisionedThroughput,
  properties,
  type TableIssue,
  type TableSchema,
} from '../../schema/index.js';
import type { ReadTable } from './readTable.js';
import { recordsIn } from './recordsIn.js';

/** What a data model says of a table, and this reads. Its sample items and facets are no part of a table. */
const known = new Set([
  'TableName',
  'KeyAttributes',
  'NonKeyAttributes',
  'GlobalSecondaryIndexes',
  'BillingMode',
  'ProvisionedCapacitySettings',
  'TableData',
  'TableFacets',
  'DataAccess',
]);

/** Whether it is a table of a data model of NoSQL Workbench. */
export function isModel(value: Properties): boolean {
  return isProperties(value.KeyAttributes) && isProperties(value.KeyAttributes.PartitionKey);
}

/**
 * Reads a table of a data model: in the words of CreateTable first, so that each is read as it is there.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/workbench.Modeler.ExportModel.html
 */
export function readModel(model: Properties): ReadTable {
  const notes: TableIssue[] = [];
  const note = (path: TableIssue['path'], message: string) => notes.push({ rule: 'not-representable', path, message });
  const types = new Map<string, unknown>();
  const keyOf = (holder: Properties): KeySchemaElement[] => {
    const { PartitionKey, SortKey } = properties(holder.KeyAttributes);
    const elements = [
      [PartitionKey, 'HASH'],
      [SortKey, 'RANGE'],
    ] as const;
    return elements.flatMap(([attribute, KeyType]) => {
      const { AttributeName: name, AttributeType: type } = properties(attribute);
      if (typeof name !== 'string' || name === '') return [];
      if (!types.has(name)) types.set(name, type);
      return [{ AttributeName: name, KeyType }];
    });
  };
  const KeySchema = keyOf(model);
  const provisioned = model.BillingMode === 'PROVISIONED';
  const capacity = properties(model.ProvisionedCapacitySettings);
  const indexes = recordsIn(model.GlobalSecondaryIndexes).map((index, i): GlobalSecondaryIndex => {
    const own = properties(index.ProvisionedCapacitySettings).ProvisionedThroughput;
    if (provisioned && own === undefined) {
      note(['GlobalSecondaryIndexes', i], 'has no capacity of its own there, and has that of the table');
    }
    return {
      IndexName: index.IndexName,
      KeySchema: keyOf(index),
      Projection: isProperties(index.Projection) ? index.Projection : { ProjectionType: 'ALL' },
      ...(provisioned && { ProvisionedThroughput: own ?? capacity.ProvisionedThroughput }),
    } as GlobalSecondaryIndex;
  });
  const input = {
    TableName: model.TableName,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema,
    ...(indexes.length && { GlobalSecondaryIndexes: indexes }),
    BillingMode: model.BillingMode ?? 'PAY_PER_REQUEST',
    ...(provisioned && { ProvisionedThroughput: capacity.ProvisionedThroughput }),
  } as CreateTableCommandInput;
  for (const name of Object.keys(model)) {
    if (!known.has(name)) note([name], 'a table schema has no place for this');
  }
  const { schema, issues } = readCreateTableInput(input);
  const indexCapacities = new Map(
    recordsIn(model.GlobalSecondaryIndexes).map((index) => [index.IndexName, index.ProvisionedCapacitySettings]),
  );
  const scaled = provisioned
    ? withScaling(schema, (indexName) =>
        scalingOf(indexName === undefined ? capacity : (indexCapacities.get(indexName) ?? capacity)),
      )
    : schema;
  return { schema: withAttributes(scaled, model.NonKeyAttributes), issues: [...issues, ...notes] };
}

/** What scales the capacity, in the words of the requests to Application Auto Scaling; `undefined`: nothing. */
function scalingOf(capacity: unknown): ProvisionedThroughput['autoScaling'] {
  const { AutoScalingRead, AutoScalingWrite } = properties(capacity);
  return readMembers({ read: readScaling(AutoScalingRead), write: readScaling(AutoScalingWrite) });
}

/** What lacks there is missing in the schema too, where its rules say so. */
function readScaling(settings: unknown): CapacityScaling | undefined {
  if (!isProperties(settings)) return undefined;
  const target = properties(settings.ScalableTargetRequest);
  const policy = properties(settings.ScalingPolicyConfiguration);
  const members: { readonly [P in keyof Required<CapacityScaling>]: unknown } = {
    minCapacity: target.MinCapacity,
    maxCapacity: target.MaxCapacity,
    targetValue: policy.TargetValue,
    scaleInCooldown: policy.ScaleInCooldown,
    scaleOutCooldown: policy.ScaleOutCooldown,
    // A model has none.
    scheduledActions: undefined,
  };
  return defined(members) as CapacityScaling;
}

function withScaling(
  schema: TableSchema,
  scaling: (indexName?: string) => ProvisionedThroughput['autoScaling'],
): TableSchema {
  const scaled = <T extends Pick<TableSchema, 'provisionedThroughput'>>(holder: T, indexName?: string): T => {
    const autoScaling = scaling(indexName);
    const { provisionedThroughput: units } = holder;
    return units && autoScaling ? { ...holder, provisionedThroughput: { ...units, autoScaling } } : holder;
  };
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    scaled(index, name),
  ]);
  return {
    ...scaled(schema),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

/** The attributes of the items too, for which the model has types. */
function withAttributes(schema: TableSchema, attributes: unknown): TableSchema {
  const others = recordsIn(attributes).flatMap(({ AttributeName: name, AttributeType: type }) =>
    typeof name === 'string' && typeof type === 'string' && !Object.hasOwn(schema.attributes, name)
      ? [[name, type]]
      : [],
  );
  return { ...schema, attributes: Object.fromEntries([...Object.entries(schema.attributes), ...others]) };
}
