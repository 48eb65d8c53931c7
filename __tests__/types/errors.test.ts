import { type Editor, openEditor, placeOf } from './languageService.js';

/**
 * What the compiler says of a wrong schema, and where: one error, under the words between « and », that names the way out.
 * That the schema is rejected at all is for `defineTable.errors.ts`.
 */

let editor: Editor;
beforeAll(() => {
  editor = openEditor();
});

function expectOneError(marked: string, ...parts: (string | RegExp)[]) {
  const start = marked.indexOf('«');
  const code = marked.replace(/[«»]/g, '');
  const found = editor.diagnose(code);
  expect(found.map(({ message, ...place }) => place)).toEqual([
    { ...placeOf(code, start), text: marked.slice(start + 1, marked.indexOf('»')) },
  ]);
  for (const part of parts) expect(found[0].message).toEqual(expect.stringMatching(part));
  return found[0].message;
}

const orders = (rest: string) => `export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', address: 'M', embedding: 'L', placed_at: 'N' },
  ${rest}
});`;

test('a right schema has no errors', () => {
  expect(editor.diagnose(orders("partitionKey: 'id',"))).toEqual([]);
});

describe('a wrong key name lists the names that would fit, and no other', () => {
  const allowed = '"id" | "customer" | "placed_at"';

  test.each([
    ["«partitionKey»: 'idd',"],
    ["partitionKey: 'id',\n  «sortKey»: 'placedAt',"],
    ["partitionKey: 'id',\n  globalSecondaryIndexes: {\n    'gsi-customer': { «partitionKey»: 'costumer' },\n  },"],
    ["partitionKey: 'id',\n  globalSecondaryIndexes: { a: { partitionKey: 'customer', «sortKey»: 'placedAt' } },"],
    ["partitionKey: 'id',\n  globalSecondaryIndexes: { a: { «partitionKey»: ['customer', 'placedAt'] } },"],
    ["partitionKey: 'id',\n  sortKey: 'placed_at',\n  localSecondaryIndexes: { a: { «sortKey»: 'costumer' } },"],
    ["«partitionKey»: 'address',"],
    [
      "«partitionKey»: 'idd',\n  billingMode: 'PROVISIONED',\n  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },",
    ],
  ])('%s', (schema) => {
    const message = expectOneError(orders(schema));
    expect(message.replace('"id" | "placed_at" | "customer"', allowed)).toContain(allowed);
    expect(message).not.toMatch(/address(?!")|embedding|NamesOf|KeyAttributeType/);
  });

  test('the part of a tuple that is wrong', () => {
    expectOneError(
      orders("partitionKey: 'id',\n  globalSecondaryIndexes: { a: { «partitionKey»: ['customer', 'placedAt'] } },"),
      /position 1/,
      /"placedAt"/,
    );
  });

  test('right indexes beside it raise no error of their own', () => {
    expectOneError(
      orders(`partitionKey: 'id',
  globalSecondaryIndexes: {
    before: { partitionKey: 'customer' },
    'gsi-customer': { «partitionKey»: 'costumer' },
    after: { partitionKey: 'placed_at', sortKey: 'customer' },
  },`),
      /'"costumer"'/,
    );
  });

  test('timeToLive lists the N attributes, a vector the L ones', () => {
    expectOneError(orders("partitionKey: 'id',\n  «timeToLive»: 'customer',"), /'"customer"'.*'"placed_at"'/);
    expectOneError(
      orders(
        "partitionKey: 'id',\n  vectorIndexes: { v: { «vectorAttribute»: 'vector', dimensions: 3, distanceFunction: 'COSINE' } },",
      ),
      /'"vector"'.*'"embedding"'/,
    );
  });
});

describe('a misspelt property is answered with the right one', () => {
  test.each([
    ["partitionKey: 'id',\n  «timetoLive»: 'placed_at',", 'timeToLive'],
    ["partitionKey: 'id',\n  «globalSecondaryIndices»: {},", 'globalSecondaryIndexes'],
    ["partitionKey: 'id',\n  globalSecondaryIndexes: { a: { partitionKey: 'id', «sortkey»: 'customer' } },", 'sortKey'],
    ["partitionKey: 'id',\n  globalSecondaryIndexes: { a: { «partitionkey»: 'id' } },", 'partitionKey'],
    [
      "partitionKey: 'id',\n  globalSecondaryIndexes: { b: { partitionKey: 'id' }, a: { partitionKey: 'id', «projections»: 'ALL' } },",
      'projection',
    ],
    [
      "partitionKey: 'id',\n  sortKey: 'customer',\n  localSecondaryIndexes: { a: { sortKey: 'placed_at', «projectionType»: 'ALL' } },",
      'projection',
    ],
    [
      "partitionKey: 'id',\n  billingMode: 'PROVISIONED',\n  provisionedThroughput: { readCapacityUnits: 1, «writeCapacityUnit»: 1 },",
      'writeCapacityUnits',
    ],
    ["partitionKey: 'id',\n  onDemandThroughput: { «maxReadRequestUnit»: 1 },", 'maxReadRequestUnits'],
  ])('%s', (schema, suggestion) => {
    expectOneError(orders(schema), new RegExp(`Did you mean to write '${suggestion}'\\?`));
  });
});

describe('capacity', () => {
  test('PROVISIONED without throughput says which property is missing', () => {
    const code = orders("partitionKey: 'id',\n  billingMode: 'PROVISIONED',");
    const literal = code.slice(code.indexOf('{'), code.lastIndexOf('}') + 1);
    expectOneError(code.replace(literal, `«${literal}»`), /Property 'provisionedThroughput' is missing/);
  });

  test('a GSI of a PROVISIONED table without throughput is named', () => {
    expectOneError(
      orders(`partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    right: { partitionKey: 'customer', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } },
    «'gsi-customer'»: { partitionKey: 'customer' },
  },`),
      /Property 'provisionedThroughput' is missing/,
    );
  });

  test.each(['', "billingMode: 'PAY_PER_REQUEST',"])('throughput on demand (%s) is underlined', (billingMode) => {
    expectOneError(
      orders(`partitionKey: 'id',
  ${billingMode}
  «provisionedThroughput»: { readCapacityUnits: 1, writeCapacityUnits: 1 },`),
      /needs billingMode: .*PROVISIONED/,
    );
    expectOneError(
      orders(`partitionKey: 'id',
  ${billingMode}
  globalSecondaryIndexes: {
    a: { partitionKey: 'id', «provisionedThroughput»: { readCapacityUnits: 1, writeCapacityUnits: 1 } },
  },`),
      /needs billingMode: .*PROVISIONED/,
    );
  });
});

describe('a value that is none of those allowed lists them', () => {
  test.each([
    ["«billingMode»: 'ON_DEMAND',", /"PAY_PER_REQUEST" \| "PROVISIONED"/],
    ["«tableClass»: 'STANDARD_IA',", /"STANDARD" \| "STANDARD_INFREQUENT_ACCESS"/],
    ["«streamViewType»: 'NEW',", /"KEYS_ONLY" \| "NEW_IMAGE" \| "OLD_IMAGE" \| "NEW_AND_OLD_IMAGES"/],
    ["«encryption»: 'KMS',", /"AWS_OWNED" \| "AWS_MANAGED" \| \{ readonly kmsMasterKeyId: string; \}/],
    ["contributorInsights: { «mode»: 'ALL' },", /"ACCESSED_AND_THROTTLED_KEYS" \| "THROTTLED_KEYS"/],
  ])('%s', (property, values) => {
    expectOneError(orders(`partitionKey: 'id',\n  ${property}`), values);
  });

  test('five key attributes: four are allowed', () => {
    expectOneError(
      orders(
        "partitionKey: 'id',\n  globalSecondaryIndexes: { a: { «partitionKey»: ['id', 'customer', 'placed_at', 'id', 'id'] } },",
      ),
      /Source has 5 element\(s\) but target allows only 4/,
    );
  });

  test('an attribute type is checked where the attribute is declared', () => {
    expectOneError(
      "defineTable({ tableName: 'orders', attributes: { id: 'S', «total»: 'NUMBER' }, partitionKey: 'id' });",
      /'"NUMBER"'/,
    );
  });
});

describe('names the cause', () => {
  test.each([
    ['onDemandThroughput', '{ maxReadRequestUnits: 1 }'],
    ['vectorIndexes', "{ v: { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } }"],
  ])('%s with provisioned capacity', (property, value) => {
    expectOneError(
      orders(`partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  «${property}»: ${value},`),
      /needs billingMode: .*PAY_PER_REQUEST/,
    );
  });

  test('a forgotten `as const` around attributes', () => {
    expectOneError(
      "const attributes = { id: 'S' };\nexport const orders = defineTable({ tableName: 'orders', «attributes», partitionKey: 'id' });",
      /Type 'string' is not assignable to type 'AttributeType'/,
    );
  });

  test('constants of indexes that lost their literal types', () => {
    expectOneError(
      `import type { IndexConstants } from '../../src/schema/index.js';
const names = { customer: 'gsi-customer' };
declare const orders: { tableName: 't'; attributes: { id: 'S' }; partitionKey: 'id'; globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'id' } } };
export const «orderIndexes»: IndexConstants<typeof orders, typeof names> = names;`,
      /write `as const`/,
    );
  });
});
