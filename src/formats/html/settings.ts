import {
  cannotCarry,
  type NotCarried,
  policyDocument,
  type ResourcePolicy,
  recoveryDays,
  type Setting,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';
import { replicas, unsaidOfReplicas } from '../docs/replicas.js';
import { tableSettings } from '../docs/settings.js';
import { count, enumerate, said, type Words, within, words } from '../docs/words.js';
import { visibleJson } from '../visibleJson.js';
import { codeBlock, inline, name } from './fragments.js';
import { html, type Markup } from './markup.js';

/** The settings of a table, those that the schema leaves unmanaged by their names, and its policy. */
export function settings(schema: TableSchema): Markup {
  const { managed, unmanaged } = tableSettings(schema);
  const left = enumerate(unmanaged.map(within), 'and', (label) => [label]);
  return html`<dl class="settings">${managed.map(
    ({ label, words }) => html`<div><dt>${label}</dt><dd>${inline(words)}</dd></div>
`,
  )}</dl>
${
  left.length > 0 &&
  html`<p class="unmanaged">Unmanaged: ${inline(left)}.</p>
`
}${policyBlock(`Resource policy of ${schema.tableName}`, 'Resource policy', schema.resourcePolicy)}${policyBlock(
  `Policy of the stream of ${schema.tableName}`,
  'Policy of the stream',
  schema.streamResourcePolicy,
)}${replicaList(schema)}`;
}

function policyBlock(label: string, summary: string | Markup, policy: ResourcePolicy | false | undefined): Markup {
  if (!policy) return html``;
  return html`<details class="more" open><summary>${summary}</summary>
${codeBlock(`${visibleJson(policyDocument(policy))}\n`, label)}</details>
`;
}

/** A Region a row. */
function replicaList(schema: TableSchema): Markup {
  const list = replicas(schema);
  if (!list.length) return html``;
  return html`<div class="scroll" role="region" aria-label="Replicas of ${schema.tableName}" tabindex="0"><table><thead><tr><th scope="col">Replica in</th><th scope="col">Settings of its own</th></tr></thead><tbody>
${list.map(
  ({ region, settings: there }) => html`<tr><th scope="row">${name(region)}</th><td>${inline(there)}</td></tr>
`,
)}</tbody></table></div>
<p class="unmanaged">${unsaidOfReplicas}</p>
${list.map(({ region, resourcePolicy }) =>
  policyBlock(
    `Resource policy of ${schema.tableName} in ${region}`,
    html`Resource policy in ${name(region)}`,
    resourcePolicy,
  ),
)}`;
}

/** A few words under a table's name, and whether they say that something is off. */
interface Chip {
  readonly words: Words;
  readonly isOff?: boolean;
}

const inFull = cannotCarry('it takes more than a few words; it stands among the settings');

/** What a chip says of each setting of a table. */
const chipsOf: { readonly [P in SettingName]: ((value: Setting<P>) => Chip) | NotCarried } = {
  billingMode: (mode) => ({ words: [mode === 'PROVISIONED' ? 'Provisioned' : 'On demand'] }),
  provisionedThroughput: inFull,
  onDemandThroughput: inFull,
  warmThroughput: inFull,
  timeToLive: (name) => ({ words: words`TTL ${said(name)}` }),
  streamViewType: (view) => (view === false ? off('No stream') : { words: ['Stream'] }),
  streamResourcePolicy: inFull,
  streamTags: inFull,
  kinesisStreamingDestination: (kinesis) => (kinesis === false ? off('No Kinesis stream') : { words: ['Kinesis'] }),
  replicas(regions) {
    const { length } = Object.keys(regions);
    return length ? { words: [count(length, 'replica')] } : off('No replicas');
  },
  encryption: (key) => ({ words: [key === 'AWS_OWNED' ? 'AWS owned key' : 'KMS encryption'] }),
  pointInTimeRecovery(recovery) {
    const days = recoveryDays(recovery);
    return days ? { words: [`Recovery: ${count(days, 'day')}`] } : off('No point-in-time recovery');
  },
  deletionProtection: (on) => (on ? { words: ['Deletion protection'] } : off('No deletion protection')),
  tableClass: (name) => ({ words: [name === 'STANDARD' ? 'Standard class' : 'Infrequent access'] }),
  contributorInsights: inFull,
  resourcePolicy: inFull,
  tags: inFull,
};

function off(words: string): Chip {
  return { words: [words], isOff: true };
}

/** The short words under a table's name: what it is billed by, and each setting of few words that the schema manages. */
export function chips(schema: TableSchema): Markup {
  const { billingMode = 'PAY_PER_REQUEST' } = schema;
  const values: { readonly [P in SettingName]?: unknown } = { ...schema, billingMode };
  return html`<ul class="chips">${(Object.keys(chipsOf) as SettingName[]).map((name) => {
    const chip: ((value: never) => Chip) | NotCarried = chipsOf[name];
    if (values[name] === undefined || typeof chip !== 'function') return undefined;
    // The value is the one that the chip is for: both are of one name.
    const { words, isOff } = chip(values[name] as never);
    return html`<li${isOff && html` class="off"`}>${inline(words)}</li>`;
  })}</ul>`;
}
