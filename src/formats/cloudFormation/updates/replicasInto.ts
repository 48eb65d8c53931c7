import { own, type Properties, properties, type Replica, type TableSchema } from '../../../schema/index.js';
import { type ChosenReplicas, chooseReplicas } from '../chooseReplicas.js';
import { templateReader } from '../templateReader.js';
import type { CloudFormationUpdatesOptions } from './options.js';
import { objects, type Resource, type TemplateObject } from './sections.js';
import { withChanges } from './withChanges.js';

/** The replicas of a table in its template: that of the stack, and the others by their Regions. */
export function replicasOf(
  template: TemplateObject,
  id: string,
  { Properties, Metadata }: Resource,
  { parameters = {} }: CloudFormationUpdatesOptions,
): ChosenReplicas {
  const { Replicas } = properties(Properties);
  if (Replicas === undefined) return { own: undefined, others: [] };
  const reader = templateReader(template, parameters, () => {});
  const isOfCdk = properties(Metadata)['aws:cdk:path'] !== undefined;
  return chooseReplicas(reader, ['Resources', id, 'Properties', 'Replicas'], Replicas, isOfCdk);
}

/** The replicas as they are written, but for what changes; those that are not known before deployment stay. */
export function replicasWithChanges(
  written: unknown,
  from: Properties,
  to: Properties,
  { own: chosen, others }: ChosenReplicas,
): unknown {
  const list = objects(written);
  if (!list || !chosen) return written;
  const [[old = {}, ...oldOthers], [next = {}, ...nextOthers]] = [from, to].map(
    ({ Replicas }) => objects(Replicas) ?? [],
  );
  const changed = list.flatMap((replica, i): Properties[] => {
    if (i === chosen.path.at(-1)) return [withChanges(replica, old, next)];
    const region = others?.find(({ path }) => path.at(-1) === i)?.region;
    if (region === undefined) return [replica];
    const [was, is] = [oldOthers, nextOthers].map((all) => all.find(({ Region }) => Region === region));
    return is ? [withChanges(replica, was ?? {}, is)] : [];
  });
  const present = others?.map(({ region }) => region) ?? [];
  return [...changed, ...nextOthers.filter(({ Region }) => !present.includes(Region as string))];
}

/** The replicas with the settings of the earlier ones that a schema does not manage. They say nothing of an index that goes. */
export function replicasWithUnmanaged(before: TableSchema, after: TableSchema): TableSchema['replicas'] {
  const regions = Object.keys(after.replicas ?? before.replicas ?? {});
  if (!regions.length) return after.replicas;
  const sameMode = (before.billingMode ?? 'PAY_PER_REQUEST') === (after.billingMode ?? 'PAY_PER_REQUEST');
  const kept = <T extends Pick<Replica, 'provisionedThroughput' | 'onDemandThroughput'>>(old: T | undefined) => {
    const { provisionedThroughput, onDemandThroughput, ...others } = old ?? ({} as T);
    return sameMode ? (old ?? {}) : others;
  };
  return Object.fromEntries(
    regions.map((region) => {
      const [was, is] = [own<Replica>(before.replicas, region), own<Replica>(after.replicas, region)];
      const names = Object.keys(after.globalSecondaryIndexes ?? {});
      const indexes = names.flatMap((name): [string, object][] => {
        const [old, next] = [was, is].map((replica) => own<object>(replica?.globalSecondaryIndexes, name));
        return old || next ? [[name, { ...kept(old), ...next }]] : [];
      });
      return [region, { ...kept(was), ...is, globalSecondaryIndexes: Object.fromEntries(indexes) }];
    }),
  );
}
