import type { Attributes, AttributeType, KeyAttributeType, TableSchema } from '../schema/index.js';
import type { ItemOf, TypedItems } from './itemType.js';
import type { AnyValue, MapValue, NamesOf, ValueOf } from './values.js';

/** What every attribute can be asked. `exists: false` is `attribute_not_exists`, `type` is `attribute_type`. */
interface Comparisons<V> {
  readonly eq?: V;
  readonly ne?: V;
  /** Equal to one of them, 1 to 100. */
  readonly in?: readonly V[];
  readonly exists?: boolean;
  readonly type?: AttributeType;
}

interface Order<V> {
  readonly lt?: V;
  readonly lte?: V;
  readonly gt?: V;
  readonly gte?: V;
  /** From the first to the second, both included. */
  readonly between?: readonly [from: V, to: V];
}

interface SizeComparisons extends Order<number> {
  readonly eq?: number;
  readonly ne?: number;
  readonly in?: readonly number[];
}

interface Sized {
  /** The length of a string, bytes of binary data, members of a set, a list or a map. */
  readonly size?: number | SizeComparisons;
}

interface Containing<V> {
  readonly contains?: V;
}

interface TextComparisons<V> extends Comparisons<V>, Order<string>, Containing<string>, Sized {
  readonly beginsWith?: string;
}

interface NumberComparisons<V> extends Comparisons<V>, Order<number | bigint> {}

interface BinaryComparisons<V> extends Comparisons<V>, Order<Uint8Array>, Containing<Uint8Array>, Sized {
  readonly beginsWith?: Uint8Array;
}

interface SetComparisons<V, Member> extends Comparisons<V>, Containing<Member>, Sized {}

interface ListComparisons<V, Member> extends Comparisons<V>, Containing<Member>, Sized {
  /** Conditions on members, by their place from 0. */
  readonly at?: { readonly [place: number]: ConditionOn<Member> };
}

interface MapComparisons<V> extends Comparisons<V>, Sized {
  /** Conditions on values of the map, by name. */
  readonly at?: { readonly [N in keyof V]?: ConditionOn<V[N]> };
}

interface AnyComparisons
  extends Comparisons<AnyValue>,
    Order<string | number | bigint | Uint8Array>,
    Containing<AnyValue>,
    Sized {
  readonly beginsWith?: string | Uint8Array;
  readonly at?: { readonly [nameOrPlace: string]: AnyCondition };
}

type AnyCondition = Exclude<AnyValue, MapValue> | AnyComparisons;

/** A condition on an attribute of each type: the value that it must equal, or comparisons that must all hold. */
interface ConditionsByType {
  S: string | TextComparisons<string>;
  N: number | bigint | NumberComparisons<number | bigint>;
  B: Uint8Array | BinaryComparisons<Uint8Array>;
  BOOL: boolean | Comparisons<boolean>;
  NULL: null | Comparisons<null>;
  L: readonly unknown[] | ListComparisons<readonly unknown[], unknown>;
  M: MapComparisons<{ readonly [name: string]: unknown }>;
  SS: ReadonlySet<string> | SetComparisons<ReadonlySet<string>, string>;
  NS: ReadonlySet<number | bigint> | SetComparisons<ReadonlySet<number | bigint>, number | bigint>;
  BS: ReadonlySet<Uint8Array> | SetComparisons<ReadonlySet<Uint8Array>, Uint8Array>;
}

/** A condition on a value of the type `V`. */
type ConditionOn<V> = unknown extends V ? AnyCondition : ConditionOnPresent<Exclude<V, undefined>>;

type ConditionOnPresent<V> = [V] extends [string | null]
  ? V | TextComparisons<V>
  : [V] extends [number | bigint | null]
    ? V | NumberComparisons<V>
    : [V] extends [boolean | null]
      ? V | Comparisons<V>
      : [V] extends [Uint8Array | null]
        ? V | BinaryComparisons<V>
        : [V] extends [ReadonlySet<infer Member> | null]
          ? V | SetComparisons<V, Member>
          : [V] extends [readonly (infer Member)[] | null]
            ? V | ListComparisons<V, Member>
            : [V] extends [MapValue]
              ? MapComparisons<V>
              : Exclude<V, MapValue> | AnyComparisons;

/**
 * A condition on the attributes named: all that it says must hold. `and` and `or` take a list of conditions, `not` takes one.
 * Where the items have no type, `T` is unknown. Written in full and inline: through an alias, an error would print the schema.
 */
export type Condition<A extends Attributes, T, Names extends string> = unknown extends T
  ? {
      readonly [N in Names | 'and' | 'or' | 'not']?: N extends 'and' | 'or'
        ? readonly Condition<A, T, Names>[]
        : N extends 'not'
          ? Condition<A, T, Names>
          : ConditionsByType[A[N]];
    }
  : {
      readonly [N in Names | 'and' | 'or' | 'not']?: N extends 'and' | 'or'
        ? readonly Condition<A, T, Names>[]
        : N extends 'not'
          ? Condition<A, T, Names>
          : ConditionOn<ValueOf<T, N>>;
    };

/**
 * A condition on the items of a table, or a filter of its scan: for code that makes one before it is used.
 *
 * `and`, `or` and `not` are words here, so an attribute of the item that has one of these names cannot be asked; within a map,
 * under `at`, they are names like others.
 */
export type ConditionOf<S extends TableSchema> = keyof TypedItems<unknown> extends keyof S
  ? Condition<S['attributes'], ItemOf<S>, NamesOf<ItemOf<S>>>
  : Condition<S['attributes'], unknown, keyof S['attributes'] & string>;

/** A condition on a table whose schema type is not known, as in generic code. */
export interface AnyConditions {
  readonly [name: string]: AnyCondition | readonly AnyConditions[] | AnyConditions;
}

interface OneOf<V> {
  eq: { readonly eq: V };
  lt: { readonly lt: V };
  lte: { readonly lte: V };
  gt: { readonly gt: V };
  gte: { readonly gte: V };
  between: { readonly between: readonly [from: V, to: V] };
}
interface OneOfText<V> extends OneOf<V> {
  beginsWith: { readonly beginsWith: V };
}

/** One comparison: a query narrows its sort key by one, so the others must not be there. */
type TextRange = {
  [Word in keyof OneOfText<string>]: OneOfText<string>[Word] & {
    readonly [Other in Exclude<keyof OneOfText<string>, Word>]?: never;
  };
}[keyof OneOfText<string>];
type NumberRange = {
  [Word in keyof OneOf<unknown>]: OneOf<number | bigint>[Word] & {
    readonly [Other in Exclude<keyof OneOf<unknown>, Word>]?: never;
  };
}[keyof OneOf<unknown>];
type BinaryRange = {
  [Word in keyof OneOfText<unknown>]: OneOfText<Uint8Array>[Word] & {
    readonly [Other in Exclude<keyof OneOfText<unknown>, Word>]?: never;
  };
}[keyof OneOfText<unknown>];

/** How a query can narrow a sort key of each type: by a value, or by one comparison. */
export interface SortConditionsByType extends Record<Exclude<AttributeType, KeyAttributeType>, never> {
  S: string | TextRange;
  N: number | bigint | NumberRange;
  B: Uint8Array | BinaryRange;
}

/** The comparisons alone. */
export interface RangesByType extends Record<Exclude<AttributeType, KeyAttributeType>, never> {
  S: TextRange;
  N: NumberRange;
  B: BinaryRange;
}
