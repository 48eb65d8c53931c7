import { capacity, capacityTotal } from './capacity.js';
import { all, type Check, object, oneOf, record } from './check.js';
import { allIndexes } from './indexes.js';
import { distinct, keyAttribute, keyNameLength } from './keys.js';
import { attributeOfType, resourceName } from './names.js';
import { projectionTotal } from './projections.js';
import { tableSettings } from './settings.js';

/** All rules of a table: its properties, each with its check, and what holds between them. */
export function tableRules(): Check {
  const key = keyAttribute('table-key', keyNameLength);
  return all(
    object('shape', {
      tableName: resourceName('table-name'),
      attributes: record(oneOf('attribute-type', 'S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS')),
      partitionKey: key,
      'sortKey?': key,
      ...allIndexes(),
      'billingMode?': oneOf('billing-mode', 'PAY_PER_REQUEST', 'PROVISIONED'),
      ...capacity(),
      'timeToLive?': attributeOfType(undefined, 'time-to-live', 'time-to-live-name-length'),
      ...tableSettings(),
    }),
    distinct(['partitionKey', 'sortKey']),
    projectionTotal,
    capacityTotal,
  );
}
