/** How far tests are kept apart. */
export interface Isolation {
  /**
   * `'worker'`: each worker of the run has tables of its own, so files that run at once never see each other's items. `'test'`: so it
   * is, and each test finds the tables as they were made, with the seed and nothing else. Left out: all share one set of tables.
   */
  readonly isolate?: 'worker' | 'test' | undefined;
  /** vitest's `beforeEach`, for `isolate: 'test'` without its `globals`. jest's is found by itself. */
  readonly beforeEach?: ((hook: () => Promise<void>) => unknown) | undefined;
}
