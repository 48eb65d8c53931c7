import { createScheduler } from '../../simulator/clock.js';
import { createSimulator } from '../../simulator/index.js';
import { hour, second } from './helpers.js';

test('a sleep takes virtual time and no real time', async () => {
  const { clock } = createSimulator();
  const [before, realBefore] = [clock.now(), performance.now()];
  await clock.sleep(24 * hour);
  expect(clock.now() - before).toBe(24 * hour);
  expect(performance.now() - realBefore).toBeLessThan(1_000);
});

test('sleepers wake in the order of their times, and those of one time in the order in which they fell asleep', async () => {
  const { clock } = createSimulator();
  const woken: string[] = [];
  const sleeper = async (name: string, ...naps: number[]) => {
    for (const nap of naps) await clock.sleep(nap);
    woken.push(`${name} ${clock.now() - start}`);
  };
  const start = clock.now();
  await Promise.all([sleeper('a', 30), sleeper('b', 10, 10), sleeper('c', 20), sleeper('d', 0), sleeper('e', 20)]);
  expect(woken).toEqual(['d 0', 'c 20', 'e 20', 'b 20', 'a 30']);
});

test('time stands still while there is work that does not sleep', async () => {
  const { clock } = createSimulator();
  const start = clock.now();
  const nap = clock.sleep(1);
  for (let i = 0; i < 10_000; i++) await Promise.resolve();
  expect(clock.now()).toBe(start);
  await nap;
  expect(clock.now()).toBe(start + 1);
});

test('a sleep of an aborted signal rejects with its reason, and leaves no event behind', async () => {
  const { clock } = createSimulator();
  const start = clock.now();
  const controller = new AbortController();
  const nap = clock.sleep(hour, controller.signal);
  await clock.sleep(second);
  controller.abort(new Error('enough'));
  await expect(nap).rejects.toThrow('enough');
  expect(clock.now()).toBe(start + second);
  await expect(clock.sleep(1, controller.signal)).rejects.toThrow('enough');
  // The cancelled sleep is not waited for.
  await clock.sleep(2 * hour);
  expect(clock.now()).toBe(start + second + 2 * hour);
});

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('a sleep of %p ms is refused', async (ms) => {
  await expect(createSimulator().clock.sleep(ms)).rejects.toThrow(RangeError);
});

test('a callback that was cancelled does not run, not even in the turn in which it is due', async () => {
  const scheduler = createScheduler(0);
  const ran: string[] = [];
  const events = [
    scheduler.after(1, () => {
      ran.push('first');
      scheduler.cancel(events[1]);
    }),
    scheduler.after(1, () => ran.push('second')),
  ];
  await new Promise<void>((resolve) => scheduler.after(2, resolve));
  expect(ran).toEqual(['first']);
});

test('thousands of concurrent sleepers are no matter', async () => {
  const { clock } = createSimulator();
  let naps = 0;
  await Promise.all(
    Array.from({ length: 2_500 }, async (_, i) => {
      for (let n = 0; n < 40; n++) {
        await clock.sleep(5 * second + i);
        naps += 1;
      }
    }),
  );
  expect(naps).toBe(100_000);
});

test('many can wait for one signal', async () => {
  const { clock } = createSimulator();
  const controller = new AbortController();
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const naps = Array.from({ length: 1_000 }, () => clock.sleep(hour, controller.signal));
  const ended = Promise.allSettled(naps);
  await clock.sleep(second);
  controller.abort(new Error('enough'));
  expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  await new Promise(setImmediate);
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
