/** A queue that hands out its least entry first. */
export interface Heap<T> {
  readonly size: number;
  peek(): T | undefined;
  push(entry: T): void;
  pop(): T | undefined;
}

/** A binary heap; `isBefore` must order any two entries. */
export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const entries: T[] = [];

  function rise(from: number): void {
    let i = from;
    const entry = entries[i];
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(entry, entries[parent])) break;
      entries[i] = entries[parent];
      i = parent;
    }
    entries[i] = entry;
  }

  function sink(): void {
    let i = 0;
    const entry = entries[0];
    for (;;) {
      let child = 2 * i + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && isBefore(entries[child + 1], entries[child])) child += 1;
      if (!isBefore(entries[child], entry)) break;
      entries[i] = entries[child];
      i = child;
    }
    entries[i] = entry;
  }

  return {
    get size() {
      return entries.length;
    },
    peek: () => entries[0],
    push(entry) {
      entries.push(entry);
      rise(entries.length - 1);
    },
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (last !== undefined && entries.length) {
        entries[0] = last;
        sink();
      }
      return first;
    },
  };
}
