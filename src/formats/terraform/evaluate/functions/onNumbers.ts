import { list, scalar, toNumber, tooLarge } from '../value.js';
import { type KnownFunction, scalars, wholly } from './function.js';

/** Numbers of a range, more than any count of tables. */
const longestRange = 10_000;

function numbers(apply: (...args: number[]) => number): KnownFunction {
  return scalars((...args) => {
    const given = args.map(toNumber);
    return given.includes(undefined) ? undefined : apply(...(given as number[]));
  });
}

export const onNumbers = {
  abs: numbers(Math.abs),
  ceil: numbers(Math.ceil),
  floor: numbers(Math.floor),
  max: numbers(Math.max),
  min: numbers(Math.min),
  range: wholly(({ args, fail, text }) => {
    const given = args.map((arg) => (arg.kind === 'scalar' ? toNumber(arg.value) : undefined));
    if (!given.length || given.includes(undefined)) return fail();
    const [start, end] = given.length === 1 ? [0, given[0] ?? 0] : [given[0] ?? 0, given[1] ?? 0];
    const step = given[2] ?? (end < start ? -1 : 1);
    const length = step === 0 ? Number.NaN : Math.ceil((end - start) / step);
    if (Number.isNaN(length)) return fail();
    if (length > longestRange) return tooLarge(text);
    return list(Array.from({ length: Math.max(0, length) }, (_, i) => scalar(start + i * step)));
  }),
};
