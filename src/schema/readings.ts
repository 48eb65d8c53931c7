import type { ContributorInsights } from './IndexSchema.js';
import { recoveryPeriodDays } from './limits.js';
import type { ResourcePolicy } from './SettingValues.js';
import type { TableSchema } from './TableSchema.js';
import { isProperties, type Properties } from './value.js';

/** The attributes of a key, one or several, as a list; none where there is no key. */
export function keyList(key: string | readonly string[] | undefined): readonly string[] {
  return key === undefined ? [] : typeof key === 'string' ? [key] : key;
}

/** The members of a JSON object; `undefined` for any other text, such as a file that is being written. */
export function parseObject(text: string): Properties | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProperties(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The policy document as an object. */
export function policyDocument(policy: ResourcePolicy): {
  readonly [element: string]: unknown;
} {
  return typeof policy === 'string' ? JSON.parse(policy) : policy;
}

/** The mode of contributor insights, `false` where they are off; `undefined` where nothing is said. */
export function insightsMode(
  insights: ContributorInsights | undefined,
): Extract<ContributorInsights, object>['mode'] | false | undefined {
  return typeof insights === 'object' ? insights.mode : insights && 'ACCESSED_AND_THROTTLED_KEYS';
}

/** For how many days a table can be restored to any moment, 0 where it can't; `undefined` where nothing is said. */
export function recoveryDays(recovery: TableSchema['pointInTimeRecovery']): number | undefined {
  return typeof recovery === 'object'
    ? recovery.recoveryPeriodInDays
    : recovery === undefined
      ? undefined
      : recovery
        ? recoveryPeriodDays
        : 0;
}
