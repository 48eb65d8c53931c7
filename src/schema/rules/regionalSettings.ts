import {
  kinesisStreamArnLength,
  recoveryPeriodDays,
  resourcePolicyBytes,
  tagKeyLength,
  tagsPerTable,
  tagValueLength,
} from '../limits.js';
import type { Replica } from '../Replica.js';
import { parseObject } from '../readings.js';
import type { KinesisStreamingDestination } from '../SettingValues.js';
import { bytes, properties } from '../value.js';
import { all, type Check, type ChecksOf, form, must, object, oneOf, record, wholeNumber } from './check.js';

function tagPart(min: number, max: number): Check {
  return form(
    'tags',
    `a string of ${min} to ${max} letters, digits, spaces and + - = . _ : /${min ? ', not starting with aws:' : ''}`,
    // Not a literal: the engine would build the sets of characters when the module is loaded. It counts characters, not UTF-16's units.
    new RegExp(`^${min ? '(?!aws:)' : ''}[\\p{L}\\p{N}\\s+\\-=._:/]{${min},${max}}$`, 'u'),
  );
}

/** The tags of a table, or of its stream. */
export function tags(): Check {
  return all(
    record(tagPart(0, tagValueLength), tagPart(1, tagKeyLength), '...'),
    must('tags', `at most ${tagsPerTable} tags`, (all) => Object.keys(properties(all)).length <= tagsPerTable),
  );
}

/** The policy of a table, or of its stream. What counts is the text that is sent. */
export function policy(): Check {
  return must(
    'resource-policy',
    `false, or a policy document: an object, or its JSON text, of at most ${resourcePolicyBytes} bytes`,
    (value) => {
      try {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return value === false || (parseObject(text) && bytes(text) <= resourcePolicyBytes);
      } catch {
        // A cycle, or a bigint inside.
        return false;
      }
    },
  );
}

export function contributorInsights(): Check {
  return object(
    'contributor-insights',
    { 'mode!': oneOf('contributor-insights', 'ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS') },
    true,
    false,
  );
}

function kinesis(): Check {
  const rule = 'kinesis';
  return object(
    rule,
    {
      'streamArn!': form(
        rule,
        `the ARN of a Kinesis data stream, of at most ${kinesisStreamArnLength} characters`,
        // The form has the 37 characters that the API asks for.
        new RegExp(`^(?!.{${kinesisStreamArnLength + 1}})arn:[\\w-]+:kinesis:[\\w-]+:\\d{12}:stream/[\\w.-]+$`),
      ),
      approximateCreationDateTimePrecision: oneOf(rule, 'MILLISECOND', 'MICROSECOND'),
    } satisfies ChecksOf<keyof KinesisStreamingDestination, 'streamArn'>,
    false,
  );
}

/** The settings that a table has in each Region by itself: its own, and those of a replica. */
export function regionalSettings(): ChecksOf<
  Exclude<keyof Replica, 'provisionedThroughput' | 'onDemandThroughput' | 'globalSecondaryIndexes'>
> {
  return {
    encryption: object(
      'encryption',
      {
        'kmsMasterKeyId!': must(
          'encryption',
          'the id, ARN or alias of a key of yours; for alias/aws/dynamodb say encryption: "AWS_MANAGED"',
          (key) => typeof key === 'string' && key && !/(^|:)alias\/aws\/dynamodb$/.test(key),
        ),
      },
      'AWS_OWNED',
      'AWS_MANAGED',
    ),
    kinesisStreamingDestination: kinesis(),
    tableClass: oneOf('table-class', 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    deletionProtection: oneOf('deletion-protection', true, false),
    pointInTimeRecovery: object(
      'point-in-time-recovery',
      { 'recoveryPeriodInDays!': wholeNumber('point-in-time-recovery', 1, recoveryPeriodDays) },
      true,
      false,
    ),
    contributorInsights: contributorInsights(),
    resourcePolicy: policy(),
    tags: tags(),
  };
}
