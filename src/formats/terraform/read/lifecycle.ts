import type { Body } from './body.js';

export interface Lifecycle {
  /** The arguments whose changes Terraform leaves alone: `tags` for `tags["a"]`. */
  readonly ignored: readonly string[];
  readonly block?: Body;
}

/** Reads what the `lifecycle` of a table says of the table; how Terraform goes about it says nothing. */
export function readLifecycle(body: Body): Lifecycle {
  const block = body.block('lifecycle');
  if (!block) return { ignored: [] };
  for (const name of ['prevent_destroy', 'create_before_destroy']) block.raw(name);
  const ignored = block.raw('ignore_changes');
  block.close();
  const names = (Array.isArray(ignored) ? ignored : [ignored]).map((entry) =>
    String(entry ?? '')
      .replace(/^\$\{(.*)\}$/, '$1')
      .replace(/[[.].*/, ''),
  );
  return { ignored: names.filter(Boolean), block };
}

/** Whether Terraform leaves changes of one of these arguments alone. */
export function leavesAlone({ ignored }: Lifecycle, ...names: readonly string[]): boolean {
  return ['all', ...names].some((name) => ignored.includes(name));
}

/** What is said of arguments that Terraform leaves alone; `undefined`: nothing, because the schema says as much. */
export type WhatIsSaid = ReadonlyMap<string, string | undefined>;

/** Reports what Terraform leaves alone though the configuration has it. */
export function reportIgnored(body: Body, { ignored, block }: Lifecycle, said: WhatIsSaid): void {
  for (const name of ignored) {
    if (name !== 'all' && !body.has(name)) continue;
    const message = said.has(name) ? said.get(name) : 'Terraform leaves changes to it alone; the schema says it is so';
    if (message !== undefined) block?.report('terraform-ignored', 'ignore_changes', `${name}: ${message}`);
  }
}
