import type { TableRule, ValidateOptions } from '../../src/schema/index.js';

/** What the page says of a rule. */
export interface RuleText {
  /** What must hold, or what was found, in whole sentences. */
  readonly what: string;
  /** The number or the set of values that the rule holds to, where it has one. */
  readonly limit?: string;
  /** Where DynamoDB, or the tool, says so. */
  readonly source?: string;
}

/** And of one that is checked on schemas: a table that breaks it. */
export interface SchemaRuleText extends RuleText {
  readonly source: string;
  /** What is changed of the table of all examples, so that it breaks the rule. */
  readonly broken: object;
  readonly options?: ValidateOptions;
}

/** The rules whose ids start with this word. */
export type RulesOf<Word extends string> = Extract<TableRule, `${Word}-${string}`>;

const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

/** AWS's pages, by what they are about. */
export const pages = {
  constraints: `${guide}/Constraints.html`,
  quotas: `${guide}/ServiceQuotas.html`,
  naming: `${guide}/HowItWorks.NamingRulesDataTypes.html`,
  globalIndexes: `${guide}/GSI.html`,
  localIndexes: `${guide}/LSI.html`,
  multiAttributeKeys: `${guide}/GSI.DesignPattern.MultiAttributeKeys.html`,
  provisionedCapacity: `${guide}/provisioned-capacity-mode.html`,
  ceilings: `${guide}/on-demand-capacity-mode-max-throughput.html`,
  warmThroughput: `${guide}/warm-throughput.html`,
  autoScaling: `${guide}/AutoScaling.html`,
  scheduledScaling: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html',
  kinesis: `${guide}/kds.html`,
  globalTables: `${guide}/GlobalTables.html`,
  timeToLive: `${guide}/TTL.html`,
  streams: `${guide}/Streams.html`,
  encryption: `${guide}/EncryptionAtRest.html`,
  tableClasses: `${guide}/HowItWorks.TableClasses.html`,
  tagging: `${guide}/Tagging.html`,
  policies: `${guide}/access-control-resource-based.html`,
  createTable: `${api}/API_CreateTable.html`,
  attributeDefinition: `${api}/API_AttributeDefinition.html`,
  keySchema: `${api}/API_KeySchemaElement.html`,
  projection: `${api}/API_Projection.html`,
  recovery: `${api}/API_PointInTimeRecoverySpecification.html`,
  insights: `${api}/API_UpdateContributorInsights.html`,
  vectorIndexes: `${api}/API_CreateTable.html`,
  searchVectors: `${api}/API_SearchVectors.html`,
} as const;
