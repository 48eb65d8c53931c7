import { isProperties } from '../../schema/index.js';
import { intrinsicOf } from './asWritten.js';
import { resolve } from './intrinsics.js';
import type { Scope } from './scope.js';
import type { TemplateReader } from './shapes.js';

const loop = 'Fn::ForEach::';

/** More resources than a template may have: loops within loops multiply. */
const mostResources = 500;

/** The resources of a template, and of what each is a copy: a loop makes several of one. */
export interface Unrolled {
  readonly resources: { readonly [id: string]: unknown };
  originOf(resource: object): object;
}

/**
 * The resources with those that loops make, as far as the template tells over what they loop. Those that it doesn't tell are reported.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function unrolled(
  scope: Scope,
  report: TemplateReader['report'],
  resources: { readonly [id: string]: unknown },
): Unrolled {
  const origins = new WeakMap<object, object>();
  const found = new Map<string, unknown>();
  const add = (entries: object, loopName: string | undefined): void => {
    for (const [id, resource] of Object.entries(entries)) {
      if (!id.startsWith(loop)) {
        found.set(id, resource);
        continue;
      }
      const known = loopOf(scope, resource);
      const name = loopName ?? id;
      if (!known || found.size + known.items.length > mostResources) {
        report('cloudformation-intrinsic', ['Resources', name], 'makes resources at deployment; write out its tables');
      } else {
        for (const item of known.items) {
          const body = withItem(known.body, known.variable, item, origins);
          if (isProperties(body)) add(body, name);
        }
      }
    }
  };
  add(resources, undefined);
  return { resources: Object.fromEntries(found), originOf: (resource) => origins.get(resource) ?? resource };
}

interface Loop {
  readonly variable: string;
  readonly items: readonly string[];
  readonly body: unknown;
}

/** `undefined`: over what it loops is known at deployment only. */
function loopOf(scope: Scope, value: unknown): Loop | undefined {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
  const [variable, collection, body] = value;
  const list = resolve(scope, collection, undefined);
  if (list.kind !== 'value' || !Array.isArray(list.value)) return undefined;
  const items: string[] = [];
  for (const entry of list.value) {
    const item = resolve(scope, entry, undefined);
    if (item.kind !== 'value' || typeof item.value === 'object') return undefined;
    items.push(String(item.value));
  }
  return { variable, items, body };
}

/** What a loop repeats, for one item: it stands in names, in Ref, and in the strings of Fn::Sub. */
function withItem(value: unknown, variable: string, item: string, origins: WeakMap<object, object>): unknown {
  if (Array.isArray(value)) return value.map((entry) => withItem(entry, variable, item, origins));
  if (!isProperties(value)) return value;
  const { name, argument } = intrinsicOf(value) ?? {};
  if (name === 'Ref' && argument === variable) return item;
  const inText = (text: string) => text.replaceAll(`\${${variable}}`, () => item);
  const inSub = (text: unknown) => (typeof text === 'string' ? inText(text) : text);
  if (name === 'Fn::Sub') {
    const [text, ...others] = Array.isArray(argument) ? argument : [argument];
    const rest = others.map((other) => withItem(other, variable, item, origins));
    return { 'Fn::Sub': Array.isArray(argument) ? [inSub(text), ...rest] : inSub(text) };
  }
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      inText(key).replaceAll(`&{${variable}}`, () => item.replace(/[^A-Za-z0-9]/g, '')),
      withItem(entry, variable, item, origins),
    ]),
  );
  origins.set(copy, origins.get(value) ?? value);
  return copy;
}
