import type { Properties } from '../../../schema/index.js';
import { objects, sameInAnyOrder } from './sections.js';

/** The members as they are written, but for those that change. */
export function withChanges(written: Properties, from: Properties, to: Properties): Properties {
  const next: { [name: string]: unknown } = { ...written };
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (sameInAnyOrder({ [name]: from[name] }, { [name]: to[name] })) continue;
    if (to[name] === undefined) delete next[name];
    else if (name === 'Replicas')
      next[name] = [withChanges(firstOf(written[name]), firstOf(from[name]), firstOf(to[name]))];
    else next[name] = members(written[name], from[name], to[name]);
  }
  return next;
}

function firstOf(list: unknown): Properties {
  return objects(list)?.[0] ?? {};
}

/** Elements of a list that say the same stay as they are written. */
function members(written: unknown, from: unknown, to: unknown): unknown {
  const [texts, old] = [objects(written), objects(from)];
  if (!texts || !old || texts.length !== old.length || !Array.isArray(to)) return to;
  return to.map((element) => {
    const i = old.findIndex((other) => sameInAnyOrder(other, element));
    return i < 0 ? element : texts[i];
  });
}
