import { type KinesisStreamingDestination, type Setting, sameJson, type TableSchema } from '../schema/index.js';
import { type Change, change } from './change.js';
import { samePolicy } from './samePolicy.js';
import { text } from './words.js';

/** What may receive the changes of items: a table, and a replica of it. */
type Sending = Pick<TableSchema, 'kinesisStreamingDestination'>;

/** The stream's name, by which people know it, or what else stands there. */
export function streamName({ streamArn }: KinesisStreamingDestination): string {
  return text(/^arn:[^:]*:kinesis:[^:]*:[^:]*:stream\/(.+)$/.exec(streamArn)?.[1] ?? streamArn);
}

/** To another Kinesis stream, to none, or in another precision. */
export function diffKinesis(live: Sending, desired: Sending, path: readonly string[]): Change[] {
  const { kinesisStreamingDestination: before = false } = live;
  const { kinesisStreamingDestination: after } = desired;
  if (after === undefined) return [];
  if (!before) return after ? [change('enable-kinesis-destination', path, undefined, after)] : [];
  if (!after) {
    const note = `what changes from then on is no longer sent to ${streamName(before)}; the records that it has stay`;
    return [change('disable-kinesis-destination', path, before, after, note)];
  }
  const differing = new Set(Object.entries(members).flatMap(([, kindOf]) => kindOf(before, after) ?? []));
  if (differing.has('replace-kinesis-destination')) {
    const note = `DynamoDB stops sending to ${streamName(before)} before it starts sending to ${streamName(after)}: what changes between the two is sent to neither`;
    return [change('replace-kinesis-destination', path, before, after, note)];
  }
  return differing.has('change-kinesis-precision') ? [change('change-kinesis-precision', path, before, after)] : [];
}

/** Of each member of a destination, the kind of change that another value of it takes. */
const members: {
  readonly [M in keyof Required<KinesisStreamingDestination>]: (
    before: KinesisStreamingDestination,
    after: KinesisStreamingDestination,
  ) => 'replace-kinesis-destination' | 'change-kinesis-precision' | undefined;
} = {
  streamArn: (before, after) => (before.streamArn === after.streamArn ? undefined : 'replace-kinesis-destination'),
  approximateCreationDateTimePrecision: (before, after) =>
    precision(before) === precision(after) ? undefined : 'change-kinesis-precision',
};

export function precision({ approximateCreationDateTimePrecision = 'MILLISECOND' }: KinesisStreamingDestination) {
  return approximateCreationDateTimePrecision;
}

export function diffStreamTags(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { streamTags: before } = live;
  const { streamTags: after } = desired;
  return after === undefined || sameJson(after, before ?? {})
    ? []
    : [change('change-stream-tags', path, before, after)];
}

export function diffStreamPolicy(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { streamResourcePolicy: before } = live;
  const { streamResourcePolicy: after } = desired;
  return after === undefined || isSamePolicy(before, after)
    ? []
    : [change('change-stream-resource-policy', path, before || undefined, after)];
}

/** None, said or left out, is the same. */
export function isSamePolicy(before: Setting<'resourcePolicy'> | undefined, after: Setting<'resourcePolicy'>): boolean {
  return after === false ? !before : samePolicy(after, before || undefined);
}

/** Whether the place is one of what belongs to the table's stream, and goes with it. */
export function goesWithStream([setting]: readonly string[]): boolean {
  return setting === 'streamTags' || setting === 'streamResourcePolicy';
}

/** What a stream that is made anew has to be given: it begins with nothing. */
export function newStreamSettings(desired: TableSchema): Change[] {
  const made = { ...desired, streamTags: undefined, streamResourcePolicy: undefined } as TableSchema;
  const given = [
    ...diffStreamTags(made, desired, ['streamTags']),
    ...diffStreamPolicy(made, desired, ['streamResourcePolicy']),
  ];
  return given.map((one) => ({ ...one, note: 'the new stream begins with none' }));
}
