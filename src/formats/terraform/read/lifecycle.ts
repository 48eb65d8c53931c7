import { show } from '../../../schema/index.js';
import type { Body } from './body.js';

interface Lifecycle {
  /** The arguments whose changes Terraform leaves alone: `tags` for `tags["a"]`. */
  readonly ignored: readonly string[];
  readonly lifecycle?: Body;
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
  return { ignored: names.filter(Boolean), lifecycle: block };
}

/** Reports what Terraform leaves alone though the configuration has it, unless it is capacity, of which a schema can say as much. */
export function reportIgnored(body: Body, lifecycle: Body, ignored: readonly string[], provisioned: boolean): void {
  const capacity = ['read_capacity', 'write_capacity'];
  const ofTable = capacity.filter((name) => ignored.includes(name));
  for (const name of ignored) {
    const said = provisioned && (ofTable.length === 2 ? capacity : []).includes(name);
    if (said || (provisioned && name === 'global_secondary_index') || (name !== 'all' && !body.has(name))) continue;
    lifecycle.report(
      'terraform-ignored',
      'ignore_changes',
      provisioned && capacity.includes(name)
        ? `${name}: Terraform leaves changes to it alone; the schema says that something else moves reads and writes`
        : `${show(name)}: Terraform leaves changes to it alone; the schema says it is so`,
    );
  }
}
