import type { Row, Section } from './section.js';

export interface Result {
  readonly section: Section;
  readonly rows: readonly Row[];
}

const header = ['what', 'value', 'unit', 'ratio', 'target', 'met?'];
const rightAligned = [false, true, false, true, false, false];

/** One table of all sections: the columns line up across them. */
export function formatTable(results: readonly Result[]): string {
  const cells = results.map(({ rows }) => rows.map(formatRow));
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.flat().map((row) => row[column].length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (rightAligned[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [
    line(header),
    rule,
    ...results.flatMap(({ section }, i) => [...(i ? [''] : []), section.title, ...cells[i].map(line)]),
    rule,
    summary(results),
  ].join('\n');
}

/** Everything measured, with the samples behind each median. */
export function formatJson(results: readonly Result[]): string {
  return JSON.stringify(
    {
      node: process.version,
      sections: results.map(({ section: { name, title }, rows }) => ({ name, title, rows })),
    },
    null,
    2,
  );
}

function formatRow({ what, value, unit, ratio, target }: Row): string[] {
  return [
    `  ${what}`,
    formatNumber(value),
    unit,
    ratio === undefined ? '' : `${formatNumber(ratio)}x`,
    target?.text ?? '',
    target ? (target.met ? 'yes' : 'MISSED') : '',
  ];
}

/** Three digits that count; whole numbers whole. */
function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) < 1 ? 3 : Math.max(0, 3 - String(Math.trunc(Math.abs(value))).length);
  return value.toFixed(digits);
}

function summary(results: readonly Result[]): string {
  const targets = results.flatMap(({ rows }) => rows.flatMap(({ target }) => target ?? []));
  return `${targets.filter(({ met }) => met).length} of ${targets.length} targets met`;
}
