/**
 * A value of CDK as data: what a program writes and another evaluates. It imports nothing of CDK.
 *
 * A name is a class, or a member of one, of the module that it comes from: `{ name: 'TableClass.STANDARD' }`.
 */
export type CdkExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly CdkExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: CdkExpression])[] }
  | { readonly kind: 'member'; readonly name: CdkMember }
  | { readonly kind: 'call'; readonly name: CdkFunction; readonly args: readonly CdkExpression[] }
  | { readonly kind: 'scope' };

export type CdkMember =
  | 'Aws.REGION'
  | `AttributeType.${'STRING' | 'NUMBER' | 'BINARY'}`
  | `ProjectionType.${'ALL' | 'KEYS_ONLY' | 'INCLUDE'}`
  | `StreamViewType.${'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'}`
  | `TableClass.${'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'}`
  | `ContributorInsightsMode.${'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS'}`;

export type CdkFunction =
  | 'Billing.onDemand'
  | 'Billing.provisioned'
  | 'Capacity.autoscaled'
  | 'Capacity.fixed'
  | 'TableEncryptionV2.dynamoOwnedKey'
  | 'TableEncryptionV2.awsManagedKey'
  | 'TableEncryptionV2.customerManagedKey'
  | 'Key.fromKeyArn'
  | 'Alias.fromAliasName'
  | 'PolicyDocument.fromJson'
  | 'Stream.fromStreamArn';

/** Props by their names; `undefined`: left out. */
export type Entries = { readonly [prop: string]: CdkExpression | undefined };

export function literal(value: string | number | boolean | null): CdkExpression {
  return { kind: 'literal', value };
}

export function member(name: CdkMember): CdkExpression {
  return { kind: 'member', name };
}

export function call(name: CdkFunction, ...args: readonly CdkExpression[]): CdkExpression {
  return { kind: 'call', name, args };
}

/** An object without the entries that are undefined. */
export function object(entries: Entries): CdkExpression {
  return {
    kind: 'object',
    entries: Object.entries(entries).filter((entry): entry is [string, CdkExpression] => entry[1] !== undefined),
  };
}

export function list(items: readonly CdkExpression[]): CdkExpression {
  return { kind: 'list', items };
}

/** Plain data, as `JSON.parse` returns it. */
export function data(value: unknown): CdkExpression {
  if (Array.isArray(value)) return list(value.map(data));
  if (typeof value === 'object' && value !== null) {
    return { kind: 'object', entries: Object.entries(value).map(([name, entry]) => [name, data(entry)] as const) };
  }
  return literal(value as string | number | boolean | null);
}
