/** Whether two types are the same: not merely assignable both ways, so `any`, `readonly` and `?` count. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles when all are `true`: `type _ = Expect<[Equal<...>, Equal<...>]>`. */
export type Expect<Facts extends readonly true[]> = Facts;
