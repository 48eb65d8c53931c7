import type { Replica, ReplicaGlobalSecondaryIndex } from '../Replica.js';
import { isProperties, properties } from '../value.js';
import { replicaCapacity } from './capacity.js';
import { all, type Check, type ChecksOf, form, must, object, record } from './check.js';
import { contributorInsights, regionalSettings } from './regionalSettings.js';

/** The replicas of a table, and what they need of it. */
export function replicas(): Check {
  const capacity = replicaCapacity();
  const replica = object('shape', {
    ...regionalSettings(),
    ...capacity,
    globalSecondaryIndexes: record(
      object('shape', {
        ...capacity,
        contributorInsights: contributorInsights(),
      } satisfies ChecksOf<keyof ReplicaGlobalSecondaryIndex>),
      must('replica-index', 'the name of a global index of the table', (name, { table }) =>
        Object.hasOwn(properties(table.globalSecondaryIndexes), name as string),
      ),
    ),
  } satisfies ChecksOf<keyof Replica>);
  return all(
    record(all(replica, encryption), form('replica-region', 'a Region, such as eu-west-1', /^[a-z]+(-[a-z]+)+-\d+$/)),
    must(
      'replica-stream',
      'left out, without streamViewType: "NEW_AND_OLD_IMAGES"',
      (all, { table }) => table.streamViewType === 'NEW_AND_OLD_IMAGES' || !Object.keys(properties(all)).length,
    ),
  );
}

/** Keys are of one Region: each replica names its own where the table has one. */
const encryption: Check = (replica, path, { table, report }) => {
  const kind = (value: unknown) => (isProperties(value) ? '{ kmsMasterKeyId } of its Region' : value);
  const own = kind(properties(replica).encryption);
  const expected = kind(table.encryption);
  if (own !== expected && (own ?? isProperties(table.encryption))) {
    report('replica-encryption', [...path, 'encryption'], `must be ${expected ?? 'left out'}, as that of the table is`);
  }
};
