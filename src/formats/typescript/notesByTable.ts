import { formatPath, isProperties, type Path, type TableSchema } from '../../schema/index.js';
import type { ReadTables } from '../schemas.js';
import type { Comments } from './comments.js';

/** What was said of a table when it was read. */
export interface TableNote {
  /** The place in the source, from the table on: `['SSESpecification', 'KMSMasterKeyId']`; or in the schema. */
  readonly path: Path;
  readonly message: string;
}

/** The issues of what was read, by the id of the table that they are about. What is about no table, or about several, is with none. */
export function notesByTable({ tables, unnamed, issues }: ReadTables): ReadonlyMap<string, readonly TableNote[]> {
  const idsByWords = new Map<string, string[]>();
  for (const id of [...Object.keys(tables), ...Object.keys(unnamed)]) {
    // `aws_dynamodb_table.all["orders"]` is one of those that `aws_dynamodb_table.all` makes.
    for (const words of new Set([id, id.replace(/\[[^\]]*\]$/, '')])) {
      const ids = idsByWords.get(words);
      if (ids) ids.push(id);
      else idsByWords.set(words, [id]);
    }
  }
  const notes = new Map<string, TableNote[]>();
  for (const { path, message } of issues) {
    const { ids, rest } = subjectOf(path, idsByWords);
    for (const id of ids) {
      const said = notes.get(id) ?? [];
      said.push({ path: rest, message });
      notes.set(id, said);
    }
  }
  return notes;
}

/** The tables that stand at the beginning of a path, after what holds them: `Resources`, or `resource`. */
function subjectOf(path: Path, idsByWords: ReadonlyMap<string, readonly string[]>) {
  for (let start = 0; start < Math.min(3, path.length); start++) {
    for (let end = Math.min(start + 4, path.length); end > start; end--) {
      const ids = idsByWords.get(path.slice(start, end).join('.'));
      const rest = path.slice(end);
      if (ids) return { ids, rest: rest[0] === 'Properties' ? rest.slice(1) : rest };
    }
  }
  return { ids: [], rest: path };
}

/** The words by which the sources that are read call each property, beside its own name. */
const wordsOf: { readonly [P in keyof Required<TableSchema>]: readonly string[] } = {
  tableName: ['TableName', 'name', 'table_name'],
  attributes: ['AttributeDefinitions', 'attribute', 'attributes'],
  partitionKey: ['KeySchema', 'PrimaryKey', 'hash_key', 'KeyAttributes'],
  sortKey: ['range_key'],
  localSecondaryIndexes: ['LocalSecondaryIndexes', 'local_secondary_index', 'local_secondary_indexes'],
  globalSecondaryIndexes: ['GlobalSecondaryIndexes', 'global_secondary_index', 'global_secondary_indexes'],
  vectorIndexes: ['VectorIndexes', 'vector_index'],
  billingMode: ['BillingMode', 'BillingModeSummary', 'billing_mode'],
  provisionedThroughput: [
    'ProvisionedThroughput',
    'WriteProvisionedThroughputSettings',
    'ProvisionedCapacitySettings',
    'scaling',
    'read_capacity',
    'write_capacity',
  ],
  onDemandThroughput: ['OnDemandThroughput', 'WriteOnDemandThroughputSettings', 'on_demand_throughput'],
  warmThroughput: ['WarmThroughput', 'warm_throughput'],
  timeToLive: ['TimeToLiveSpecification', 'ttl', 'ttl_attribute_name', 'ttl_enabled'],
  streamViewType: ['StreamSpecification', 'stream_enabled', 'stream_view_type'],
  streamResourcePolicy: [],
  streamTags: [],
  kinesisStreamingDestination: ['KinesisStreamSpecification', 'kinesis'],
  replicas: ['Replicas', 'replica'],
  encryption: ['SSESpecification', 'SSEDescription', 'server_side_encryption'],
  tableClass: ['TableClass', 'TableClassSummary', 'table_class'],
  deletionProtection: ['DeletionProtectionEnabled', 'deletion_protection_enabled'],
  pointInTimeRecovery: ['PointInTimeRecoverySpecification', 'point_in_time_recovery'],
  contributorInsights: ['ContributorInsightsSpecification'],
  resourcePolicy: ['ResourcePolicy', 'resource_policy'],
  tags: ['Tags', 'tags', 'tags_all'],
};

const propertyOfWord = /* @__PURE__ */ (() => {
  const entries = Object.entries(wordsOf).flatMap(([name, words]) =>
    [name, ...words].map((word) => [word, name] as const),
  );
  return new Map(entries);
})();

/** The notes as comments within the literal, and those of the table as a whole. */
export function placeNotes(
  notes: readonly TableNote[],
  literal: object,
): { readonly comments: Comments; readonly above: readonly string[] } {
  const comments = new Map<object, { readonly above: Map<string, string[]>; readonly atEnd: string[] }>();
  const above: string[] = [];
  for (const { path, message } of notes) {
    const sentence = path.length ? `${formatPath(path)}: ${message}` : message;
    const [first, ...rest] = path;
    const property = propertyOfWord.get(String(first));
    if (property === undefined) {
      above.push(sentence);
      continue;
    }
    // The steps of a source's own words lead nowhere in the schema, but for the first.
    put(literal, [property, ...(first === property ? rest : [])], sentence);
  }
  return { comments, above };

  function put(object: object, [step, ...rest]: Path, sentence: string): void {
    const here = comments.get(object) ?? { above: new Map<string, string[]>(), atEnd: [] };
    comments.set(object, here);
    const key = String(step);
    const value = Object.hasOwn(object, key) ? (object as { [key: string]: unknown })[key] : undefined;
    if (value === undefined) here.atEnd.push(sentence);
    else if (rest.length && isProperties(value)) put(value, rest, sentence);
    else here.above.set(key, [...(here.above.get(key) ?? []), sentence]);
  }
}
