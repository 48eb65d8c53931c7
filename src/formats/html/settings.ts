import {
  type ContributorInsights,
  type OnDemandThroughput,
  type ProvisionedThroughput,
  policyDocument,
  type TableSchema,
  type WarmThroughput,
} from '../../schema/index.js';
import { visibleJson } from '../visibleJson.js';
import { codeBlock, name } from './fragments.js';
import { html, type Markup, text } from './markup.js';
import { count } from './words.js';

type Value = Markup | string | undefined;

/** The settings of a table, those that the schema leaves unmanaged as such, its tags and its policy. */
export function settings(schema: TableSchema): Markup {
  return html`<dl class="settings">${rows(schema).map(
    ([label, value]) =>
      html`<div><dt>${label}</dt><dd${value === undefined && html` class="unmanaged"`}>${value ?? 'unmanaged'}</dd></div>
`,
  )}</dl>
${schema.tags && Object.keys(schema.tags).length > 0 && tags(schema.tags)}${
  schema.resourcePolicy !== undefined &&
  html`<details class="more" open><summary>Resource policy</summary>
${codeBlock(`${visibleJson(policyDocument(schema.resourcePolicy))}\n`, `Resource policy of ${schema.tableName}`)}</details>
`
}`;
}

/** The short words under a table's name: what it is billed by, and each setting that the schema manages. */
export function chips(schema: TableSchema): Markup {
  const { timeToLive, streamViewType, encryption, pointInTimeRecovery, deletionProtection, tableClass } = schema;
  const chip = (words: Value, off = false) => html`<li${off && html` class="off"`}>${words}</li>`;
  return html`<ul class="chips">${chip(schema.billingMode === 'PROVISIONED' ? 'Provisioned' : 'On demand')}${
    timeToLive !== undefined && chip(html`TTL <code>${text(timeToLive)}</code>`)
  }${
    streamViewType !== undefined &&
    (streamViewType === false ? chip('No stream', true) : chip(`Stream: ${viewInWords(streamViewType)}`))
  }${encryption !== undefined && chip(encryption === 'AWS_OWNED' ? 'AWS owned key' : 'KMS encryption')}${
    pointInTimeRecovery !== undefined &&
    (pointInTimeRecovery === false
      ? chip('No point-in-time recovery', true)
      : chip(`Recovery: ${count(recoveryDays(pointInTimeRecovery), 'day')}`))
  }${
    deletionProtection !== undefined &&
    (deletionProtection ? chip('Deletion protection') : chip('No deletion protection', true))
  }${tableClass !== undefined && chip(tableClass === 'STANDARD' ? 'Standard class' : 'Infrequent access')}</ul>`;
}

interface Capacity {
  readonly provisionedThroughput?: ProvisionedThroughput;
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly warmThroughput?: WarmThroughput;
}

/** The capacity of a table or a global index. */
export function capacitySettings(of: Capacity): [label: string, value: string | undefined][] {
  const { provisionedThroughput, onDemandThroughput, warmThroughput } = of;
  return [
    provisionedThroughput
      ? [
          'Capacity',
          `${provisionedThroughput.readCapacityUnits} read, ${provisionedThroughput.writeCapacityUnits} write units`,
        ]
      : [
          'Throughput ceiling',
          onDemandThroughput &&
            both(onDemandThroughput.maxReadRequestUnits, onDemandThroughput.maxWriteRequestUnits, 'units a second'),
        ],
    [
      'Warm throughput',
      warmThroughput && both(warmThroughput.readUnitsPerSecond, warmThroughput.writeUnitsPerSecond, 'units a second'),
    ],
  ];
}

export function insightsInWords(insights: ContributorInsights): string {
  if (insights === false) return 'off';
  const throttledOnly = insights !== true && insights.mode === 'THROTTLED_KEYS';
  return throttledOnly ? 'on, throttled keys' : 'on, accessed and throttled keys';
}

function rows(schema: TableSchema): readonly (readonly [label: string, value: Value])[] {
  const { timeToLive, streamViewType, encryption, pointInTimeRecovery, deletionProtection, tableClass } = schema;
  return [
    ['Billing', schema.billingMode === 'PROVISIONED' ? 'Provisioned capacity' : 'On demand, per request'],
    ...capacitySettings(schema),
    ['Time to live', timeToLive === undefined ? 'none' : html`${name(timeToLive)} (seconds since 1970)`],
    ['Stream', streamViewType === false ? 'off' : streamViewType && viewInWords(streamViewType)],
    ['Encryption', encryption && encryptionInWords(encryption)],
    ['Point-in-time recovery', pointInTimeRecovery === undefined ? undefined : recoveryInWords(pointInTimeRecovery)],
    ['Deletion protection', onOff(deletionProtection)],
    ['Table class', tableClass && (tableClass === 'STANDARD' ? 'Standard' : 'Standard, infrequent access')],
    [
      'Contributor insights',
      schema.contributorInsights === undefined ? undefined : insightsInWords(schema.contributorInsights),
    ],
    ['Resource policy', schema.resourcePolicy === undefined ? undefined : 'as below'],
    ['Tags', schema.tags && (Object.keys(schema.tags).length ? count(Object.keys(schema.tags).length, 'tag') : 'none')],
  ];
}

function tags(entries: { readonly [key: string]: string }): Markup {
  return html`<div class="scroll" role="region" aria-label="Tags" tabindex="0"><table class="tags"><thead><tr><th scope="col">Tag</th><th scope="col">Value</th></tr></thead><tbody>${Object.entries(
    entries,
  ).map(
    ([key, value]) => html`<tr><th scope="row"><code>${text(key)}</code></th><td>${text(value)}</td></tr>
`,
  )}</tbody></table></div>
`;
}

function viewInWords(view: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'): string {
  switch (view) {
    case 'KEYS_ONLY':
      return 'keys only';
    case 'NEW_IMAGE':
      return 'new images';
    case 'OLD_IMAGE':
      return 'old images';
    case 'NEW_AND_OLD_IMAGES':
      return 'new and old images';
    default:
      return view satisfies never;
  }
}

function encryptionInWords(encryption: NonNullable<TableSchema['encryption']>): Markup | string {
  if (encryption === 'AWS_OWNED') return 'with a key that AWS owns';
  if (encryption === 'AWS_MANAGED') return html`with AWS’s KMS key in this account, <code>aws/dynamodb</code>`;
  return html`with the KMS key <code>${text(encryption.kmsMasterKeyId)}</code>`;
}

function recoveryInWords(recovery: NonNullable<TableSchema['pointInTimeRecovery']>): string {
  return recovery === false ? 'off' : `to any second of the last ${count(recoveryDays(recovery), 'day')}`;
}

/** `true` means the 35 days that DynamoDB keeps unless told otherwise. */
function recoveryDays(recovery: true | { readonly recoveryPeriodInDays: number }): number {
  return recovery === true ? 35 : recovery.recoveryPeriodInDays;
}

function onOff(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'on' : 'off';
}

function both(reads: number | undefined, writes: number | undefined, unit: string): string {
  const parts = [reads !== undefined && `${reads} read`, writes !== undefined && `${writes} write`].filter(Boolean);
  return parts.length ? `${parts.join(', ')} ${unit}` : 'none';
}
