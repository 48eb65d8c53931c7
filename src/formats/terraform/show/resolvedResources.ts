import { isProperties, type Properties } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';

/** A resource that Terraform has worked out. */
export interface ResolvedResource {
  /** `module.shop["eu"]`; empty for the root. */
  readonly module: string;
  readonly type: string;
  /** The name, and which of the block's resources it is: `orders["eu"]`. */
  readonly label: string;
  readonly values: Properties;
  /** `true` in the places that only the deployment knows. */
  readonly unknown: unknown;
  /** The arguments that the configuration gives, with what they refer to; `undefined`: it is not known. */
  readonly expressions: Properties | undefined;
}

/** The resources of a plan, of a state or of a state file; `undefined`: it is none of these. */
export function resolvedResources(shown: Properties): ResolvedResource[] | undefined {
  const root = [shown.planned_values, shown.values].find(isProperties)?.root_module;
  if (isProperties(root)) {
    const changes = recordsOf(shown.resource_changes).map((change) => [String(change.address), change.change] as const);
    const configuration = isProperties(shown.configuration) ? shown.configuration.root_module : undefined;
    return inModule(root, new Map(changes), configuration);
  }
  if (shown.version === 4 && Array.isArray(shown.resources)) return recordsOf(shown.resources).flatMap(inStateFile);
  // The state of a configuration without resources.
  return 'format_version' in shown && 'terraform_version' in shown ? [] : undefined;
}

function inModule(
  module: Properties,
  changes: ReadonlyMap<string, unknown>,
  configuration: unknown,
): ResolvedResource[] {
  const address = String(module.address ?? '');
  const blocks = isProperties(configuration) ? recordsOf(configuration.resources) : undefined;
  const own = recordsOf(module.resources)
    .filter(({ mode, values }) => mode !== 'data' && isProperties(values))
    .map((resource): ResolvedResource => {
      const { type, name, index, values } = resource;
      const change = changes.get(String(resource.address));
      const block = blocks?.find((one) => one.type === type && one.name === name);
      return {
        module: address,
        type: String(type),
        label: labelOf(name, index),
        values: values as Properties,
        unknown: isProperties(change) ? change.after_unknown : undefined,
        expressions: block && isProperties(block.expressions) ? block.expressions : undefined,
      };
    });
  const calls = isProperties(configuration) ? configuration.module_calls : undefined;
  const within = recordsOf(module.child_modules).flatMap((child) => {
    const [, name] = /^(?:\.)?module\.([\w-]+)(?:\[.*\])?$/s.exec(String(child.address).slice(address.length)) ?? [];
    const call = name !== undefined && isProperties(calls) && Object.hasOwn(calls, name) ? calls[name] : undefined;
    return inModule(child, changes, isProperties(call) ? call.module : undefined);
  });
  return [...own, ...within];
}

function inStateFile({ mode, module, type, name, instances }: Properties): ResolvedResource[] {
  if (mode === 'data') return [];
  return recordsOf(instances)
    .filter(({ attributes, deposed }) => isProperties(attributes) && deposed === undefined)
    .map(({ index_key, attributes }) => ({
      module: typeof module === 'string' ? module : '',
      type: String(type),
      label: labelOf(name, index_key),
      values: attributes as Properties,
      unknown: undefined,
      expressions: undefined,
    }));
}

function labelOf(name: unknown, index: unknown): string {
  return index === undefined || index === null ? String(name) : `${name}[${JSON.stringify(index)}]`;
}
