import type { Attributes } from '../schema/index.js';
import type { AnyValue, MapValue, NamesOf, ValueOf, WrittenValues } from './values.js';

type Numbers = number | bigint;

/** What `add` takes: a number to add, or members for a set. */
type Addition<V> = [V] extends [Numbers | null] ? Numbers : Subset<V>;

/** A set with some of the members. */
type Subset<V> = [V] extends [ReadonlySet<infer Member> | null] ? ReadonlySet<Member> : never;

type NamesWhere<T, Kind> = { [N in keyof T]-?: Exclude<T[N], undefined> extends Kind ? N : never }[keyof T];
type OptionalNames<T> = { [N in keyof T]-?: undefined extends T[N] ? N : never }[keyof T];

/** Changes of an untyped value: a map, by name, or a list, by place. */
interface UpdateOfAny {
  readonly set?: { readonly [nameOrPlace: string]: AnyValue };
  readonly setIfAbsent?: { readonly [nameOrPlace: string]: AnyValue };
  readonly add?: { readonly [nameOrPlace: string]: Numbers | WrittenValues['SS' | 'NS' | 'BS'] };
  readonly append?: { readonly [nameOrPlace: string]: readonly unknown[] };
  readonly remove?: readonly (string | number)[];
  readonly delete?: { readonly [nameOrPlace: string]: WrittenValues['SS' | 'NS' | 'BS'] };
  readonly at?: { readonly [nameOrPlace: string]: UpdateOfAny };
}

interface UpdateOfMap<V> {
  readonly set?: { readonly [N in keyof V]?: V[N] };
  readonly setIfAbsent?: { readonly [N in keyof V]?: V[N] };
  readonly add?: {
    readonly [N in NamesWhere<V, Numbers | ReadonlySet<unknown> | null>]?: Addition<Exclude<V[N], undefined>>;
  };
  readonly append?: { readonly [N in NamesWhere<V, readonly unknown[] | null>]?: Exclude<V[N], undefined | null> };
  readonly remove?: readonly (string extends keyof V ? string : OptionalNames<V>)[];
  readonly delete?: { readonly [N in NamesWhere<V, ReadonlySet<unknown> | null>]?: Subset<Exclude<V[N], undefined>> };
  readonly at?: { readonly [N in keyof V]?: UpdateOf<Exclude<V[N], undefined>> };
}

interface UpdateOfList<Member> {
  readonly set?: { readonly [place: number]: Member };
  readonly setIfAbsent?: { readonly [place: number]: Member };
  readonly add?: { readonly [place: number]: Addition<Member> };
  readonly append?: { readonly [place: number]: Extract<Member, readonly unknown[]> };
  readonly remove?: readonly number[];
  readonly delete?: { readonly [place: number]: Subset<Member> };
  readonly at?: { readonly [place: number]: UpdateOf<Member> };
}

type UpdateOf<V> = unknown extends V
  ? UpdateOfAny
  : [V] extends [readonly (infer Member)[] | null]
    ? UpdateOfList<Member>
    : [V] extends [MapValue | null]
      ? UpdateOfMap<V & {}>
      : never;

interface UpdatesByType {
  L: UpdateOfAny;
  M: UpdateOfAny;
}

type AddedByType = Pick<WrittenValues, 'N' | 'SS' | 'NS' | 'BS'>;

/** Changes of an item whose attributes are those of the schema; `Names` are those that no key has. */
interface UpdateOfDeclared<A extends Attributes, Names extends keyof A> {
  /** Values for attributes, whether they were there or not. */
  readonly set?: { readonly [N in Names]?: WrittenValues[A[N]] };
  /** Values for attributes that are not there. */
  readonly setIfAbsent?: { readonly [N in Names]?: WrittenValues[A[N]] };
  /** Numbers to add (an absent attribute counts as 0), and members for sets (an absent set is made). */
  readonly add?: { readonly [N in Names as A[N] extends keyof AddedByType ? N : never]?: WrittenValues[A[N]] };
  /** Members for the ends of lists. An absent list is made. */
  readonly append?: { readonly [N in Names as A[N] extends 'L' ? N : never]?: readonly unknown[] };
  /** Attributes to remove. */
  readonly remove?: readonly Names[];
  /** Members to take out of sets. */
  readonly delete?: { readonly [N in Names as A[N] extends 'SS' | 'NS' | 'BS' ? N : never]?: WrittenValues[A[N]] };
  /** Changes within maps, by name, and within lists, by place from 0. */
  readonly at?: {
    readonly [N in Names as A[N] extends 'L' | 'M' ? N : never]?: UpdatesByType[A[N] & keyof UpdatesByType];
  };
}

/** Changes of an item of the type `T`; `Names` are those that no key has. */
interface UpdateOfTyped<T, Names extends string> {
  /** Values for attributes, whether they were there or not. */
  readonly set?: { readonly [N in Names]?: ValueOf<T, N> };
  /** Values for attributes that are not there. */
  readonly setIfAbsent?: { readonly [N in Names]?: ValueOf<T, N> };
  /** Numbers to add (an absent attribute counts as 0), and members for sets (an absent set is made). */
  readonly add?: {
    readonly [N in Names as ValueOf<T, N> extends Numbers | ReadonlySet<unknown> | null ? N : never]?: Addition<
      ValueOf<T, N>
    >;
  };
  /** Members for the ends of lists. An absent list is made. */
  readonly append?: {
    readonly [N in Names as ValueOf<T, N> extends readonly unknown[] | null ? N : never]?: NonNullable<ValueOf<T, N>>;
  };
  /** Attributes to remove: those that the type has as optional. */
  readonly remove?: readonly {
    [N in Names]: T extends { readonly [Name in N]: unknown } ? (undefined extends T[N] ? N : never) : N;
  }[Names][];
  /** Members to take out of sets. */
  readonly delete?: {
    readonly [N in Names as ValueOf<T, N> extends ReadonlySet<unknown> | null ? N : never]?: Subset<ValueOf<T, N>>;
  };
  /** Changes within maps, by name, and within lists, by place from 0. */
  readonly at?: {
    readonly [N in Names as unknown extends ValueOf<T, N>
      ? N
      : ValueOf<T, N> extends readonly unknown[] | MapValue | null
        ? N
        : never]?: UpdateOf<ValueOf<T, N>>;
  };
}

/** The changes that an item's key `Key` leaves: everything but the key itself. */
export type Update<A extends Attributes, T, Key extends string> = string extends Key
  ? UpdateOfAny
  : unknown extends T
    ? UpdateOfDeclared<A, Exclude<keyof A, Key>>
    : UpdateOfTyped<T, Exclude<NamesOf<T>, Key>>;
