import { type Schemas, toSchemaList } from '../schemas.js';
import { allOutputs, type HtmlOutput } from './outputs.js';
import { page } from './page.js';

/** Options of `toHtml`. */
export interface HtmlOptions {
  /** The page's heading. Left out: `DynamoDB tables`. */
  readonly title?: string;
  /** A paragraph under the heading, as plain text. */
  readonly description?: string;
  /** The account that IAM policies name, 12 digits. Left out: an example, marked as one. */
  readonly account?: string;
  /** The Region that IAM policies name, such as `eu-central-1`. Left out: an example, marked as one. */
  readonly region?: string;
  /** The targets whose text can be copied from the page, about half of its size. Left out: all of them; `[]`: none. */
  readonly outputs?: readonly HtmlOutput[];
}

/**
 * One HTML page that documents tables: their keys and indexes as a picture, what each index answers, attributes, settings, and the
 * outputs of the other emitters, ready to copy.
 *
 * The page is one file and loads nothing: it works from a disk, in light and dark, on a phone, in print, and without its script.
 * `page.html#orders` leads to a table, `page.html#orders/gsi-customer` to an index. What the schemas say comes out as text, whatever
 * it is.
 *
 * @example
 * ```ts
 * await writeFile('tables.html', toHtml([sessionTableSchema, approvalTableSchema], { title: 'Sentinel' }));
 * ```
 *
 * @throws TableSchemaError if a schema is not valid, or two have the same table name.
 */
export function toHtml(schemas: Schemas, options: HtmlOptions = {}): string {
  const { title = 'DynamoDB tables', description, account, region, outputs = allOutputs } = options;
  return page(toSchemaList(schemas), {
    title,
    description,
    outputs,
    place: {
      account: account ?? '123456789012',
      region: region ?? 'us-east-1',
      isExample: account === undefined || region === undefined,
    },
  });
}
