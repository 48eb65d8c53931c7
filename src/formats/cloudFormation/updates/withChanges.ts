import type { Properties } from '../../../schema/index.js';
import { objects, sameInAnyOrder } from './sections.js';

/** The members as they are written, but for those that change. */
export function withChanges(written: Properties, from: Properties, to: Properties): Properties {
  const next: { [name: string]: unknown } = { ...written };
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    // Each replica is compared with itself.
    if (name === 'Replicas' || sameInAnyOrder({ [name]: from[name] }, { [name]: to[name] })) continue;
    if (to[name] === undefined) delete next[name];
    else next[name] = members(written[name], from[name], to[name]);
  }
  return next;
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
