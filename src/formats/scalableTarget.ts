/** What a scalable target of Application Auto Scaling scales. */
export interface ScaledResource {
  /** The table as it stands there: its name, or a text with `${...}` around references. */
  readonly table: string;
  /** The global secondary index. */
  readonly index?: string | undefined;
}

/**
 * The table or index that a resource id names: `table/orders`, `table/orders/index/by-customer`.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function scaledResource(resourceId: string): ScaledResource | undefined {
  const [, table, index] = /^table\/((?:\$\{[^}]+\}|[^/$])+)(?:\/index\/(.+))?$/.exec(resourceId) ?? [];
  return table === undefined ? undefined : { table, index };
}
