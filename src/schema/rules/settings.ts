import { recoveryPeriodDays, resourcePolicyBytes } from '../limits.js';
import { bytes, isProperties, show, wholeNumber } from '../tableView.js';
import type { Rule } from './rule.js';

/** A rule that a property holds one of a few values. */
function choiceRule(id: string, property: string, ...choices: unknown[]): Rule {
  return {
    id,
    check({ value }, report) {
      if (![undefined, ...choices].includes(value[property])) {
        report([property], `${show(value[property])} must be one of ${choices.map(show).join(', ')}`);
      }
    },
  };
}

export const settingRules: readonly Rule[] = [
  /* @__PURE__ */ choiceRule(
    'stream-view-required',
    'streamViewType',
    'KEYS_ONLY',
    'NEW_IMAGE',
    'OLD_IMAGE',
    'NEW_AND_OLD_IMAGES',
    false,
  ),
  /* @__PURE__ */ choiceRule('table-class-enum', 'tableClass', 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  /* @__PURE__ */ choiceRule('deletion-protection-bool', 'deletionProtection', true, false),
  {
    id: 'sse-shape',
    check({ value: { encryption } }, report) {
      if ([undefined, 'AWS_OWNED', 'AWS_MANAGED'].includes(encryption as string)) return;
      const key = isProperties(encryption) && encryption.kmsMasterKeyId;
      if (typeof key !== 'string' || !key) {
        report(['encryption'], `${show(encryption)} must be "AWS_OWNED", "AWS_MANAGED" or { kmsMasterKeyId }`);
      } else if (/(^|:)alias\/aws\/dynamodb$/.test(key)) {
        report(['encryption', 'kmsMasterKeyId'], 'this is the key that AWS manages; write encryption: "AWS_MANAGED"');
      }
    },
  },
  {
    id: 'ttl-single',
    check({ value: { timeToLive }, attributes }, report) {
      if (timeToLive === undefined) return;
      if (typeof timeToLive !== 'string' || !Object.hasOwn(attributes, timeToLive) || attributes[timeToLive] !== 'N') {
        report(['timeToLive'], `${show(timeToLive)} must name an attribute of type N; it holds seconds since 1970`);
      }
    },
  },
  {
    id: 'pitr-days',
    check({ value: { pointInTimeRecovery: value } }, report) {
      const days = isProperties(value) ? value.recoveryPeriodInDays : value;
      if (value !== undefined && typeof value !== 'boolean' && !(isProperties(value) && wholeNumber(days, 1, recoveryPeriodDays))) {
        report(['pointInTimeRecovery'], `${show(value)} must be true, false or { recoveryPeriodInDays: 1 to ${recoveryPeriodDays} }`);
      }
    },
  },
  {
    id: 'insights-mode',
    check({ capacityScopes }, report) {
      for (const { path, value } of capacityScopes) {
        const insights = value.contributorInsights;
        const mode = isProperties(insights) && insights.mode;
        if (
          insights !== undefined &&
          typeof insights !== 'boolean' &&
          mode !== 'ACCESSED_AND_THROTTLED_KEYS' &&
          mode !== 'THROTTLED_KEYS'
        ) {
          report(
            [...path, 'contributorInsights'],
            `${show(insights)} must be true, false or { mode: "ACCESSED_AND_THROTTLED_KEYS" or "THROTTLED_KEYS" }`,
          );
        }
      }
    },
  },
  {
    id: 'resource-policy',
    check({ value: { resourcePolicy } }, report) {
      if (resourcePolicy !== undefined) checkPolicy((message) => report(['resourcePolicy'], message), resourcePolicy);
    },
  },
];

function checkPolicy(report: (message: string) => void, policy: unknown) {
  let text: string;
  try {
    text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    if (!isProperties(JSON.parse(text))) throw policy;
  } catch {
    report('must be a policy document: an object that JSON can hold, or the JSON text of one');
    return;
  }
  if (bytes(text) > resourcePolicyBytes) report(`${bytes(text)} bytes; ${resourcePolicyBytes} are allowed`);
}
