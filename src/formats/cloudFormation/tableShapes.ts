import type { CfnGlobalTable, CfnGlobalTableProps, CfnTable, CfnTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { cannotCarry } from '../../schema/index.js';
import type { ShapeOf } from './shapeOf.js';
import type { Value } from './shapes.js';

const ofGlobalTables = cannotCarry(
  'a table schema has no place for this; its replicas are those of one account, consistent in the end',
);
const noPlace = cannotCarry('a table schema has no place for this');

const attributeDefinitions = [
  { AttributeName: 'text', AttributeType: 'text' } satisfies ShapeOf<CfnTable.AttributeDefinitionProperty>,
] as const;
const keySchema = [{ AttributeName: 'text', KeyType: 'text' } satisfies ShapeOf<CfnTable.KeySchemaProperty>] as const;
const projection = {
  ProjectionType: 'text',
  NonKeyAttributes: ['text'],
} as const satisfies ShapeOf<CfnTable.ProjectionProperty>;
const warmThroughput = {
  ReadUnitsPerSecond: 'number',
  WriteUnitsPerSecond: 'number',
} as const satisfies ShapeOf<CfnTable.WarmThroughputProperty>;
const localSecondaryIndexes = [
  {
    IndexName: 'text',
    KeySchema: keySchema,
    Projection: projection,
  } satisfies ShapeOf<CfnTable.LocalSecondaryIndexProperty>,
] as const;
const vectorIndexes = [
  {
    IndexName: 'text',
    VectorAttribute: { AttributeName: 'text' } satisfies ShapeOf<CfnTable.VectorAttributeProperty>,
    SearchSchema: [
      {
        AttributeName: 'text',
        SearchSchemaElementType: 'text',
      } satisfies ShapeOf<CfnTable.SearchSchemaElementProperty>,
    ],
    Projection: projection,
    Dimensions: 'number',
    DistanceFunction: 'text',
  } satisfies ShapeOf<CfnTable.VectorIndexProperty>,
] as const;
const timeToLive = {
  AttributeName: 'text',
  Enabled: 'flag',
} as const satisfies ShapeOf<CfnTable.TimeToLiveSpecificationProperty>;
export const pointInTimeRecovery = {
  PointInTimeRecoveryEnabled: 'flag',
  RecoveryPeriodInDays: 'number',
} as const satisfies ShapeOf<CfnTable.PointInTimeRecoverySpecificationProperty>;
const contributorInsights = {
  Enabled: 'flag',
  Mode: 'text',
} as const satisfies ShapeOf<CfnTable.ContributorInsightsSpecificationProperty>;
export const encryption = {
  SSEEnabled: 'flag',
  SSEType: 'text',
  KMSMasterKeyId: 'text',
} as const satisfies ShapeOf<CfnTable.SSESpecificationProperty>;
const resourcePolicy = { PolicyDocument: 'data' } as const satisfies ShapeOf<CfnTable.ResourcePolicyProperty>;
const tags = [{ Key: 'text', Value: 'text' }] as const;
const kinesisStream = {
  StreamArn: 'text',
  ApproximateCreationDateTimePrecision: 'text',
} as const satisfies ShapeOf<CfnTable.KinesisStreamSpecificationProperty>;
export const provisionedThroughput = {
  ReadCapacityUnits: 'number',
  WriteCapacityUnits: 'number',
} as const satisfies ShapeOf<CfnTable.ProvisionedThroughputProperty>;

const capacity = {
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: {
    MaxReadRequestUnits: 'number',
    MaxWriteRequestUnits: 'number',
  } satisfies ShapeOf<CfnTable.OnDemandThroughputProperty>,
  WarmThroughput: warmThroughput,
} as const;

/** All properties of an `AWS::DynamoDB::Table`. */
export const tableShape = {
  TableName: 'text',
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: 'text',
  ...capacity,
  LocalSecondaryIndexes: localSecondaryIndexes,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'text',
      KeySchema: keySchema,
      Projection: projection,
      ...capacity,
      ContributorInsightsSpecification: contributorInsights,
    } satisfies ShapeOf<CfnTable.GlobalSecondaryIndexProperty>,
  ],
  VectorIndexes: vectorIndexes,
  TimeToLiveSpecification: timeToLive,
  StreamSpecification: {
    StreamViewType: 'text',
    ResourcePolicy: resourcePolicy,
    Tags: tags,
  } satisfies ShapeOf<CfnTable.StreamSpecificationProperty>,
  SSESpecification: encryption,
  TableClass: 'text',
  DeletionProtectionEnabled: 'flag',
  PointInTimeRecoverySpecification: pointInTimeRecovery,
  ContributorInsightsSpecification: contributorInsights,
  ResourcePolicy: resourcePolicy,
  Tags: tags,
  KinesisStreamSpecification: kinesisStream,
  ImportSourceSpecification: cannotCarry('a table schema has no place for data that is imported once'),
} as const satisfies ShapeOf<CfnTableProps>;

export type TableValue = Value<typeof tableShape>;
export type GlobalIndexValue = NonNullable<TableValue['GlobalSecondaryIndexes']>[number];

export const autoScaling = {
  MinCapacity: 'number',
  MaxCapacity: 'number',
  SeedCapacity: 'number',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 'number',
    ScaleInCooldown: 'number',
    ScaleOutCooldown: 'number',
    DisableScaleIn: 'flag',
  } satisfies ShapeOf<CfnGlobalTable.TargetTrackingScalingPolicyConfigurationProperty>,
} as const satisfies ShapeOf<CfnGlobalTable.CapacityAutoScalingSettingsProperty>;

/** What each replica may have of its own. */
export const readCapacity = {
  ReadProvisionedThroughputSettings: {
    ReadCapacityUnits: 'number',
    ReadCapacityAutoScalingSettings: autoScaling,
  } satisfies ShapeOf<CfnGlobalTable.ReadProvisionedThroughputSettingsProperty>,
  ReadOnDemandThroughputSettings: {
    MaxReadRequestUnits: 'number',
  } satisfies ShapeOf<CfnGlobalTable.ReadOnDemandThroughputSettingsProperty>,
} as const;

export const globalCapacity = {
  ...readCapacity,
  WriteProvisionedThroughputSettings: {
    WriteCapacityAutoScalingSettings: autoScaling,
  } satisfies ShapeOf<CfnGlobalTable.WriteProvisionedThroughputSettingsProperty>,
  WriteOnDemandThroughputSettings: {
    MaxWriteRequestUnits: 'number',
  } satisfies ShapeOf<CfnGlobalTable.WriteOnDemandThroughputSettingsProperty>,
  WarmThroughput: warmThroughput,
} as const;

/** All properties of an `AWS::DynamoDB::GlobalTable`, but `Replicas`. */
export const globalTableShape = {
  TableName: 'text',
  AttributeDefinitions: attributeDefinitions,
  KeySchema: keySchema,
  BillingMode: 'text',
  ...globalCapacity,
  LocalSecondaryIndexes: localSecondaryIndexes,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'text',
      KeySchema: keySchema,
      Projection: projection,
      ...globalCapacity,
    } satisfies ShapeOf<CfnGlobalTable.GlobalSecondaryIndexProperty>,
  ],
  VectorIndexes: vectorIndexes,
  TimeToLiveSpecification: timeToLive,
  StreamSpecification: { StreamViewType: 'text' } satisfies ShapeOf<CfnGlobalTable.StreamSpecificationProperty>,
  SSESpecification: {
    SSEEnabled: 'flag',
    SSEType: 'text',
  } satisfies ShapeOf<CfnGlobalTable.SSESpecificationProperty>,
  MultiRegionConsistency: 'text',
  GlobalTableWitnesses: ofGlobalTables,
  GlobalTableSourceArn: ofGlobalTables,
  TableType: noPlace,
} as const satisfies Omit<ShapeOf<CfnGlobalTableProps>, 'Replicas'>;

/** All properties of a replica, but `Region`. */
export const replicaShape = {
  ...readCapacity,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'text',
      ...readCapacity,
      ContributorInsightsSpecification: contributorInsights,
    } satisfies ShapeOf<CfnGlobalTable.ReplicaGlobalSecondaryIndexSpecificationProperty>,
  ],
  SSESpecification: { KMSMasterKeyId: 'text' } satisfies ShapeOf<CfnGlobalTable.ReplicaSSESpecificationProperty>,
  TableClass: 'text',
  DeletionProtectionEnabled: 'flag',
  PointInTimeRecoverySpecification: pointInTimeRecovery,
  ContributorInsightsSpecification: contributorInsights,
  ResourcePolicy: resourcePolicy,
  Tags: tags,
  DisassociationProtectionEnabled: ofGlobalTables,
  GlobalTableSettingsReplicationMode: ofGlobalTables,
  KinesisStreamSpecification: kinesisStream,
  ReplicaStreamSpecification: {
    ResourcePolicy: resourcePolicy,
    Tags: tags,
  } satisfies ShapeOf<CfnGlobalTable.ReplicaStreamSpecificationProperty>,
} as const satisfies Omit<ShapeOf<CfnGlobalTable.ReplicaSpecificationProperty>, 'Region'>;
