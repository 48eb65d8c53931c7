// Looked up once: jest's sandbox takes long over globals, and its users plan too.
const imul = Math.imul;

/**
 * Two 32-bit FNV-1a hashes from different starts, in 8 hexadecimal digits each: they guard against accidents, not against an attacker.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = imul(a ^ unit, 0x01000193);
    b = imul(b ^ (unit + i), 0x01000193);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
