import {
  cannotCarry,
  type NotCarried,
  policyDocument,
  recoveryDays,
  type Setting,
  type SettingName,
  type TableSchema,
} from '../../schema/index.js';
import { tableSettings } from '../docs/settings.js';
import { count, enumerate, said, type Words, words } from '../docs/words.js';
import { visibleJson } from '../visibleJson.js';
import { codeBlock, inline } from './fragments.js';
import { html, type Markup } from './markup.js';

/** The settings of a table, those that the schema leaves unmanaged by their names, and its policy. */
export function settings(schema: TableSchema): Markup {
  const { managed, unmanaged } = tableSettings(schema);
  const left = enumerate(
    unmanaged.map((label) => label.toLowerCase()),
    'and',
    (label) => [label],
  );
  return html`<dl class="settings">${managed.map(
    ({ label, words }) => html`<div><dt>${label}</dt><dd>${inline(words)}</dd></div>
`,
  )}</dl>
${
  left.length > 0 &&
  html`<p class="unmanaged">Unmanaged: ${inline(left)}.</p>
`
}${
  schema.resourcePolicy &&
  html`<details class="more" open><summary>Resource policy</summary>
${codeBlock(`${visibleJson(policyDocument(schema.resourcePolicy))}\n`, `Resource policy of ${schema.tableName}`)}</details>
`
}`;
}

/** A few words under a table's name, and whether they say that something is off. */
interface Chip {
  readonly words: Words;
  readonly isOff?: boolean;
}

const inFull = cannotCarry('it takes more than a few words; it stands among the settings');

/** What a chip says of each setting of a table. */
const chipsOf: { readonly [P in SettingName]: ((value: Setting<P>) => Chip) | NotCarried } = {
  streamResourcePolicy: inFull,
  streamTags: inFull,
  kinesisStreamingDestination: inFull,
  replicas: inFull,
  billingMode: (mode) => ({ words: [mode === 'PROVISIONED' ? 'Provisioned' : 'On demand'] }),
  provisionedThroughput: inFull,
  onDemandThroughput: inFull,
  warmThroughput: inFull,
  timeToLive: (name) => ({ words: words`TTL ${said(name)}` }),
  streamViewType: (view) => (view === false ? off('No stream') : { words: ['Stream'] }),
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
