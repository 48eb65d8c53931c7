import type { Replica, ReplicaGlobalSecondaryIndex } from '../Replica.js';
import { isProperties, properties } from '../value.js';
import { replicaCapacity } from './capacity.js';
import { all, type Check, type ChecksOf, choose, must, object, record } from './check.js';
import { contributorInsights, regionalSettings } from './regionalSettings.js';
import { matches } from './scaling.js';

/** The replicas of a table, and what they need of it. */
export function replicas(): Check {
  const capacity = replicaCapacity();
  const { 'encryption?': encryption, ...settings } = regionalSettings();
  const replica = object('shape', {
    ...settings,
    ...capacity,
    encryption: choose(({ table }, _, __, value) =>
      value === undefined ? sameKind(table.encryption) : all(encryption, sameKind(table.encryption)),
    ),
    'globalSecondaryIndexes?': record(
      object('shape', {
        ...capacity,
        'contributorInsights?': contributorInsights(),
      } satisfies ChecksOf<keyof ReplicaGlobalSecondaryIndex>),
      must('replica-index', 'the name of a global index of the table', (name, { table }) =>
        Object.hasOwn(properties(table.globalSecondaryIndexes), name as string),
      ),
      '{ ... }',
    ),
  } satisfies ChecksOf<keyof Replica, 'encryption'>);
  return all(
    record(
      replica,
      must('replica-region', 'a Region, such as eu-west-1', matches(/^[a-z]+(-[a-z]+)+-\d+$/)),
      '{ ... }',
    ),
    (value, path, { table, report }) => {
      if (Object.keys(properties(value)).length && table.streamViewType !== 'NEW_AND_OLD_IMAGES') {
        report('replica-stream', path, 'need streamViewType: "NEW_AND_OLD_IMAGES", which they replicate by');
      }
    },
  );
}

/** Keys are of one Region: each replica names its own where the table has one. */
function sameKind(ofTable: unknown): Check {
  const kind = (encryption: unknown) => (isProperties(encryption) ? '{ kmsMasterKeyId }' : encryption);
  return must(
    'replica-encryption',
    `${kind(ofTable) ?? 'left out'}, as that of the table is`,
    (encryption) => kind(encryption) === kind(ofTable) || (encryption === undefined && !isProperties(ofTable)),
  );
}
