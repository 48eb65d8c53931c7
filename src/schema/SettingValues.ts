/** A policy document, as an object or as its JSON text. */
export type ResourcePolicy = string | { readonly [element: string]: unknown };

/** A Kinesis data stream that gets the changes of a table's items. AWS: EnableKinesisStreamingDestination. */
export interface KinesisStreamingDestination {
  /** The stream's ARN, of the table's own Region and account: 37 to 1024 characters. AWS: `StreamArn`. */
  readonly streamArn: string;
  /**
   * How exactly a record says when it was made.
   *
   * Left out: `'MILLISECOND'`.
   *
   * On a live table: changed at any time.
   *
   * AWS: `ApproximateCreationDateTimePrecision`.
   */
  readonly approximateCreationDateTimePrecision?: 'MILLISECOND' | 'MICROSECOND';
}
