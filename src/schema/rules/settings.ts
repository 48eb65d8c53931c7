import { recoveryPeriodDays, resourcePolicyBytes, tagKeyLength, tagsPerTable, tagValueLength } from '../limits.js';
import { parseObject } from '../readings.js';
import type { IndexSettingName, SettingName } from '../settings.js';
import { bytes, properties } from '../value.js';
import { capacity } from './capacity.js';
import { all, type Check, type ChecksOf, must, object, oneOf, record, wholeNumber } from './check.js';
import { attributeOfType } from './names.js';

const tagText = '^[\\p{L}\\p{N}\\s+\\-=._:/]*$';

function tagPart(min: number, max: number, test: (part: string) => boolean): Check {
  // Not a literal: the engine would build the sets of characters when the module is loaded.
  const allowed = new RegExp(tagText, 'u');
  return must(
    'tags',
    `a string of ${min} to ${max} letters, digits, spaces and + - = . _ : /${min ? ', not starting with aws:' : ''}`,
    (part) => {
      if (typeof part !== 'string' || !allowed.test(part)) return false;
      // Characters, not UTF-16's units.
      const { length } = [...part];
      return length >= min && length <= max && test(part);
    },
  );
}

/** What counts is the text that is sent. */
function isPolicy(policy: unknown): unknown {
  try {
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    return parseObject(text) && bytes(text) <= resourcePolicyBytes;
  } catch {
    // A cycle, or a bigint inside.
    return false;
  }
}

/** The settings of a global index. */
export function indexSettings(): ChecksOf<IndexSettingName, 'provisionedThroughput'> {
  return { ...capacity(), 'contributorInsights?': contributorInsights() };
}

function contributorInsights(): Check {
  return object(
    'contributor-insights',
    { mode: oneOf('contributor-insights', 'ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS') },
    true,
    false,
  );
}

/** The settings of a table. */
export function tableSettings(): ChecksOf<SettingName, 'provisionedThroughput'> {
  return {
    'billingMode?': oneOf('billing-mode', 'PAY_PER_REQUEST', 'PROVISIONED'),
    ...capacity(),
    'timeToLive?': attributeOfType(undefined, 'time-to-live', 'time-to-live-name-length'),
    'streamViewType?': oneOf('stream-view-type', 'KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', false),
    'encryption?': object(
      'encryption',
      {
        kmsMasterKeyId: must(
          'encryption',
          'the id, ARN or alias of a key of yours; for alias/aws/dynamodb say encryption: "AWS_MANAGED"',
          (key) => typeof key === 'string' && key && !/(^|:)alias\/aws\/dynamodb$/.test(key),
        ),
      },
      'AWS_OWNED',
      'AWS_MANAGED',
    ),
    'streamResourcePolicy?': must('resource-policy', 'a policy document', isPolicy),
    'streamTags?': record(must('tags', 'a string', (tag) => typeof tag === 'string')),
    'kinesisStreamingDestination?': object(
      'shape',
      { streamArn: must('shape', 'an ARN', (arn) => typeof arn === 'string') },
      false,
    ),
    'replicas?': record(object('shape', {})),
    'tableClass?': oneOf('table-class', 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    'deletionProtection?': oneOf('deletion-protection', true, false),
    'pointInTimeRecovery?': object(
      'point-in-time-recovery',
      { recoveryPeriodInDays: wholeNumber('point-in-time-recovery', 1, recoveryPeriodDays) },
      true,
      false,
    ),
    'contributorInsights?': contributorInsights(),
    'resourcePolicy?': must(
      'resource-policy',
      `a policy document: an object, or its JSON text, of at most ${resourcePolicyBytes} bytes`,
      isPolicy,
    ),
    'tags?': all(
      record(
        tagPart(0, tagValueLength, () => true),
        tagPart(1, tagKeyLength, (key) => !key.startsWith('aws:')),
      ),
      must('tags', `at most ${tagsPerTable} tags`, (tags) => Object.keys(properties(tags)).length <= tagsPerTable),
    ),
  };
}
