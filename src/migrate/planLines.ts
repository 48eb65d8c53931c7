import type { TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { changeFacts, type Sides } from './changeFacts.js';
import { type Fact, indexHeading, tableFacts, text } from './facts.js';
import type { Plan, Step } from './plan.js';

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
  const made = [...new Set(steps.flatMap(({ changes }) => changes))];
  const notAllowed = drift.filter(
    ({ effect, kind }) => effect === 'destructive' && !allow.some((allowed) => allowed === kind),
  );
  const left = drift.filter((change) => !notAllowed.includes(change));
  const kinds = [...new Set(notAllowed.map(({ kind }) => kind))];
  const group = (heading: string, changes: readonly Change[], ...after: string[]): Line[] =>
    changes.length
      ? [
          { sign: '!', depth: 1, text: heading },
          ...changes.flatMap((change) => changeLines(change, plan, live, 2, '!')),
          ...after.map((text): Line => ({ sign: ' ', depth: 2, text })),
        ]
      : [];
  return [
    ...made.filter((change) => !isPartOf(change, made)).flatMap((change) => changeLines(change, plan, live, 1)),
    ...group('left as it is, because it is not allowed:', notAllowed, `to make it, allow ${kinds.join(', ')}`),
    ...group('left as it is:', left),
    ...group('left as it is, because this endpoint does not implement it:', unsupported),
    ...(table?.notes ?? []).map((note): Line => ({ sign: ' ', depth: 1, text: `Note: ${note}.` })),
  ];
}

/** What is set of a table or an index after it was made is in the words of its making. */
function isPartOf({ kind, path }: Change, made: readonly Change[]): boolean {
  return made.some(
    (other) =>
      other.kind !== kind &&
      (other.kind === 'create-table' ||
        ((other.kind === 'add-index' || other.kind === 'replace-index') &&
          path.length === 3 &&
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
        ...tableFacts(plan.schema).indexes.flatMap(({ heading, facts }): Line[] => [
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
        ...differences({ before, after }, depth + 1, left),
        ...words(depth + 1),
      ];
    case 'change-local-index':
      return [
        heading('~', indexHeading(place, name)),
        ...differences({ before, after }, depth + 1, left),
        ...words(depth + 1),
      ];
    default:
      return place === 'globalSecondaryIndexes'
        ? [
            heading('~', indexHeading(place, name)),
            ...differences({ before, after }, depth + 1, left),
            ...words(depth + 1),
          ]
        : [...differences({ before, after }, depth, left), ...words(depth)];
  }
}

/** The facts that differ, before and after, whole. */
function differences({ before, after }: Sides, depth: number, left?: '!'): Line[] {
  const labels = [...new Set([...before, ...after].map(({ label }) => label))];
  const valueIn = (facts: readonly Fact[], label: string) => facts.find((fact) => fact.label === label)?.value;
  return labels.flatMap((label): Line[] => {
    const [was, is] = [valueIn(before, label), valueIn(after, label)];
    if (was === is) return [];
    const sign = was === undefined ? '+' : is === undefined ? '-' : '~';
    return [{ sign: left ?? sign, depth, text: `${label}: ${was ?? '(none)'} -> ${is ?? '(none)'}` }];
  });
}

/** How much there is to do, as DynamoDB counted last. */
function figures({ kind, path }: Change, { table }: Plan): string[] {
  const { itemCount, sizeBytes = 0, indexes = {} } = table ?? {};
  if ((kind === 'add-index' || kind === 'replace-index') && itemCount !== undefined) {
    return [`${items(itemCount, sizeBytes)} to index, as last counted`];
  }
  const index = Object.hasOwn(indexes, path[1]) ? indexes[path[1]] : undefined;
  if (kind !== 'remove-index') return [];
  const held = index ? [`${items(index.itemCount, index.sizeBytes)} in it, as last counted`] : [];
  return [...held, 'queries on it fail from then on'];
}

function items(count: number, bytes: number): string {
  return `${count.toLocaleString('en-US')} item${count === 1 ? '' : 's'} (${size(bytes)})`;
}

function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const shown = power ? (bytes / 1000 ** power).toFixed(1) : String(bytes);
  return `${shown} ${units[power]}`;
}

function call(step: Step): string {
  const { operation, changes, until } = step;
  const index = text(changes[0]?.path[1] ?? '');
  switch (until) {
    case 'index-active':
      return `${operation} builds ${index}; wait until it is built`;
    case 'index-gone':
      return `${operation} removes ${index}; wait until it is gone`;
    case 'table-active':
      return operation === 'CreateTable'
        ? `${operation}; wait until the table is ACTIVE`
        : `${operation} sets ${subjects(step)}; wait until the table is ACTIVE`;
    case 'accepted':
      return `${operation} sets ${subjects(step)}`;
    default:
      return until satisfies never;
  }
}

/** What a call sets, each thing once. */
function subjects({ changes }: Step): string {
  const names = changes.map(({ path }) => {
    const setting = words(path.at(-1) ?? '');
    return path[0] === 'globalSecondaryIndexes' ? `${setting} of ${text(path[1])}` : setting;
  });
  return [...new Set(names)].join(', ');
}

/** `timeToLive` as `time to live`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
