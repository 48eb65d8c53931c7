import { insightsMode, keyList, recoveryDays, show } from '../schema/index.js';
import type { Change, ChangeKind, ChangeOf } from './change.js';
import { precision, streamName } from './diffStreams.js';
import { precisionWords } from './facts.js';
import { spaced, text } from './words.js';

/**
 * What changes, each in a few words, as somebody reads them who watches the table change: `index gsi-customer added`,
 * `time to live moved from expires to ttl`. A change that takes several calls is said once. Pure.
 *
 * @example
 * ```ts
 * const [result] = await provisionTables(client, [orders]);
 * console.log(changeWords(result.steps.flatMap(({ changes }) => changes)).join(', '));
 * ```
 */
export function changeWords(changes: readonly Change[]): string[] {
  const has = (kind: ChangeKind) => changes.some((change) => change.kind === kind);
  const moved = has('move-time-to-live');
  const replaced = has('replace-kinesis-destination');
  const said = changes
    // What follows from a creation or a move is a part of it.
    .filter(({ kind }) => !(moved && kind === 'enable-time-to-live'))
    .filter(({ kind }) => !(replaced && kind === 'enable-kinesis-destination'))
    .filter(
      ({ path }, _, all) =>
        path[0] !== 'replicas' ||
        path.length === 2 ||
        !all.some((other) => other.kind === 'add-replica' && other.path[1] === path[1]),
    )
    .filter(({ kind }, _, all) => kind === 'create-table' || !all.some((other) => other.kind === 'create-table'));
  return [...new Set(said.map(inRegion))];
}

/** What is set in the Region of a replica is told as that of the table is. */
function inRegion(change: Change): string {
  const say = words[change.kind] as (change: Change) => string;
  const [place, region, ...path] = change.path;
  return place === 'replicas' && path.length ? `${say({ ...change, path })} in ${text(region)}` : say(change);
}

const words: { readonly [Kind in ChangeKind]: (change: ChangeOf<Kind>) => string } = {
  'create-table': () => 'created',
  'change-key': ({ before, after }) => `key changed from ${keyWords(before)} to ${keyWords(after)}`,
  'change-key-type': ({ path, before, after }) => `type of ${text(path[1])} changed from ${before} to ${after}`,
  'add-local-index': ({ path }) => `local index ${text(path[1])} added`,
  'remove-local-index': ({ path }) => `local index ${text(path[1])} removed`,
  'change-local-index': ({ path }) => `local index ${text(path[1])} changed`,
  'add-index': (change) => `${indexWords(change)} added`,
  'remove-index': (change) => `${indexWords(change)} removed`,
  'replace-index': (change) => `${indexWords(change)} built again`,
  'change-billing-mode': ({ after = 'PAY_PER_REQUEST' }) => `billing mode changed to ${after}`,
  'change-provisioned-throughput': changed,
  'change-on-demand-throughput': changed,
  'raise-warm-throughput': ({ path }) => `${settingWords(path)} raised`,
  'enable-stream': ({ after }) => `stream switched on (${after})`,
  'disable-stream': () => 'stream switched off',
  'replace-stream': ({ after }) => `stream replaced (${after})`,
  'change-encryption': changed,
  'change-table-class': ({ after }) => `table class changed to ${after}`,
  'change-deletion-protection': ({ after }) => `deletion protection switched ${after ? 'on' : 'off'}`,
  'enable-time-to-live': ({ after }) => `time to live switched on (${text(after ?? '')})`,
  'disable-time-to-live': () => 'time to live switched off',
  'move-time-to-live': ({ before = '', after = '' }) => `time to live moved from ${text(before)} to ${text(after)}`,
  'extend-recovery': recoveryWords,
  'reduce-recovery': recoveryWords,
  'change-tags': changed,
  'change-resource-policy': changed,
  'add-replica': ({ path }) => `replica in ${text(path[1])} added`,
  'remove-replica': ({ path }) => `replica in ${text(path[1])} removed`,
  'change-replica': ({ path }) => `replica in ${text(path[1])} changed`,
  'change-contributor-insights': ({ path, after }) =>
    `${settingWords(path)} switched ${after !== undefined && insightsMode(after) ? 'on' : 'off'}`,
  'enable-kinesis-destination': ({ after }) => `changes sent to Kinesis${after ? ` stream ${streamName(after)}` : ''}`,
  'disable-kinesis-destination': () => 'changes no longer sent to Kinesis',
  'replace-kinesis-destination': ({ before, after }) =>
    `Kinesis stream changed from ${before ? streamName(before) : 'none'} to ${after ? streamName(after) : 'none'}`,
  'change-kinesis-precision': ({ after }) => `Kinesis timestamps ${after ? precisionWords[precision(after)] : ''}`,
  'change-stream-tags': changed,
  'change-stream-resource-policy': changed,
  'change-auto-scaling': (change) => {
    const [capacity, { before, after }] = [capacityWords(change.path), change];
    // Between its two calls there are bounds, and no policy yet that moves anything within them.
    const scaled = before?.targetValue !== undefined;
    return `${capacity} ${after ? (scaled ? 'scales otherwise' : 'scales') : 'scales no more'}`;
  },
  'change-scheduled-action': ({ path, before, after }) =>
    `scheduled action ${text(path.at(-1) ?? '')} ${after ? (before ? 'changed' : 'added') : 'removed'}`,
};

function keyWords(key: ChangeOf<'change-key'>['before']): string {
  const { partitionKey, sortKey } = key ?? {};
  return [partitionKey, sortKey].flatMap((names) => (names === undefined ? [] : keyList(names).map(text))).join(', ');
}

function indexWords({ path: [place, name] }: Pick<Change, 'path'>): string {
  return `${place === 'vectorIndexes' ? 'vector index' : 'index'} ${text(name)}`;
}

function recoveryWords({ after }: ChangeOf<'extend-recovery' | 'reduce-recovery'>): string {
  const days = after === undefined ? undefined : recoveryDays(after);
  return days ? `point in time recovery of ${show(days)} days` : 'point in time recovery switched off';
}

function changed({ path }: Pick<Change, 'path'>): string {
  return `${settingWords(path)} changed`;
}

/** A setting, and the index that it is of. */
function settingWords(path: readonly string[]): string {
  const setting = spaced(path.at(-1) ?? '');
  return path[0] === 'globalSecondaryIndexes' ? `${setting} of ${text(path[1])}` : setting;
}

/** What scales, at the path of it or of one of its scheduled actions: `read capacity of gsi-user`. */
export function capacityWords(path: readonly string[]): string {
  const [index, dimension] = path[0] === 'globalSecondaryIndexes' ? [path[1], path[4]] : [undefined, path[2]];
  return `${dimension} capacity${index === undefined ? '' : ` of ${text(index)}`}`;
}
