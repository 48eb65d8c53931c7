import fc from 'fast-check';
import { SimulatedCrash } from '../../simulator/index.js';
import {
  anyMigration,
  expectInLine,
  hour,
  liveTable,
  run,
  runs,
  seed,
  seeds,
  settle,
} from '../support/migrationRuns.js';

test(`killed before or after any call, and run again, it converges (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyMigration,
      seeds,
      fc.nat(60),
      fc.constantFrom('before' as const, 'after' as const),
      async (pair, simSeed, call, when) => {
        const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
        sim.crashAt(call + 1, when);
        const killed = await run(sim, pair.to, () => 0.5);
        if (killed.error) expect(killed.error.cause ?? killed.error).toBeInstanceOf(SimulatedCrash);
        sim.revive();
        await sim.outsideClock.sleep(2 * hour);
        await settle(sim, sim, pair.to, () => 0.5);
        await expectInLine(sim, pair.to);
      },
    ),
    runs(800),
  );
}, 1_800_000);
