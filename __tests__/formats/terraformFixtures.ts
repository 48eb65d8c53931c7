// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import { toTerraform } from '../../src/formats/index.js';
import type { TableSchema, TableSchemaError } from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';

/** Schemas that the provider can hold. What it can't hold is the subject of tests of its own. */
export const terraformTable = validTable({ maxVectorIndexes: 0 }).filter((schema) => {
  try {
    toTerraform(schema);
    return true;
  } catch (error) {
    const rules = (error as TableSchemaError).issues.map(({ rule }) => rule);
    return !rules.every((rule) => ['terraform-unicode', 'terraform-warm-throughput'].includes(rule));
  }
});

export const hostileTexts = [
  '${var.secret}',
  '$${x}',
  '$$$${x}',
  '%{ if true }',
  '%%{x}',
  '$%{x}',
  '${"}"}',
  '"quoted"',
  "it's",
  'back\\slash\\n',
  'line\nfeed\r\ttab',
  '\u0000\u0007\u007f',
  'a\u2028b\u2029c',
  '\u202eright to left',
  '*/ ]]> <script> --',
  'EOT\n',
  '__proto__',
  'toString',
  'for',
  'null',
  'no',
  '1e3',
  '🙂 👩‍👩‍👧 日本語 é',
  '`|#',
];

/** A schema whose attributes have hostile names, some of them keys, and whose policy holds such texts. */
export const hostileTable: TableSchema = {
  tableName: 'hostile',
  attributes: Object.fromEntries(hostileTexts.map((name) => [name, 'S'])),
  partitionKey: hostileTexts[0],
  sortKey: hostileTexts[1],
  globalSecondaryIndexes: Object.fromEntries(
    hostileTexts
      .slice(2, 22)
      .map((name, i) => [
        ['__proto__', 'constructor', 'index'][Math.min(i, 2)].padEnd(3 + i, '.'),
        { partitionKey: name, sortKey: [hostileTexts[22], hostileTexts[23]], projection: { include: ['${x}', '"'] } },
      ]),
  ),
  billingMode: 'PAY_PER_REQUEST',
  resourcePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'dynamodb:GetItem',
        Resource: hostileTexts,
        Condition: { StringEquals: Object.fromEntries(hostileTexts.map((text) => [text, text])) },
      },
    ],
  },
};

/** The schema as reading Terraform gives it: without attributes that no key uses, and each thing said in one way only. */
export function asRead(schema: TableSchema): unknown {
  const { resourcePolicy, pointInTimeRecovery: recovery, tags } = schema;
  const used = new Set([schema.timeToLive, schema.partitionKey, schema.sortKey]);
  const key = (names: string | readonly string[] | undefined) => {
    for (const name of [names ?? []].flat()) used.add(name);
    return typeof names === 'object' && names.length === 1 ? names[0] : names;
  };
  const projection = (of: unknown) =>
    of === undefined || of === 'ALL'
      ? {}
      : { projection: typeof of === 'object' ? { include: [...new Set((of as { include: string[] }).include)] } : of };
  const ceilings = (of: object | undefined) => (of && Object.keys(of).length ? { onDemandThroughput: of } : {});
  const insights = (of: unknown) =>
    of ? { contributorInsights: (of as { mode?: string }).mode === 'THROTTLED_KEYS' ? of : true } : {};

  const global = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => {
    const { partitionKey, sortKey, projection: of, onDemandThroughput, contributorInsights, ...others } = index;
    return [
      name,
      {
        partitionKey: key(partitionKey),
        ...(sortKey && { sortKey: key(sortKey) }),
        ...projection(of),
        ...ceilings(onDemandThroughput),
        ...insights(contributorInsights),
        ...others,
      },
    ];
  });
  const local = Object.entries(schema.localSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    { sortKey: key(index.sortKey), ...projection(index.projection) },
  ]);
  const { provisionedThroughput, warmThroughput } = schema;
  return {
    tableName: schema.tableName,
    attributes: Object.fromEntries(Object.entries(schema.attributes).filter(([name]) => used.has(name))),
    partitionKey: schema.partitionKey,
    sortKey: schema.sortKey,
    globalSecondaryIndexes: global.length ? Object.fromEntries(global) : undefined,
    localSecondaryIndexes: local.length ? Object.fromEntries(local) : undefined,
    timeToLive: schema.timeToLive,
    billingMode: schema.billingMode ?? 'PAY_PER_REQUEST',
    provisionedThroughput,
    ...ceilings(schema.onDemandThroughput),
    warmThroughput,
    streamViewType: schema.streamViewType,
    encryption: schema.encryption,
    tableClass: schema.tableClass,
    deletionProtection: schema.deletionProtection,
    pointInTimeRecovery: typeof recovery === 'object' && recovery.recoveryPeriodInDays === 35 ? true : recovery,
    ...insights(schema.contributorInsights),
    resourcePolicy: typeof resourcePolicy === 'string' ? JSON.parse(resourcePolicy) : resourcePolicy,
    tags,
  };
}

/** The text of an orders table, with more arguments in it. */
export const ordersText = (more = '', name = '"orders"') => `
resource "aws_dynamodb_table" "orders" {
  name         = ${name}
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  ${more}
}
`;

/** What that text says, where nothing more stands in it. */
export const plainOrders = {
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
};
