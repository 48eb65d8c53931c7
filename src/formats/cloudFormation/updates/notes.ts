import { properties } from '../../../schema/index.js';
import type { IndexMove } from './indexMoves.js';
import { isTable, resourcesOf, same, sameResource, type TemplateObject } from './sections.js';
import type { CloudFormationChange } from './update.js';

/** What scales a table comes and goes with what it scales. */
export function scalingNotes(changes: readonly CloudFormationChange[], template: TemplateObject): string[] {
  return changes.flatMap(({ logicalId: id }) =>
    id === undefined
      ? []
      : [`${id}: ${resourcesOf(template)[id] ? 'comes with what it scales' : 'goes, because what it scales does'}`],
  );
}

export function noteOf(id: string, { action, index: { name }, forced }: IndexMove): string {
  if (action === 'add') {
    return `${id}: builds the index ${name}. CloudFormation may be done before it is: wait until it is ACTIVE before the next update`;
  }
  return forced
    ? `${id}: removes the index ${name} before another is there, because ${forced}. Queries on it fail until the code uses another, or it is built again`
    : `${id}: removes the index ${name}. Queries on it fail from then on, so deploy the code that does without it first`;
}

/** What else the updates change, in others. */
export interface MovedBesides {
  readonly indexes: boolean;
  readonly replicas: boolean;
}

/** What changes besides indexes, replicas and billing, with what is to be known of tables that leave. */
export function otherChanges(
  before: TemplateObject,
  after: TemplateObject,
  besides: MovedBesides,
): { changes: CloudFormationChange[]; notes: string[] } {
  // All of it: a loop of CloudFormation's is a list.
  const [old, next] = [properties(before.Resources), properties(after.Resources)];
  const ids = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (id) => !sameResource(old[id], next[id]),
  );
  const sections = ({ Resources, ...others }: TemplateObject) => others;
  const changes: CloudFormationChange[] = ids.map((logicalId) => ({ kind: 'other', logicalId }));
  if (!same(sections(before), sections(after))) changes.push({ kind: 'other' });
  const leaving = ids.flatMap((id): string[] => {
    const [was, is] = [properties(old[id]), properties(next[id])];
    if (!isTable(was)) return [];
    const { DeletionPolicy: policy = 'Delete' } = was;
    const fate = `${policy === 'Delete' ? 'is deleted with its items' : 'stays, without it'} (DeletionPolicy: ${policy})`;
    if (!next[id]) return [`${id}: the table leaves the stack, and ${fate}`];
    if (is.Condition === undefined || same(was.Condition, is.Condition)) return [];
    return [`${id}: has another condition. Where that is not met, the table leaves the stack, and ${fate}`];
  });
  return {
    changes,
    notes: [noteOfOthers(besides), ...leaving],
  };
}

function noteOfOthers({ indexes, replicas }: MovedBesides): string {
  if (!indexes) return replicas ? 'All that is not a replica changes' : 'All changes in one update';
  const what = replicas ? 'All that is neither an index nor a replica changes' : 'All that is not an index changes';
  return `${what}: deploy code that uses the new indexes, and not those that go, with this or after it`;
}

/** Whether it is about what is written of a resource for people, and of nothing else. */
export function isOfMetadata(change: CloudFormationChange, before: TemplateObject, after: TemplateObject): boolean {
  const { logicalId: id } = change;
  if (id === undefined) return false;
  const [old, next] = [before, after].map((template) => ({ ...resourcesOf(template)[id], Metadata: undefined }));
  return same(old, next);
}

/** What to know of a replica that comes or goes. */
export function noteOfReplica(id: string, action: 'add' | 'remove', region: string): string {
  return action === 'add'
    ? `${id}: makes the replica in ${region}, which takes minutes to hours. If the update fails and is rolled back, the replica may have to be deleted by hand`
    : `${id}: removes the replica in ${region}. What reads and writes there fails from then on`;
}
