import { formatPath, type TableIssue } from './issue.js';

/** The error that is thrown when a schema, or an input to read one from, breaks rules. Its message lists every issue, a line each. */
export class TableSchemaError extends Error {
  /** Every issue found. */
  readonly issues: readonly TableIssue[];

  constructor(subject: string, issues: readonly TableIssue[]) {
    super(
      `${subject} is not valid:${issues.map(({ rule, path, message }) => `\n  ${path.length ? `${formatPath(path)}: ` : ''}${message} [${rule}]`).join('')}`,
    );
    this.name = 'TableSchemaError';
    this.issues = issues;
  }
}
