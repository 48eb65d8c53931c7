import type { PlanBase } from './plan.js';
import { canonicalJson } from './sameJson.js';

/** A short text that is another one when the table has changed, or is another table of the same name. */
export function fingerprint(live: PlanBase | undefined): string {
  if (!live) return 'no-table';
  return fnv1a(canonicalJson([live.tableId ?? null, live.schema]));
}

/** FNV-1a, 64 bit: it guards against accidents, not against an attacker. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
