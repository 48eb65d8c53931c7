/** JSON text that is equal for equal data: properties in order of their names, those that are `undefined` left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, entry) =>
    entry && typeof entry === 'object' && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || (canonicalJson(a) ?? '') === (canonicalJson(b) ?? '');
}
