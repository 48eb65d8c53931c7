/** Which attributes of an item that is put are its key: a transaction, which knows no schema, asks whether it has a key twice. */
const keys = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

export function rememberKey(item: object, key: readonly string[]): void {
  keys.set(item, key);
}

export function rememberedKey(item: object): readonly string[] | undefined {
  return keys.get(item);
}
