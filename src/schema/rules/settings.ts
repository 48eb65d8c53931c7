import { recoveryPeriodDays, resourcePolicyBytes, tagKeyLength, tagsPerTable, tagValueLength } from '../limits.js';
import { bytes, isProperties, properties } from '../value.js';
import { all, type Check, must, object, oneOf, record, wholeNumber } from './check.js';

const tagText = /^[\p{L}\p{N}\s+\-=._:/]*$/u;

function tagPart(min: number, max: number, test: (part: string) => boolean): Check {
  return must(
    'tag-format',
    `a text of ${min} to ${max} letters, digits, spaces and + - = . _ : /${min ? ', not starting with aws:' : ''}`,
    (part) => typeof part === 'string' && part.length >= min && part.length <= max && tagText.test(part) && test(part),
  );
}

function policyText(policy: unknown): string {
  try {
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    return isProperties(JSON.parse(text)) ? text : '';
  } catch {
    return '';
  }
}

export function contributorInsights(): Check {
  return object(
    'insights-mode',
    { mode: oneOf('insights-mode', 'ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS') },
    true,
    false,
  );
}

/** Settings that only a table has. */
export function tableSettings(): Record<string, Check> {
  return {
    'streamViewType?': oneOf(
      'stream-view-required',
      'KEYS_ONLY',
      'NEW_IMAGE',
      'OLD_IMAGE',
      'NEW_AND_OLD_IMAGES',
      false,
    ),
    'encryption?': object(
      'sse-shape',
      {
        kmsMasterKeyId: must(
          'sse-shape',
          'the id, ARN or alias of a key of yours; for alias/aws/dynamodb say encryption: "AWS_MANAGED"',
          (key) => typeof key === 'string' && key && !/(^|:)alias\/aws\/dynamodb$/.test(key),
        ),
      },
      'AWS_OWNED',
      'AWS_MANAGED',
    ),
    'tableClass?': oneOf('table-class-enum', 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    'deletionProtection?': oneOf('deletion-protection-bool', true, false),
    'pointInTimeRecovery?': object(
      'pitr-days',
      { recoveryPeriodInDays: wholeNumber('pitr-days', 1, recoveryPeriodDays) },
      true,
      false,
    ),
    'contributorInsights?': contributorInsights(),
    'resourcePolicy?': must(
      'resource-policy',
      `a policy document: an object, or its JSON text, of at most ${resourcePolicyBytes} bytes`,
      (policy) => policyText(policy) && bytes(policyText(policy)) <= resourcePolicyBytes,
    ),
    'tags?': all(
      record(
        tagPart(0, tagValueLength, () => true),
        tagPart(1, tagKeyLength, (key) => !key.startsWith('aws:')),
      ),
      must(
        'tag-format',
        `at most ${tagsPerTable} tags`,
        (tags) => Object.keys(properties(tags)).length <= tagsPerTable,
      ),
    ),
  };
}
