import { type Path, show, type TableIssue, visible } from '../../../schema/index.js';
import { type UnknownPlaces, unknownPlaces } from '../../unknownPlaces.js';
import type { Environment } from '../evaluate/environment.js';
import { dataOf, largestValue, type TakenDefault, type Unknown, type Value } from '../evaluate/value.js';

/** What is said of a configuration, and which of its places hold what only Terraform knows. */
export interface Scope {
  readonly issues: TableIssue[];
  readonly unknown: UnknownPlaces;
  report(rule: TableIssue['rule'], path: Path, message: string): void;
  /**
   * The data that a value is. What only Terraform knows is reported, and `undefined`; entries of lists and maps that are such are left
   * out. Defaults of variables that it rests on are reported, too.
   */
  settle(value: Value, path: Path): Settled;
}

/** `known`: every part of the value is. */
interface Settled {
  readonly value: unknown;
  readonly known: boolean;
}

/** Where blocks are read. */
export interface Place {
  readonly scope: Scope;
  readonly environment: Environment;
  /** Defaults that were told where the block is repeated; what it makes of them need not tell them again. */
  readonly told?: readonly TakenDefault[];
}

/** Parts of one argument of which each is told to be unknown. */
const mostParts = 20;

export function createScope(): Scope {
  const issues: TableIssue[] = [];
  const places = unknownPlaces();
  const shown = new Map<TakenDefault, string>();
  const report: Scope['report'] = (rule, path, message) => {
    issues.push({ rule, path, message: visible(message) });
  };
  const scope: Scope = {
    issues,
    unknown: places,
    report,
    settle(value, path) {
      const parts = { unknown: 0 };
      reportParts(value, path, parts);
      if (parts.unknown > mostParts) {
        const more = parts.unknown - mostParts;
        report('terraform-expression', path, `${more} more of its parts are left out, for they are not known either`);
      }
      return { value: dataOf(value), known: value.known };
    },
  };
  return scope;

  function reportParts(value: Value, path: Path, parts: { unknown: number }): void {
    for (const taken of value.defaults) {
      const text = shown.get(taken) ?? show(dataOf(taken.value));
      shown.set(taken, text);
      report('terraform-variable', path, `rests on ${taken.reference}; ${text} was taken, its default`);
    }
    if (value.kind === 'unknown') {
      places.add(path);
      if (parts.unknown++ < mostParts) report('terraform-expression', path, whyUnknown(value));
    } else if (value.kind === 'list') {
      for (const [i, item] of value.items.entries()) reportParts(item, [...path, i], parts);
    } else if (value.kind === 'map') {
      for (const key of value.unknownKeys) reportParts(key, [...path, key.text], parts);
      for (const [key, entry] of value.entries) reportParts(entry, [...path, key], parts);
    }
  }
}

function whyUnknown({ text, reason, variable, from = text }: Unknown): string {
  const short = text.length > 200 ? `${text.slice(0, 197)}...` : text;
  const isTold = text.includes(from) || from.length > 200 || from === variable;
  const written = isTold ? short : `${short}, which rests on ${from},`;
  if (reason === 'large') {
    return `comes to more than ${largestValue} characters and entries, and is left out: no argument of a table takes as many`;
  }
  if (reason === 'fails') return `${written} has no value that Terraform would take, and is left out`;
  const way = variable === undefined ? '' : `give ${variable} a value, or `;
  return `${written} is known to Terraform only, and is left out; ${way}write the value that you mean`;
}
