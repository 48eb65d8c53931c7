import { toResourcePolicy } from '../aws/index.js';
import { defined, own } from '../schema/index.js';
import type { Change } from './change.js';
import type { Step } from './plan.js';

/** Stands in a plan for the ARN of a stream that an earlier step of it makes. It is never sent: by then the ARN is known. */
export const streamToCome = 'the ARN of the stream, once it is there';

/** What GetResourcePolicy has no word for, and Put takes: there is no policy. */
export const noPolicy = 'NO_POLICY';

/** The calls that turn the tags that a table or its stream has into others. */
export function tagSteps(
  ResourceArn: string,
  change: Extract<Change, { kind: 'change-tags' | 'change-stream-tags' }>,
): Step[] {
  const { before = {}, after = {} } = change;
  const set = Object.entries(after).filter(([key, value]) => own(before, key) !== value);
  const TagKeys = Object.keys(before)
    .filter((key) => own(after, key) === undefined)
    .sort();
  const step = { changes: [change], until: 'accepted' } as const;
  const Tags = set.map(([Key, Value]) => ({ Key, Value }));
  return [
    ...(TagKeys.length ? [{ operation: 'UntagResource', input: { ResourceArn, TagKeys }, ...step } as const] : []),
    ...(Tags.length ? [{ operation: 'TagResource', input: { ResourceArn, Tags }, ...step } as const] : []),
  ];
}

/**
 * The call that gives a table or its stream another policy, or takes it away. `revision` is that of the policy that was read: DynamoDB
 * refuses the call with PolicyNotFoundException when there is another one by then.
 */
export function policySteps(
  ResourceArn: string,
  change: Extract<Change, { kind: 'change-resource-policy' | 'change-stream-resource-policy' }>,
  revision: string | undefined,
): Step[] {
  const { after } = change;
  const step = { changes: [change], until: 'accepted' } as const;
  if (after) {
    const input = defined({ ResourceArn, Policy: toResourcePolicy(after), ExpectedRevisionId: revision });
    return [{ operation: 'PutResourcePolicy', input, ...step }];
  }
  const ExpectedRevisionId = revision === noPolicy ? undefined : revision;
  return [{ operation: 'DeleteResourcePolicy', input: defined({ ResourceArn, ExpectedRevisionId }), ...step }];
}
