import { properties } from '../../../schema/index.js';
import { same } from './sections.js';
import { regionsOf, type TwoStates } from './tableStates.js';

/** The Regions, as text, to which a table comes and from which it goes: one in an update. */
export interface ReplicaMoves {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Whether they go before all else changes: they have nothing of what goes with another billing mode or other keys. */
  readonly removeFirst: boolean;
}

const none: ReplicaMoves = { add: [], remove: [], removeFirst: false };

/**
 * The replicas that come and go. Those that are consistent at once (STRONG) do so together, and what is known at deployment only can't
 * be taken apart: these change with all else.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function replicaMoves({ before, after }: TwoStates): ReplicaMoves {
  const [from, to] = [regionsOf(before), regionsOf(after)];
  const isStrong = [before, after].some(({ Properties }) => properties(Properties).MultiRegionConsistency === 'STRONG');
  if (!from || !to || isStrong) return none;
  const [old, next] = [before, after].map(({ Properties }) => properties(Properties));
  return {
    add: to.filter((region) => !from.includes(region)),
    remove: from.filter((region) => !to.includes(region)),
    removeFirst: !['BillingMode', 'SSESpecification'].every((name) => same(old[name], next[name])),
  };
}

/** A Region as it is in the template. */
export function regionName(region: string): string {
  const value: unknown = JSON.parse(region);
  return typeof value === 'string' ? value : region;
}
