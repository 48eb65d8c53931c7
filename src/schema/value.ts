export type Properties = Readonly<Record<string, unknown>>;

export function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && !!value && !Array.isArray(value);
}

/** The value, if it is an object with properties, and else one without. */
export function properties(value: unknown): Properties {
  return isProperties(value) ? value : {};
}

/** The own property of that name: `toString` and the like are names as good as any. */
export function own<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A copy without the entries that are `undefined`. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The value as a message shows it: short, and never throwing. */
export function show(value: unknown): string {
  let text: string = typeof value;
  try {
    text = JSON.stringify(value) ?? text;
  } catch {
    // A cycle, or a bigint inside: the type alone must do.
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

export function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
