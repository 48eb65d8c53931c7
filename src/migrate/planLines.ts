import type { TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { changeFacts, type Sides } from './changeFacts.js';
import { capacityWords } from './changeWords.js';
import { streamName } from './diffStreams.js';
import { indexHeading, replicaHeading, tableFacts } from './facts.js';
import type { Plan, Step } from './plan.js';
import { isScalingChange } from './scalingSteps.js';
import { unreachedNotes } from './unreachedNotes.js';
import { counted, type Fact, spaced, text } from './words.js';

/** `+` comes, `-` goes, `~` changes, `!` is left as it is; else a word on the line above. */
export type Sign = '+' | '-' | '~' | '!' | ' ';

/** A line of a plan's text. */
export interface Line {
  readonly sign: Sign;
  readonly depth: number;
  readonly text: string;
}

/** All that a person needs to know of a plan: what comes, goes and changes, what is left and how to have it, and the calls. */
export function planLines(plan: Plan): Line[] {
  const { steps } = plan;
  return [
    ...differenceLines(plan),
    ...(steps.length ? [{ sign: ' ', depth: 1, text: 'calls:' } as const] : []),
    ...steps.map((step, i): Line => ({ sign: ' ', depth: 2, text: `${i + 1}. ${call(step)}` })),
  ];
}

/** What comes, goes and changes, and what is left and how to have it. */
export function differenceLines(plan: Plan): Line[] {
  const { steps, drift, unsupported, schema, live = schema, table, allow } = plan;
  const made = changesOf(steps);
  const anotherTable = drift.some(({ kind }) => kind === 'change-key');
  const notAllowed = drift.filter(
    ({ effect, kind }) => effect === 'destructive' && !anotherTable && !allow.some((allowed) => allowed === kind),
  );
  const left = drift.filter((change) => !notAllowed.includes(change));
  const kinds = [...new Set(notAllowed.map(({ kind }) => kind))];
  const group = (heading: string, changes: readonly Change[], ...after: string[]): Line[] =>
    changes.length
      ? [
          { sign: '!', depth: 1, text: `left as ${changes.length === 1 ? 'it is' : 'they are'}${heading}` },
          ...underHeadings(changes.map((change) => changeLines(change, plan, live, 2, '!'))),
          ...after.map((text): Line => ({ sign: ' ', depth: 2, text })),
        ]
      : [];
  return [
    ...underHeadings(
      made.filter((change) => !isPartOf(change, made)).map((change) => changeLines(change, plan, live, 1)),
    ),
    ...group(
      `, because ${pronoun(notAllowed)} not allowed:`,
      notAllowed,
      `to make ${notAllowed.length === 1 ? 'it' : 'them'}, allow ${kinds.join(', ')}`,
    ),
    ...group(':', left),
    ...group(`, because this endpoint does not implement ${unsupported.length === 1 ? 'it' : 'them'}:`, unsupported),
    ...[...(table?.notes ?? []), ...unreachedNotes(plan)].map(
      (note): Line => ({ sign: ' ', depth: 1, text: `Note: ${note}.` }),
    ),
  ];
}

/** The changes that these calls make, each once, though it may take several. */
export function changesOf(steps: readonly Step[]): Change[] {
  const changes = new Map<string, Change>();
  for (const change of steps.flatMap((step) => step.changes)) {
    const id = JSON.stringify([change.kind, change.path]);
    if (!changes.has(id)) changes.set(id, change);
  }
  return [...changes.values()];
}

function pronoun(changes: readonly Change[]): string {
  return changes.length === 1 ? 'it is' : 'they are';
}

/** The changes' lines; what changes under the same heading, such as an index, stands under it together. */
function underHeadings(changes: readonly (readonly Line[])[]): Line[] {
  const blocks: Line[][] = [];
  const headed = new Map<string, Line[]>();
  for (const [first, ...rest] of changes) {
    if (!first) continue;
    const heading = JSON.stringify(first);
    const block = rest.length ? headed.get(heading) : undefined;
    if (block) block.push(...rest);
    else {
      const lines = [first, ...rest];
      blocks.push(lines);
      headed.set(heading, lines);
    }
  }
  return blocks.flat();
}

/** What is set of a table or an index after it was made is in the words of its making. */
function isPartOf({ kind, path }: Change, made: readonly Change[]): boolean {
  return made.some(
    (other) =>
      other.kind !== kind &&
      (other.kind === 'create-table' ||
        (other.kind === 'add-replica' && path[0] === 'replicas' && other.path[1] === path[1]) ||
        ((other.kind === 'add-index' || other.kind === 'replace-index' || other.kind === 'remove-index') &&
          path.length >= 3 &&
          other.path[0] === path[0] &&
          other.path[1] === path[1])),
  );
}

function changeLines(change: Change, plan: Plan, live: TableSchema, depth: number, left?: '!'): Line[] {
  const { before, after } = changeFacts(change, live, plan.schema);
  const [place, name] = change.path;
  const lines = (sign: Sign, facts: readonly Fact[], depth: number) =>
    facts.map(({ label, value }): Line => ({ sign: left ?? sign, depth, text: `${label}: ${value}` }));
  const words = (depth: number) =>
    [...figures(change, plan), ...(change.note === undefined ? [] : [change.note])].map(
      (text): Line => ({ sign: ' ', depth, text }),
    );
  const heading = (sign: Sign, text: string): Line => ({ sign: left ?? sign, depth, text });
  switch (change.kind) {
    case 'create-table':
      return [
        ...lines('+', after, depth),
        ...tableFacts(change.after ?? plan.schema).indexes.flatMap(({ heading, facts }): Line[] => [
          { sign: '+', depth, text: heading },
          ...lines('+', facts, depth + 1),
        ]),
      ];
    case 'add-index':
    case 'add-local-index':
      return [
        heading('+', `${indexHeading(place, name)}: to build`),
        ...lines('+', after, depth + 1),
        ...words(depth + 1),
      ];
    case 'add-replica':
      return [heading('+', `${replicaHeading(name)}: to add`), ...lines('+', after, depth + 1), ...words(depth + 1)];
    case 'remove-replica':
      return [
        heading('-', `${replicaHeading(name)}: to remove`),
        ...lines('-', before, depth + 1),
        ...words(depth + 1),
      ];
    case 'change-replica':
      return [
        heading('~', replicaHeading(name)),
        ...differences(changedOf({ before, after }), depth + 1, left),
        ...words(depth + 1),
      ];
    case 'remove-index':
    case 'remove-local-index':
      return [
        heading('-', `${indexHeading(place, name)}: to remove`),
        ...lines('-', before, depth + 1),
        ...words(depth + 1),
      ];
    case 'replace-index':
      return [
        heading('~', `${indexHeading(place, name)}: to remove and build again`),
        ...differences(left ? withoutSettings({ before, after }, change, plan) : { before, after }, depth + 1, left),
        ...words(depth + 1),
      ];
    case 'change-local-index':
      return [
        heading('~', indexHeading(place, name)),
        ...differences({ before, after }, depth + 1, left),
        ...words(depth + 1),
      ];
    default:
      return place === 'globalSecondaryIndexes' || place === 'replicas'
        ? [
            heading('~', place === 'replicas' ? replicaHeading(name) : indexHeading(place, name)),
            ...differences({ before, after }, depth + 1, left),
            ...words(depth + 1),
          ]
        : [...differences({ before, after }, depth, left), ...words(depth)];
  }
}

/** Of what a replica has, that which changes: the rest stays. */
function changedOf({ before, after }: Sides): Sides {
  return { before: before.filter(({ label }) => after.some((other) => other.label === label)), after };
}

/** Of an index that is left as it is, what is a change of its own is told there. */
function withoutSettings({ before, after }: Sides, { path }: Change, { steps, drift, live, schema }: Plan): Sides {
  const own = [...changesOf(steps), ...drift].filter(
    (other) => other.path.length >= 3 && other.path[0] === path[0] && other.path[1] === path[1],
  );
  const shown = ({ label, was, is }: Unequal) => JSON.stringify([label, was?.value, is?.value]);
  const told = new Set(own.flatMap((change) => unequal(changeFacts(change, live ?? schema, schema)).map(shown)));
  const untold = unequal({ before, after }).filter((one) => !told.has(shown(one)));
  return { before: untold.flatMap(({ was }) => was ?? []), after: untold.flatMap(({ is }) => is ?? []) };
}

/** The facts that differ, before and after, whole. */
function differences({ before, after }: Sides, depth: number, left?: '!'): Line[] {
  return unequal({ before, after }).flatMap(({ label, was, is }): Line[] => {
    const sign = was === undefined ? '+' : is === undefined ? '-' : '~';
    return [
      { sign: left ?? sign, depth, text: `${label}: ${was?.value ?? '(none)'} -> ${is?.value ?? '(none)'}` },
      ...entryLines(was?.entries, is?.entries, depth + 1, left),
    ];
  });
}

interface Unequal {
  readonly label: string;
  readonly was: Fact | undefined;
  readonly is: Fact | undefined;
}

function unequal({ before, after }: Sides): Unequal[] {
  const [old, now] = [before, after].map((facts) => new Map(facts.map((fact) => [fact.label, fact])));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((label) => ({ label, was: old.get(label), is: now.get(label) }))
    .filter(({ was, is }) => was?.value !== is?.value);
}

/** Of two lists, when they are long, what they do not share. */
function entryLines(was: readonly string[] = [], is: readonly string[] = [], depth: number, left?: '!'): Line[] {
  if (!was.length || !is.length || was.length + is.length <= 6) return [];
  const [gone, come] = [was.filter((entry) => !is.includes(entry)), is.filter((entry) => !was.includes(entry))];
  return [
    ...(gone.length ? [{ sign: left ?? '-', depth, text: `without ${gone.join(', ')}` } as const] : []),
    ...(come.length ? [{ sign: left ?? '+', depth, text: `with ${come.join(', ')}` } as const] : []),
  ];
}

/** How much there is to do, as DynamoDB counted last. */
function figures({ kind, path }: Change, { table }: Plan): string[] {
  const { itemCount, sizeBytes = 0, indexes = {} } = table ?? {};
  if ((kind === 'add-index' || kind === 'replace-index') && itemCount !== undefined) {
    return [`${items(itemCount, sizeBytes)} to index, as last counted`];
  }
  if (kind === 'add-replica' && itemCount !== undefined) {
    return [`${items(itemCount, sizeBytes)} to copy, as last counted`];
  }
  const index = Object.hasOwn(indexes, path[1]) ? indexes[path[1]] : undefined;
  if (kind !== 'remove-index') return [];
  const held = index ? [`${items(index.itemCount, index.sizeBytes)} in it, as last counted`] : [];
  return [...held, 'queries on it fail from then on'];
}

function items(count: number, bytes: number): string {
  return `${counted(count, 'item')} (${size(bytes)})`;
}

function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  // What rounds up to a thousand is one of the next unit.
  const power = units.findIndex(
    (_, i) => i === units.length - 1 || ((bytes / 1000 ** (i + 1)).toFixed(1) !== '1000.0' && bytes < 1000 ** (i + 2)),
  );
  return `${Number((bytes / 1000 ** (power + 1)).toFixed(1)).toLocaleString('en-US', { minimumFractionDigits: 1 })} ${units[power]}`;
}

function call(step: Step): string {
  const { operation, changes, until } = step;
  const index = text(changes[0]?.path[1] ?? '');
  const there = step.region === undefined ? '' : ` in ${text(step.region)}`;
  switch (until) {
    case 'index-active':
      return `${operation} builds ${index}; wait until it is built`;
    case 'index-gone':
      return `${operation} removes ${index}; wait until it is gone`;
    case 'replica-active':
      return changes[0]?.kind === 'add-replica'
        ? `${operation} adds the replica in ${index}; wait until it is ACTIVE`
        : `${operation} ${actions(step)}; wait until all replicas are ACTIVE`;
    case 'replica-gone':
      return `${operation} removes the replica in ${index}; wait until it is gone`;
    case 'table-active':
      return operation === 'CreateTable'
        ? `${operation}; wait until the table is ACTIVE`
        : `${operation} ${actions(step)}${there}; wait until the table is ACTIVE`;
    case 'destination-active':
    case 'destination-disabled':
      return `${operation} ${destinationActions(step)}${there}`;
    case 'accepted':
      return `${operation} ${actions(step)}${there}`;
    default:
      return until satisfies never;
  }
}

/** What a call does about a Kinesis stream, and what is waited for. */
function destinationActions({ operation, input }: Step): string {
  const stream = `Kinesis stream ${'StreamArn' in input && input.StreamArn ? streamName({ streamArn: input.StreamArn }) : ''}`;
  switch (operation) {
    case 'DisableKinesisStreamingDestination':
      return `stops sending to ${stream}; wait until it is DISABLED`;
    case 'UpdateKinesisStreamingDestination':
      return `sets the timestamps of ${stream}; wait until it is ACTIVE`;
    default:
      return `starts sending to ${stream}; wait until it is ACTIVE`;
  }
}

/** What a call does: what it switches, and what it sets or takes away, each thing once. */
function actions(step: Step): string {
  const { operation, changes } = step;
  const switched = (what: string, on: boolean | undefined) => `switches ${what} ${on ? 'on' : 'off'}`;
  if (operation === 'UpdateTimeToLive') {
    return switched('time to live', step.input.TimeToLiveSpecification?.Enabled);
  }
  const scaling = changes.find(isScalingChange);
  if (scaling) return scalingAction(step, scaling.path);
  const stream = operation === 'UpdateTable' ? step.input.StreamSpecification : undefined;
  const names = changes
    .filter(({ path }) => !(stream && path[0] === 'streamViewType'))
    .map(({ path }) => {
      // Of a replica, its Region is told beside.
      const inTable = path[0] === 'replicas' && step.region !== undefined ? path.slice(2) : path;
      const setting = spaced(inTable.at(-1) ?? '');
      if (inTable[0] === 'replicas')
        return `${inTable.length > 2 ? `${setting} of ` : ''}the replica in ${text(path[1])}`;
      return inTable[0] === 'globalSecondaryIndexes' ? `${setting} of ${text(inTable[1])}` : setting;
    });
  return [
    ...(names.length
      ? [
          `${operation === 'UntagResource' || operation === 'DeleteResourcePolicy' ? 'removes' : 'sets'} ${[...new Set(names)].join(', ')}`,
        ]
      : []),
    ...(stream ? [switched('the stream', stream.StreamEnabled)] : []),
  ].join(', ');
}

/** What a call of Application Auto Scaling does. */
function scalingAction({ operation }: Step, path: readonly string[]): string {
  const capacity = capacityWords(path);
  const action = `the scheduled action ${text(path.at(-1) ?? '')} of ${capacity}`;
  switch (operation) {
    case 'RegisterScalableTarget':
      return `sets the bounds of ${capacity}`;
    case 'PutScalingPolicy':
      return `sets the policy of ${capacity}`;
    case 'PutScheduledAction':
      return `sets ${action}`;
    case 'DeleteScheduledAction':
      return `removes ${action}`;
    default:
      return `ends the scaling of ${capacity}`;
  }
}
