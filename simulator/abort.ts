const callbacks = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back once when the signal is aborted; the function returned ends that. However many wait for one signal, it gets one
 * listener: Node warns of more than 10, and takes longer to remove one the more there are.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let all = callbacks.get(signal);
  if (all === undefined) {
    const own = new Set<() => void>();
    signal.addEventListener('abort', () => [...own].map((call) => call()), { once: true });
    callbacks.set(signal, own);
    all = own;
  }
  all.add(callback);
  return () => all.delete(callback);
}
