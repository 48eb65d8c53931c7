import { own, type Properties } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';

/** What the provider works out for itself, and says of every resource. */
const computed = [
  'alarm_arns',
  'arn',
  'id',
  'region',
  'revision_id',
  'tags_all',
  'confirm_remove_self_resource_access',
];

/** And of every table. */
const computedOfTable = ['stream_arn', 'stream_label'];

export function isComputed(type: string, argument: string): boolean {
  return computed.includes(argument) || (type === 'aws_dynamodb_table' && computedOfTable.includes(argument));
}

/** What the provider works out of itself where the configuration gives nothing. */
const computedUnlessGiven = [
  'approximate_creation_date_time_precision',
  'read_capacity',
  'role_arn',
  'stream_view_type',
  'suspended_state',
  'write_capacity',
];

/** The same, in blocks of an argument. Without a key of its own, it is the one that AWS manages. */
const computedInBlocks: { readonly [argument: string]: readonly string[] } = {
  server_side_encryption: ['kms_key_arn'],
  replica: ['arn', 'kms_key_arn', 'stream_arn', 'stream_label'],
};

/** The marks without those of what nobody chose, as far as the configuration is known. */
export function withoutComputed(marks: Properties, expressions: Properties | undefined): Properties {
  if (!expressions) return marks;
  const kept = Object.entries(marks).filter(
    ([name]) => !computedUnlessGiven.includes(name) || Object.hasOwn(expressions, name),
  );
  return Object.fromEntries(kept.map(([name, mark]) => [name, withoutComputedIn(name, mark, expressions)]));
}

function withoutComputedIn(argument: string, mark: unknown, expressions: Properties): unknown {
  const computedOnes = own(computedInBlocks, argument);
  const blocks = recordsOf(expressions[argument]);
  if (!computedOnes || !Array.isArray(mark) || !blocks.length) return mark;
  const configured = new Set(blocks.flatMap(Object.keys));
  return recordsOf(mark).map((block) =>
    Object.fromEntries(Object.entries(block).filter(([name]) => configured.has(name) || !computedOnes.includes(name))),
  );
}

/** What the blocks of an argument have that nobody chose: a state says it, and a plan says it of some. */
const blockDefaults: { readonly [argument: string]: (name: string, value: unknown) => boolean } = {
  target_tracking_scaling_policy_configuration: (name, value) => /_cooldown$/.test(name) && value === 0,
  replica: (_, value) => value === false,
};

/** The blocks of an argument without what they have by default, unless the configuration gives it. */
export function withoutDefaults(argument: string, value: unknown, expressions: Properties | undefined): unknown {
  const isDefault = own(blockDefaults, argument);
  if (!isDefault) return value;
  const configured = new Set(recordsOf(expressions?.[argument]).flatMap(Object.keys));
  return recordsOf(value).map((block) =>
    Object.fromEntries(
      Object.entries(block).filter(([name, entry]) => configured.has(name) || !isDefault(name, entry)),
    ),
  );
}
