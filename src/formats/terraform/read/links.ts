import { isProperties, own } from '../../../schema/index.js';
import { scaledResource } from '../../scalableTarget.js';
import { access } from '../evaluate/collections.js';
import type { Environment } from '../evaluate/environment.js';
import { list, mapping, scalar, unknown, type Value } from '../evaluate/value.js';
import type { Instance } from './blocks.js';
import type { Body } from './body.js';
import type { TableDraft } from './draft.js';

/** A table that was read, with its resource. */
export interface TableInstance extends Omit<Instance, 'body'> {
  /** `aws_dynamodb_table.orders`, after that of its module. */
  readonly address: string;
  readonly draft: TableDraft;
}

/** Finds the tables of a module that other resources are about. */
export interface Links {
  /** Where references to tables tell which table is meant. */
  within(environment: Environment): Environment;
  /** By its resource, its name or its ARN. */
  tableOf(body: Body, argument: string): Linked | undefined;
  /** What a scalable target scales, or what is beside one. */
  scaledBy(body: Body): { readonly draft: TableDraft; readonly index?: string | undefined } | undefined;
  /** With references to scalable targets, too. */
  withTargets(targets: readonly Instance[]): Links;
  /** With references to replicas that are resources of their own, too. */
  withReplicas(replicas: readonly Instance[], regionOf: (body: Body) => string | undefined): Links;
}

/** What an argument refers to: a table, its stream, or one of them in another Region. */
interface Linked {
  readonly draft: TableDraft;
  readonly isStream: boolean;
  /** The Region of the replica that it refers to; `?`: only Terraform knows which. */
  readonly replica?: string | undefined;
  /** The Region of the ARN that it is. */
  readonly region?: string | undefined;
}

/** What stands for the table of an address where a resource refers to it: in signs that no name holds. */
export function linkTo(address: string): string {
  return `${sign}${address}${sign}`;
}

const sign = '\u0001';

/** `others`: the tables of all modules by their names, for those of other modules. */
export function createLinks(tables: readonly TableInstance[], others: ReadonlyMap<string, TableDraft>): Links {
  const byMark = new Map<string, TableDraft>();
  const byName = new Map<string, TableDraft>();
  const byWords = new Map<unknown, TableDraft>();
  for (const table of tables) {
    byMark.set(linkTo(table.address), table.draft);
    if (table.draft.tableName !== undefined && !byName.has(table.draft.tableName)) {
      byName.set(table.draft.tableName, table.draft);
    }
    // What only Terraform knows may be the same for both, if it is no other for each.
    const words = table.draft.body.raw('name');
    if (typeof words === 'string' && !/\b(each|count)\./.test(words) && !byWords.has(words)) {
      byWords.set(words, table.draft);
    }
  }
  const reference = (table: TableInstance) => {
    const marked = (where = '') => unknown(table.address, { link: `${linkTo(table.address)}${where}` });
    const replicas = Object.keys(isProperties(table.draft.settings.replicas) ? table.draft.settings.replicas : {}).map(
      (region) =>
        mapping([
          ['region_name', scalar(region)],
          ['arn', marked(`@${region}`)],
          ['stream_arn', marked(`/stream@${region}`)],
        ]),
    );
    return mapping([
      ['arn', marked()],
      ['name', marked()],
      ['id', marked()],
      ['stream_arn', marked('/stream')],
      ['replica', list(replicas)],
    ]);
  };
  return linksWithin({ aws_dynamodb_table: resourcesOf(tables, reference) });

  function linksWithin(types: { readonly [type: string]: Resources }): Links {
    const within = (environment: Environment): Environment => ({
      ...environment,
      resource: (root, [name, ...steps]) => {
        const of = own(types, root)?.get(String(name));
        if (!of) return environment.resource?.(root, [name, ...steps]);
        return steps.reduce((value: Value, step) => access(value, step, String(step)), of);
      },
    });
    const linked = (body: Body, argument: string) => {
      const value = body.evaluate(argument, within);
      return value?.kind === 'scalar' ? String(value.value) : value?.kind === 'unknown' ? value.link : undefined;
    };
    const tableOf = (text = '', words: unknown = undefined): Linked | undefined => {
      const end = text.lastIndexOf(sign) + 1;
      const marked = byMark.get(text.slice(0, end));
      if (marked) {
        const [where, region] = text.slice(end).split('@');
        return { draft: marked, isStream: where === '/stream', replica: region };
      }
      const [, ofArn, name = '', stream] =
        /^arn:[^:]*:dynamodb:([^:]*):[^:]*:table\/([^/]+)(\/stream\/.+)?$/.exec(text) ?? [];
      const found = [name, text].map((one) => byName.get(one) ?? others.get(one)).find((one) => one);
      const draft = found ?? (words === undefined ? undefined : byWords.get(words));
      return draft && { draft, isStream: stream !== undefined, region: ofArn };
    };
    return {
      within,
      tableOf: (body, argument) => tableOf(linked(body, argument), body.raw(argument)),
      scaledBy(body) {
        const id = linked(body, 'resource_id') ?? String(body.raw('resource_id') ?? '');
        const scaled = scaledResource(id);
        const found = scaled && tableOf(scaled.table, scaled.table);
        return found && { draft: found.draft, index: scaled.index };
      },
      withTargets(targets) {
        const reference = ({ body }: Instance) =>
          mapping(
            Object.entries(targetAttributes).map(([attribute, argument]) => [
              attribute,
              body.evaluate(argument, within) ?? unknown(attribute),
            ]),
          );
        return linksWithin({ ...types, aws_appautoscaling_target: resourcesOf(targets, reference) });
      },
      withReplicas(replicas, regionOf) {
        const reference = ({ body }: Instance) => {
          const [table, region] = [linked(body, 'global_table_arn'), regionOf(body)];
          const link = table?.endsWith(sign) && region !== undefined ? `${table}@${region}` : undefined;
          return mapping([['arn', unknown('arn', { link })]]);
        };
        return linksWithin({ ...types, aws_dynamodb_table_replica: resourcesOf(replicas, reference) });
      },
    };
  }
}

/** What is known of a scalable target where a resource refers to it. */
const targetAttributes = {
  id: 'resource_id',
  resource_id: 'resource_id',
  scalable_dimension: 'scalable_dimension',
  service_namespace: 'service_namespace',
};

type Resources = ReadonlyMap<string, Value>;

/** What names of resources come to: with `count` a list, and with `for_each` a map. */
function resourcesOf<I extends Omit<Instance, 'body'>>(
  instances: readonly I[],
  reference: (instance: I) => Value,
): Resources {
  const byName = new Map<string, I[]>();
  for (const instance of instances) byName.set(instance.name, [...(byName.get(instance.name) ?? []), instance]);
  return new Map(
    [...byName].map(([name, made]) => {
      const [{ key }] = made;
      if (key === undefined) return [name, reference(made[0])];
      return [
        name,
        typeof key === 'number'
          ? list(made.map(reference))
          : mapping(made.map((one) => [String(one.key), reference(one)])),
      ];
    }),
  );
}
