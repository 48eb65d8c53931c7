export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Samples of each contender, taken in turns, so that whatever else the machine does hits all alike. The turns run forwards and
 * backwards alternately: whoever comes after a heavy contender does not always do so.
 */
export async function takeTurns<Contender>(
  contenders: readonly Contender[],
  rounds: number,
  sample: (contender: Contender, round: number) => Promise<number>,
): Promise<number[][]> {
  const samples = contenders.map((): number[] => []);
  const order = contenders.map((_, i) => i);
  for (let round = 0; round < rounds; round++) {
    for (const i of order) samples[i].push(await sample(contenders[i], round));
    order.reverse();
  }
  return samples;
}
