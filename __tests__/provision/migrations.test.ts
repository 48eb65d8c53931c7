import fc from 'fast-check';
import { anyMigration, expectInLine, liveTable, runs, seed, seeds, settle } from '../support/migrationRuns.js';

test(`any migration reaches no difference, and breaks no rule (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      await settle(sim, sim, pair.to, () => 0.5);
      await expectInLine(sim, pair.to);
    }),
    runs(1200),
  );
}, 1_800_000);
