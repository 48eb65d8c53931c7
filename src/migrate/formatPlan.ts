import { visible } from '../schema/index.js';
import type { Change } from './change.js';
import type { Plan } from './plan.js';
import { changesOf, differenceLines, type Line, planLines, type Sign } from './planLines.js';
import { planVerdict } from './planVerdict.js';
import { unreachedNotes } from './unreachedNotes.js';

/** Where plans are applied, as far as it is known. What is left out is read from the ARN of a live table, if there is one. */
export interface PlanPlace {
  readonly account?: string;
  readonly region?: string;
  /** The address of an endpoint that is not AWS's own. */
  readonly endpoint?: string;
  readonly profile?: string;
  readonly stage?: string;
}

export interface FormatPlanOptions extends PlanPlace {
  /** `'text'` for terminals, `'markdown'` for pull requests: the same facts, details folded. Left out: `'text'`. */
  readonly format?: 'text' | 'markdown';
}

/**
 * A plan, or several, as text for people. First where: account, Region or endpoint, profile, stage. Then each table that differs: what
 * comes (`+`), goes (`-`) and changes (`~`), each property in a line of its own, before and after in full; what is left as it is (`!`),
 * and how to have it made; and the calls, in order. Tables in line share one line. Last a summary. Ends with a line feed.
 *
 * Nothing of names and values acts on a terminal, a log or Markdown: what could is shown as an escape.
 *
 * @example
 * ```ts
 * const plans = await Promise.all(schemas.map((schema) => planTable(client, schema)));
 * await writeFile('plan.md', formatPlan(plans, { format: 'markdown', stage: 'prod' }));
 * ```
 */
export function formatPlan(plans: Plan | readonly Plan[], options: FormatPlanOptions = {}): string {
  const list = 'steps' in plans ? [plans] : plans;
  const differing = list.filter((plan) => verdict(plan) !== 'in line');
  const inLine = list.filter((plan) => verdict(plan) === 'in line');
  const parts = { place: describePlace(list, options), differing, inLine: inLineText(inLine), summary: summary(list) };
  return options.format === 'markdown' ? markdown(parts) : plainText(parts);
}

/**
 * What differs between a live table and its schema, as the lines that {@link formatPlan} has under the table's name, without the calls.
 * Empty if nothing does and there is nothing to note. Each line ends with a line feed.
 *
 * @example
 * ```ts
 * const plan = await planTable(client, sessionTableSchema);
 * if (planVerdict(plan) === 'drift') console.error(`${plan.tableName} differs:\n${formatDifferences(plan)}`);
 * ```
 */
export function formatDifferences(plan: Plan): string {
  return differenceLines(plan)
    .map((line) => `${lineText(line)}\n`)
    .join('');
}

interface Parts {
  readonly place: string | undefined;
  readonly differing: readonly Plan[];
  readonly inLine: readonly InLine[];
  readonly summary: string;
}

function plainText({ place, differing, inLine, summary }: Parts): string {
  const blocks = [
    ...(place === undefined ? [] : [visible(`Where: ${place}`)]),
    ...differing.map((plan) =>
      [`${signOf(plan)} ${visible(title(plan))}`, ...planLines(plan).map(lineText)].join('\n'),
    ),
    ...(inLine.length ? [inLine.map(({ label, words }) => visible(`${label}: ${words}`)).join('\n')] : []),
    summary,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function lineText({ sign, depth, text }: Line): string {
  return `${sign} ${'  '.repeat(depth)}${visible(text)}`;
}

/** Details stand in a block of code, in which nothing is Markdown. */
function markdown({ place, differing, inLine, summary }: Parts): string {
  const details = differing.map((plan) => {
    const lines = planLines(plan).map(lineText);
    const fence = '`'.repeat(
      Math.max(3, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length + 1))),
    );
    return [
      `<details><summary>${code(plan.tableName)}: ${headline(plan)}</summary>`,
      '',
      `${fence}diff`,
      ...lines,
      fence,
      '',
      '</details>',
    ].join('\n');
  });
  const rows = differing.map((plan) => [
    code(plan.tableName),
    changeWords[verdict(plan)],
    String(plan.steps.length),
    String(plan.drift.length),
  ]);
  const blocks = [
    ...(place === undefined ? [] : [`**Where:** ${code(place)}`]),
    ...(rows.length ? [grid([['Table', 'Change', 'Calls', 'Left as is'], ...rows])] : []),
    ...details,
    ...inLine.map(({ label, words }) => `${escaped(label)}: ${code(words)}`),
    `**${escaped(summary)}**`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** A table of Markdown, its columns aligned. */
function grid(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** As code in HTML, which stands in a cell of a table and in a summary too. */
function code(name: string): string {
  return `<code>${escaped(name)}</code>`;
}

/** Text in which nothing is Markdown or HTML. */
function escaped(value: string): string {
  return visible(value)
    .replace(/[&<>"'`*_~|[\]()#!\\{}@]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/:\/\//g, '&#58;//')
    .replace(/w(?=ww\.)/gi, (char) => `&#${char.charCodeAt(0)};`);
}

/** What is to be said of tables that need no change: of what, in what words. */
interface InLine {
  readonly label: string;
  readonly words: string;
}

type Verdict = 'create' | 'change' | 'left' | 'unknown' | 'in line';

function verdict(plan: Plan): Verdict {
  if (!plan.live) return 'create';
  const verdict = planVerdict(plan);
  return verdict === 'drift' ? (plan.steps.length ? 'change' : 'left') : verdict;
}

const signs: { readonly [V in Verdict]: Sign } = { create: '+', change: '~', left: '!', unknown: '!', 'in line': ' ' };

const changeWords: { readonly [V in Verdict]: string } = {
  create: 'create',
  change: 'change',
  left: 'none',
  unknown: 'not known',
  'in line': 'in line',
};

function signOf(plan: Plan): Sign {
  return signs[verdict(plan)];
}

function title(plan: Plan): string {
  return `${plan.tableName}: ${headline(plan)}`;
}

function headline(plan: Plan): string {
  const calls = count(plan.steps.length, 'call');
  const left = plan.drift.length ? `; ${count(plan.drift.length, 'difference')} left` : '';
  switch (verdict(plan)) {
    case 'create':
      return `to create, ${calls}`;
    case 'change':
      return `to change, ${calls}${left}`;
    case 'left':
      return `${count(plan.drift.length, 'difference')}, left as ${plan.drift.length === 1 ? 'it is' : 'they are'}`;
    case 'unknown':
      return 'not known to be in line';
    case 'in line':
      return 'in line';
  }
}

/** In-line tables in one line; what the endpoint of some does not implement in another one, and what else is to be known of them. */
function inLineText(plans: readonly Plan[]): InLine[] {
  if (!plans.length) return [];
  const names = plans.map(({ tableName }) => tableName);
  const lacking = new Map<string, string[]>();
  for (const { tableName, unsupported } of plans) {
    for (const what of new Set(unsupported.map(({ path }) => path.join('.')))) {
      const tables = lacking.get(what) ?? [];
      tables.push(tableName);
      lacking.set(what, tables);
    }
  }
  return [
    { label: 'In line', words: some(names) },
    ...[...lacking].map(([what, names]) => ({
      label: `This endpoint does not implement ${what}`,
      words: some(names),
    })),
    ...plans.flatMap((plan) =>
      [...(plan.table?.notes ?? []), ...unreachedNotes(plan)].map((note) => ({
        label: `Note on ${plan.tableName}`,
        words: `${note}.`,
      })),
    ),
  ];
}

/** The names, or of many how many they are. */
function some(names: readonly string[]): string {
  return names.length > 12 ? count(names.length, 'table') : names.join(', ');
}

/**
 * Where plans are applied, in words: `account 123456789012, eu-west-1, profile admin, stage prod`. `undefined` if nothing of it is known.
 */
export function describePlace(
  plans: readonly Plan[],
  { account, region, endpoint, profile, stage }: PlanPlace,
): string | undefined {
  const arn = plans.find(({ table }) => table?.arn)?.table?.arn ?? '';
  const [, , , itsRegion = '', itsAccount = ''] = arn.split(':');
  // Emulators make ARNs of an account that AWS never had.
  const real = /^\d{12}$/.test(itsAccount) && !/^0+$/.test(itsAccount);
  const accountId = account ?? (real && endpoint === undefined ? itsAccount : undefined);
  const words = [
    ...(accountId === undefined ? [] : [`account ${accountId}`]),
    ...(endpoint === undefined ? [] : [endpoint]),
    ...(endpoint === undefined && (region ?? (real && itsRegion)) ? [region ?? itsRegion] : []),
    ...(profile === undefined ? [] : [`profile ${profile}`]),
    ...(stage === undefined ? [] : [`stage ${stage}`]),
  ];
  return words.length ? words.join(', ') : undefined;
}

function summary(plans: readonly Plan[]): string {
  const of = (wanted: Verdict) => plans.filter((plan) => verdict(plan) === wanted).length;
  const calls = plans.reduce((sum, { steps }) => sum + steps.length, 0);
  const left = plans.reduce((sum, { drift }) => sum + drift.length, 0);
  const changes = plans.flatMap(({ steps }) => changesOf(steps));
  const made = (wanted: Change['kind']) => changes.filter(({ kind }) => kind === wanted).length;
  const tables = [
    [of('create'), 'to create'],
    [of('change'), 'to change'],
    [of('left'), 'left as is'],
    [of('unknown'), 'not known'],
    [of('in line'), 'in line'],
  ] as const;
  const inWords = (counts: readonly (readonly [number, string])[], one: string, many: string) =>
    counts.filter(([n]) => n).map(([n, what], i) => `${i ? n : count(n, one, many)} ${what}`);
  const counted = [
    ...inWords(
      [
        [made('add-index'), 'built'],
        [made('replace-index'), 'rebuilt'],
        [made('remove-index'), 'removed'],
      ],
      'index',
      'indexes',
    ),
    ...inWords(
      [
        [made('add-replica'), 'added'],
        [made('remove-replica'), 'removed'],
      ],
      'replica',
      'replicas',
    ),
  ];
  return [
    tables.flatMap(([n, what]) => (n ? [`${n} ${what}`] : [])).join(', ') || 'no tables',
    ...(counted.length ? [counted.join(', ')] : []),
    ...(left ? [`${count(left, 'difference')} left`] : []),
    count(calls, 'call'),
  ].join('; ');
}

function count(n: number, what: string, many = `${what}s`): string {
  return `${n} ${n === 1 ? what : many}`;
}
