import type { AccessPattern } from '../docs/accessPatterns.js';

// The ids of the page, which are its deep links. Names of tables and indexes hold nothing but `a-z A-Z 0-9 _ . -`: they need no
// escape, and what the page itself names has a `/` or a `:`, so that no table can take its place.

export type SectionName = 'keys' | 'patterns' | 'attributes' | 'settings' | 'copy';

/** `orders` */
export function tableId(tableName: string): string {
  return tableName;
}

/** `orders/gsi-customer`; the table's own key: `orders:key`. */
export function pathId(tableName: string, { name }: Pick<AccessPattern, 'name'>): string {
  return name === undefined ? `${tableName}:key` : `${tableName}/${name}`;
}

/** `orders:attributes` */
export function sectionId(tableName: string, section: SectionName): string {
  return `${tableName}:${section}`;
}

/** `orders:attribute-3`: attribute names can be any text. */
export function attributeId(tableName: string, position: number): string {
  return `${tableName}:attribute-${position + 1}`;
}

/** `:search` */
export function pageId(part: 'main' | 'search' | 'tables' | 'status' | 'theme' | 'menu' | 'title'): string {
  return `:${part}`;
}
