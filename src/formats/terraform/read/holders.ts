import { isProperties, own, type Properties, show } from '../../../schema/index.js';
import { evaluate } from '../evaluate/evaluate.js';
import { recordsOf } from '../recordsOf.js';
import type { Module } from './blocks.js';
import type { Body } from './body.js';
import type { Settings, TableDraft } from './draft.js';
import type { Links } from './links.js';

/** What a resource beside a table is about: the table, or one of its replicas, or the stream of one of them. */
export interface Holder {
  readonly draft: TableDraft;
  readonly settings: Settings;
  readonly isStream: boolean;
  /** That of a replica. */
  readonly region: string | undefined;
}

/** What an argument refers to, in the Region of the resource; `undefined`, with a note, if that is not known. */
export function holderOf(body: Body, argument: string, links: Links, module: Module): Holder | undefined {
  const found = links.tableOf(body, argument);
  const given = show(body.written(argument) ?? body.raw(argument));
  if (!found) {
    body.report('terraform-table', argument, `${given} is not a table of this configuration; it is not read`);
    return undefined;
  }
  const { draft, isStream } = found;
  const ofResource = regionOf(body, module);
  const region = found.replica === '?' ? ofResource : (found.replica ?? found.region ?? ofResource);
  const replica = region === undefined ? undefined : own(replicasOf(draft), region);
  if (replica) return { draft, settings: replica, isStream, region };
  if (found.replica !== undefined || (found.region === undefined && isElsewhere(body, draft.body, module))) {
    const where = region === undefined ? 'a Region that only Terraform knows' : show(region);
    body.report('terraform-table', argument, `${given} is in ${where}, for which no replica was read; it is not read`);
    return undefined;
  }
  return { draft, settings: draft.settings, isStream, region: undefined };
}

/** Whether a resource is in another Region than its table. */
function isElsewhere(body: Body, table: Body, module: Module): boolean {
  const [region, own] = [regionOf(body, module), regionOf(table, module)];
  if (region === undefined || own !== undefined) return region !== undefined && region !== own;
  return body.has('region') || body.raw('provider') !== table.raw('provider');
}

/** The replicas that were read, by Region. */
export function replicasOf({ settings: { replicas } }: TableDraft): { readonly [region: string]: Settings } {
  return isProperties(replicas) ? (replicas as { readonly [region: string]: Settings }) : {};
}

/** The Region that a resource names, or that its provider has. */
export function regionOf(body: Body, module: Module): string | undefined {
  const provider = body.raw('provider');
  const named = body.evaluate('region');
  const value =
    named && !(named.kind === 'scalar' && named.value === null) ? named : regionOfProvider(provider, module);
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

function regionOfProvider(provider: unknown, { config, environment }: Module) {
  const [, alias] = /^(?:\$\{\s*)?aws\.([\w-]+)(?:\s*\})?$/.exec(String(provider)) ?? [];
  const all = isProperties(config) ? recordsOf(config.provider).flatMap(({ aws }): Properties[] => recordsOf(aws)) : [];
  const found = all.find((one) => one.alias === alias);
  return found?.region === undefined ? undefined : evaluate(found.region, environment);
}
