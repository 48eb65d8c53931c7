import type { TableSchema } from '../TableSchema.js';
import { capacityTotal } from './capacity.js';
import { all, type Check, type ChecksOf, object, oneOf, record } from './check.js';
import { allIndexes } from './indexes.js';
import { distinct, keyAttribute } from './keys.js';
import { resourceName } from './names.js';
import { projectionTotal } from './projections.js';
import { tableSettings } from './settings.js';

/** All rules of a table: its properties, each with its check, and what holds between them. */
export function tableRules(): Check {
  const key = keyAttribute('table-key');
  const checks: ChecksOf<keyof TableSchema, 'tableName' | 'attributes' | 'partitionKey' | 'provisionedThroughput'> = {
    'tableName!': resourceName('table-name'),
    'attributes!': record(
      oneOf('attribute-type', 'S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'),
      undefined,
      '...',
    ),
    'partitionKey!': key,
    sortKey: key,
    ...allIndexes(),
    ...tableSettings(),
  };
  return all(object('shape', checks), distinct(['partitionKey', 'sortKey']), projectionTotal, capacityTotal);
}
