import type { Attributes, TableSchema } from '../schema/index.js';
import { checkCount, listOf } from './check.js';
import type { AnyConditions, Condition } from './conditions.js';
import { inputOf, select } from './draft.js';
import { filter } from './expression.js';
import type { ScanInput } from './inputs.js';
import type { AnyKey, DefinitionOf, Indexed, PartitionOf, SortOf, StartKey } from './keys.js';
import type { Indexable, Projected, Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/** A scan of a table whose schema type is not known. */
interface AnyScan<I, N> {
  indexName?: I;
  filter?: AnyConditions;
  select?: 'COUNT' | readonly N[];
  consistentRead?: boolean;
  limit?: number;
  exclusiveStartKey?: AnyKey | undefined;
  segment?: readonly [segment: number, totalSegments: number];
}

/**
 * The input of ScanCommand: every item of the table, or of the index named, in no order. What `filter` drops is read, and paid
 * for, all the same.
 *
 * @example
 * ```ts
 * const input = toScanInput(orders, { segment: [0, 4] });
 * for await (const order of paginate((i) => client.send(new ScanCommand(i)), input)) console.log(order.id);
 * ```
 *
 * @throws TypeError for an index that the table lacks, an option that is unknown or undefined, and an impossible value.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export function toScanInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  G = unknown,
  L = unknown,
  I extends (keyof G | keyof L) & string = never,
  N extends string = never,
  // What follows from those; nothing infers them.
  D = DefinitionOf<P, K, G, L, I>,
  Keys = P | K | PartitionOf<D> | SortOf<D>,
  E = unknown extends T ? T : Indexable<T, Keys>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Held extends string = Projected<D, Keys, All> & string,
  Checked extends object = string extends P
    ? AnyScan<I, N>
    : {
        /** The index to read. Left out: the table itself. */
        indexName?: I;
        filter?: Condition<A, E, Held>;
        /** The attributes to return, or `'COUNT'` for the number of items alone. Left out: all that the index holds. */
        select?: 'COUNT' | readonly ([I] extends [keyof G] ? Held : All)[];
        consistentRead?: [I] extends [never] ? boolean : [I] extends [keyof G] ? false : boolean;
        /** The most items to read: the length of a page where there is no filter. */
        limit?: number;
        /** Where the page starts: the `LastEvaluatedKey` of the page before, or `undefined` for the first. */
        exclusiveStartKey?: StartKey<A, T, Keys & string>;
        /** Which part to scan, from 0, of how many: each of several workers scans its own. */
        segment?: readonly [segment: number, totalSegments: number];
      },
>(
  schema: [P] extends [never] ? Indexed<A, P, K, T, G, L> : S,
  scan?: [P] extends [never] ? { indexName?: I; select?: readonly N[] } : NoInfer<Checked>,
): ScanInput<Result<Read<S, A, E, All, Keys, [N] extends [never] ? Held : N>, A>>;
export function toScanInput(schema: TableSchema, scan: object = {}): ScanInput<unknown> {
  return inputOf(schema, {}, scan, {
    indexName: null,
    filter,
    select,
    consistentRead: null,
    limit: checkCount,
    exclusiveStartKey: null,
    segment,
  });
}

function segment(value: unknown, path: string) {
  const [Segment, TotalSegments] = listOf(value, path, 2, 2);
  checkCount(TotalSegments, path);
  checkCount(Segment, path, 0, (TotalSegments as number) - 1);
  return { Segment, TotalSegments };
}
