/** The table that the examples change. */
export const exampleTable = {
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', total: 'N', expires: 'N', lines: 'L', embedding: 'L' },
  partitionKey: 'id',
};

export const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };

/** The scaling of one dimension. */
export const scaling = { minCapacity: 5, maxCapacity: 100, targetValue: 70 };

export const provisioned = { billingMode: 'PROVISIONED', provisionedThroughput: units };

export const vectorIndex = { vectorAttribute: 'embedding', dimensions: 1024, distanceFunction: 'COSINE' };

/** One character longer than any name of an attribute in a key may be. */
export const longName = 'n'.repeat(256);

/** So many names. */
export function list(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
}
