import type { PlanBase } from './plan.js';
import { canonicalJson } from './sameJson.js';

/** A short text that is another one when the table has changed, or is another table of the same name. */
export function fingerprint(live: PlanBase | undefined): string {
  if (!live) return 'no-table';
  return hash(canonicalJson([live.tableId ?? null, live.schema]));
}

// Looked up once: jest's sandbox takes long over globals, and its users plan too.
const { imul } = Math;

/**
 * Two 32-bit FNV-1a hashes from different starts: they guard against accidents, not against an attacker.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = imul(a ^ unit, 0x01000193);
    b = imul(b ^ (unit + i), 0x01000193);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
