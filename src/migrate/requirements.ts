import { type GlobalSecondaryIndex, keyList, type VectorIndex } from '../schema/index.js';
import type { Change } from './change.js';

/**
 * What the endpoint must implement for a change to be made: operations, members of UpdateTable as `UpdateTable.Member`, or what such
 * a member can hold. All of them, the last call's too: nothing is deleted where its successor can't be made.
 */
export function requirements(change: Change): string[] {
  const { kind, path } = change;
  const ofIndex = path[0] === 'globalSecondaryIndexes';
  switch (kind) {
    case 'create-table':
      return ['CreateTable'];
    case 'enable-time-to-live':
    case 'disable-time-to-live':
    case 'move-time-to-live':
      return ['UpdateTimeToLive'];
    case 'extend-recovery':
    case 'reduce-recovery':
      return ['UpdateContinuousBackups'];
    case 'change-tags':
      return ['TagResource'];
    case 'change-resource-policy':
      return ['PutResourcePolicy'];
    case 'change-contributor-insights':
      return ['UpdateContributorInsights'];
    case 'change-encryption':
      return ['UpdateTable.SSESpecification'];
    case 'change-table-class':
      return ['UpdateTable.TableClass'];
    case 'change-on-demand-throughput':
      return [`UpdateTable.${ofIndex ? 'GlobalSecondaryIndexUpdates.' : ''}OnDemandThroughput`];
    case 'change-provisioned-throughput':
      return [`UpdateTable.${ofIndex ? 'GlobalSecondaryIndexUpdates.' : ''}ProvisionedThroughput`];
    case 'raise-warm-throughput':
      return ['UpdateTable.WarmThroughput'];
    case 'add-index':
    case 'replace-index':
      return ofIndex ? ['UpdateTable', ...keyRequirements(change.after)] : ['UpdateTable.VectorIndexUpdates'];
    case 'remove-index':
      return ofIndex ? ['UpdateTable'] : ['UpdateTable.VectorIndexUpdates'];
    case 'change-key':
    case 'change-key-type':
    case 'add-local-index':
    case 'remove-local-index':
    case 'change-local-index':
    case 'change-billing-mode':
      return ['UpdateTable'];
    case 'enable-stream':
    case 'disable-stream':
    case 'replace-stream':
      return ['UpdateTable.StreamSpecification'];
    case 'change-deletion-protection':
      return ['UpdateTable.DeletionProtectionEnabled'];
    default:
      return kind satisfies never;
  }
}

/** dynoxide makes such an index with the table, and not later. */
function keyRequirements(index: GlobalSecondaryIndex | VectorIndex | undefined): string[] {
  const keys = [index?.partitionKey, index && 'sortKey' in index ? index.sortKey : undefined];
  const several = keys.some((key) => keyList(key).length > 1);
  return several ? ['UpdateTable.GlobalSecondaryIndexUpdates.Create.multiAttributeKey'] : [];
}
