/** Ctrl-C, or a request to end: aborts the signal the first time, ends the process the second. */
export function onInterrupt(): { readonly signal: AbortSignal; readonly interrupted: () => boolean; stop(): void } {
  const controller = new AbortController();
  const handle = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    signal: controller.signal,
    interrupted: () => controller.signal.aborted,
    stop: () => {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
