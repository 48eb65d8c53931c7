import { isProperties, type Properties, parseObject, properties, type Setting } from '../schema/index.js';
import { elementMeaning, statementMeaning } from './samePolicy.js';
import { type Fact, json, text } from './words.js';

type Policy = Setting<'resourcePolicy'>;

/** A policy, a statement a line. */
export function policyFacts(policy: Policy): Fact[] {
  if (policy === false) return [{ label: 'resource policy', value: 'none' }];
  const document = documentOf(policy);
  if (!document) return [{ label: 'resource policy', value: json(policy) }];
  const { Statement, ...rest } = document;
  return [
    { label: 'resource policy', value: json(rest) },
    ...listed(Statement).map((statement, i) => ({ label: labelOf(statement, i), value: json(statement) })),
  ];
}

/**
 * What differs between two policies: statements that come or go, whole; of a statement that changes, the elements that do. Statements
 * are the same by their `Sid`, and else by their place among those that no other is equal to.
 */
export function policyDifferences(before: Policy, after: Policy): { before: Fact[]; after: Fact[] } {
  const [was, is] = [documentOf(before), documentOf(after)];
  if (!was || !is) return { before: policyFacts(before), after: policyFacts(after) };
  const sides: { before: Fact[]; after: Fact[] } = { before: [], after: [] };
  const tell = (label: string, a: unknown, b: unknown) => {
    if (a !== undefined) sides.before.push({ label, value: json(a), ...entriesOf(a) });
    if (b !== undefined) sides.after.push({ label, value: json(b), ...entriesOf(b) });
  };
  const { Statement: _, ...head } = was;
  const { Statement: __, ...newHead } = is;
  for (const name of namesOf(head, newHead)) tell(`resource policy, ${text(name)}`, head[name], newHead[name]);
  for (const { label, old, now } of pairs(was.Statement, is.Statement)) {
    if (!isProperties(old) || !isProperties(now)) {
      tell(label, old, now);
      continue;
    }
    for (const name of namesOf(old, now)) {
      if (elementMeaning(name, old[name]) !== elementMeaning(name, now[name])) {
        tell(`${label}, ${text(name)}`, old[name], now[name]);
      }
    }
  }
  return sides;
}

interface Pair {
  readonly label: string;
  readonly old?: unknown;
  readonly now?: unknown;
}

interface Placed {
  readonly statement: unknown;
  readonly at: number;
  readonly meaning: string;
}

/** The statements that are not in both policies: those that are one statement changed, and those that come and go. */
function pairs(before: unknown, after: unknown): Pair[] {
  const placed = (statements: unknown): Placed[] =>
    listed(statements).map((statement, at) => ({ statement, at, meaning: statementMeaning(statement) }));
  const [a, b] = [placed(before), placed(after)];
  const inBoth = (others: readonly Placed[]) => {
    const meanings = new Set(others.map(({ meaning }) => meaning));
    return ({ meaning }: Placed) => !meanings.has(meaning);
  };
  const [went, came] = [a.filter(inBoth(b)), b.filter(inBoth(a))];
  const named = new Map(went.flatMap((one) => (sidOf(one) === undefined ? [] : [[sidOf(one), one] as const])));
  const partner = new Map<Placed, Placed>();
  for (const one of came) {
    const old = sidOf(one) === undefined ? undefined : named.get(sidOf(one));
    if (old) partner.set(one, old);
  }
  const nameless = went.filter((one) => sidOf(one) === undefined);
  for (const one of came.filter((one) => sidOf(one) === undefined)) {
    const old = nameless.shift();
    if (old) partner.set(one, old);
  }
  const met = new Set(partner.values());
  return [
    ...came.map((one) => ({
      label: labelOf(one.statement, one.at),
      old: partner.get(one)?.statement,
      now: one.statement,
    })),
    ...went
      .filter((one) => !met.has(one))
      .map((one) => ({ label: `${labelOf(one.statement, one.at)} of before`, old: one.statement })),
  ];
}

function listed(statements: unknown): readonly unknown[] {
  return Array.isArray(statements) ? statements : statements === undefined ? [] : [statements];
}

function sidOf({ statement }: Placed): string | undefined {
  const { Sid } = properties(statement);
  return typeof Sid === 'string' && Sid !== '' ? Sid : undefined;
}

function labelOf(statement: unknown, at: number): string {
  const sid = sidOf({ statement, at, meaning: '' });
  return `resource policy, statement ${sid === undefined ? at + 1 : text(sid)}`;
}

function documentOf(policy: Policy): Properties | undefined {
  return typeof policy === 'string' ? parseObject(policy) : isProperties(policy) ? policy : undefined;
}

function namesOf(a: Properties, b: Properties): string[] {
  return [...new Set([...Object.keys(b), ...Object.keys(a)])];
}

function entriesOf(value: unknown): { entries?: string[] } {
  return Array.isArray(value) ? { entries: value.map((entry) => json(entry)) } : {};
}
