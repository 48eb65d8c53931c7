import type { IndexSettingName, SettingName } from '../settings.js';
import { capacity } from './capacity.js';
import { all, type Check, type ChecksOf, must, oneOf } from './check.js';
import { attributeOfType } from './names.js';
import { contributorInsights, policy, regionalSettings, tags } from './regionalSettings.js';
import { replicas } from './replicas.js';

/** The settings of a global index. */
export function indexSettings(): ChecksOf<IndexSettingName, 'provisionedThroughput'> {
  return { ...capacity(), contributorInsights: contributorInsights() };
}

/** The settings of a table. */
export function tableSettings(): ChecksOf<SettingName, 'provisionedThroughput'> {
  return {
    billingMode: oneOf('billing-mode', 'PAY_PER_REQUEST', 'PROVISIONED'),
    ...capacity(),
    timeToLive: attributeOfType(undefined, 'time-to-live', 'time-to-live-name-length'),
    streamViewType: oneOf('stream-view-type', 'KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', false),
    streamResourcePolicy: all(policy(), ofAStream('stream-resource-policy')),
    streamTags: all(tags(), ofAStream('stream-tags')),
    ...regionalSettings(),
    replicas: replicas(),
  };
}

function ofAStream(rule: 'stream-resource-policy' | 'stream-tags'): Check {
  return must(rule, 'left out: the table must have a streamViewType', (_, { table }) => table.streamViewType);
}
