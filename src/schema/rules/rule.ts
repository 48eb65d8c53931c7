import type { Path, TableView } from '../tableView.js';

export type Report = (path: Path, message: string) => void;

/** A rule of DynamoDB. It looks at a table and reports each place that breaks it. */
export interface Rule {
  readonly id: string;
  check(table: TableView, report: Report): void;
}
