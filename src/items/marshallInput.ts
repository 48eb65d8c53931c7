import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isPlain } from './check.js';

type Marshalled = Record<string, AttributeValue>;

/** Turns a value into an AttributeValue, and an object into a record of them: `marshall` of `@aws-sdk/util-dynamodb`. */
export type Marshall = (value: never) => unknown;

/** The input, as the plain client takes it. What its command returns is not unmarshalled, so `itemsOf` does not take it. */
export type MarshalledInput<I> = {
  [N in keyof I as N extends string ? N : never]: N extends
    | 'Key'
    | 'Item'
    | 'ExpressionAttributeValues'
    | 'ExclusiveStartKey'
    ? Marshalled
    : N extends 'SearchVector'
      ? AttributeValue[]
      : N extends 'RequestItems' | 'TransactItems'
        ? Nested<I[N]>
        : I[N];
};

type Nested<X> = X extends readonly (infer Member)[]
  ? Nested<Member>[]
  : X extends object
    ? {
        [N in keyof X]: N extends 'Keys'
          ? Marshalled[]
          : N extends 'Key' | 'Item' | 'ExpressionAttributeValues'
            ? string extends N
              ? Nested<X[N]>
              : Marshalled
            : Nested<X[N]>;
      }
    : X;

const records = ['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey'];

/**
 * An input for the plain client of `@aws-sdk/client-dynamodb`: its values as AttributeValues, through `@aws-sdk/util-dynamodb`,
 * which must be installed for this function only. Give its `marshall` where it cannot be found at run time (in a bundle), or to
 * set its options.
 *
 * @example
 * ```ts
 * await client.send(new GetItemCommand(marshallInput(toGetItemInput(orders, { id: '1' }))));
 * ```
 *
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/package/-aws-sdk-util-dynamodb/
 */
export function marshallInput<const I extends object>(input: I, marshall: Marshall = installed()): MarshalledInput<I> {
  const convert = marshall as (value: unknown) => unknown;
  const visit = (name: string, value: unknown): unknown => {
    if (records.includes(name)) return convert(value);
    if (name === 'Keys' || name === 'SearchVector') return (value as unknown[]).map(convert);
    // Names of tables are not names of fields.
    if (name === 'RequestItems') return mapped(value as object, (_, requests) => visit('', requests));
    if (Array.isArray(value)) return value.map((member) => visit('', member));
    return isPlain(value) ? mapped(value, visit) : value;
  };
  return visit('', input) as MarshalledInput<I>;
}

function mapped(value: object, each: (name: string, value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, each(name, entry)]));
}

/** Loaded here and now, so that the other functions do without it. */
function installed(): Marshall {
  const from = process.getBuiltinModule?.('node:module')?.createRequire(import.meta.url);
  if (!from)
    throw new Error(
      "marshallInput cannot load '@aws-sdk/util-dynamodb' here: give its marshall as the second argument",
    );
  return from('@aws-sdk/util-dynamodb').marshall;
}
