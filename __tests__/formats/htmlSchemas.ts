import { defineTable, type TableSchema } from '../../src/index.js';

/** What a page must show as text, and nothing else. */
export const hostileTexts = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)>',
  "'onmouseover='alert(4)",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to stay as it is
  '`${alert(5)}`',
  ']]>--><!--',
  '</style></title></textarea></pre>',
  'a\u2028b\u2029c',
  'abc\u202Edef',
  '&lt;&amp;&#60;',
  'javascript:alert(6)',
  '\u0001\u0000\r\n\ttail',
  '__proto__',
  'constructor',
  ' ',
  '🙂 é 日本語',
];

/** A table whose attributes, tags, policy and key are hostile. */
export function hostileTable(): TableSchema {
  const attributes: Record<string, 'S' | 'N' | 'L'> = Object.create(null);
  for (const name of hostileTexts) attributes[name] = 'S';
  attributes['<b>ttl</b>'] = 'N';
  attributes['<i>vector</i>'] = 'L';
  return {
    tableName: 'toString',
    // `__proto__` must be a property like any other.
    attributes: Object.defineProperty({ ...attributes }, '__proto__', {
      value: 'S',
      enumerable: true,
      configurable: true,
      writable: true,
    }),
    partitionKey: hostileTexts[0],
    sortKey: '__proto__',
    globalSecondaryIndexes: JSON.parse(
      JSON.stringify({
        'gsi-plain': { partitionKey: [hostileTexts[1], hostileTexts[2]], sortKey: hostileTexts[8] },
        constructor: { partitionKey: '__proto__', projection: { include: [...hostileTexts.slice(3), '<u>extra</u>'] } },
      }).replace('gsi-plain', '__proto__'),
    ),
    localSecondaryIndexes: { 'script.src': { sortKey: hostileTexts[4], projection: 'KEYS_ONLY' } },
    vectorIndexes: { search: { vectorAttribute: '<i>vector</i>', dimensions: 3, distanceFunction: 'COSINE' } },
    timeToLive: '<b>ttl</b>',
    tags: { 'a:b/c = d': 'x+y', 'é 日': '' },
    encryption: { kmsMasterKeyId: 'alias/<script>alert(7)</script>' },
    resourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: '</script><script>alert(8)</script>\u202E' }] },
    streamViewType: 'NEW_AND_OLD_IMAGES',
    streamResourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: '</pre><script>alert(9)</script>\u202E' }] },
    replicas: {
      'eu-west-1': {
        encryption: { kmsMasterKeyId: '</td><img src=x onerror=alert(10)>' },
        resourcePolicy: { Version: '2012-10-17', Statement: [{ Sid: '<script>alert(11)</script>' }] },
      },
    },
  };
}

/** Tables named as what a page, or JavaScript, has already. */
export const oddlyNamed: readonly TableSchema[] = ['main', 'search', '...', '__proto__', 'top', '123'].map(
  (tableName) => ({ tableName, attributes: { id: 'S' }, partitionKey: 'id' }),
);

export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', total: 'N', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at' } },
  timeToLive: 'expires',
});
