import type { CreateTableCommandInput, ReplicaStatus } from '@aws-sdk/client-dynamodb';
import { createScheduler, createWaits, type VirtualClock } from './clock.js';
import { putTable } from './createTable.js';
import { type Durations, defaultDurations } from './durations.js';
import { createFaults, type FaultRates, type ScriptedFault } from './faults.js';
import { createProcess, type SimulatedProcess } from './process.js';
import { createInFlight, defaultQuotas, type Quotas } from './quotas.js';
import { createRandom } from './random.js';
import { followLoad, runScheduledActions, type TargetState } from './scaling.js';
import { createService, type LoggedCall, type OperationCount } from './service.js';
import { findEntry, inRegion, type TableState, type World } from './state.js';

export interface SimulatorOptions {
  /** Everything that varies follows from it; 1 when left out. */
  readonly seed?: number;
  /** Virtual time at the start, in ms since 1970. */
  readonly startAt?: number;
  readonly region?: string;
  readonly accountId?: string;
  /** What is left out is as on AWS; `noDurations` does everything at once. */
  readonly durations?: Partial<Durations>;
  /** What is left out is AWS's default. */
  readonly quotas?: Partial<Quotas>;
  /** None when left out. */
  readonly faults?: FaultRates;
  /** How probable it is that a read sees an older state, while one may be seen; 0.3 when left out. */
  readonly staleReads?: number;
  /** `false` keeps lists that have no order in the order of the request. */
  readonly shuffles?: boolean;
  /**
   * Kinesis streams, by ARN, that are not there (`missing`) or that DynamoDB may not use (`failing`); any other in the table's account and
   * Region is there. It is read at each call: tests may change it.
   */
  readonly kinesisStreams?: { readonly [arn: string]: 'missing' | 'failing' };
  /** Operations that answer UnknownOperationException, as emulators do. */
  readonly unsupported?: readonly string[];
  /** Operations that answer AccessDeniedException. */
  readonly denied?: readonly string[];
  /** How often a client tries, as `maxAttempts` of the SDK (whose default is 3); 1 when left out: no retries. */
  readonly attempts?: number;
  /** `false` keeps no list of calls. */
  readonly logCalls?: boolean;
}

/** The tables that there are now, by name. What it returns is the live state: tests may change it. */
interface SimulatedTables {
  readonly size: number;
  get(name: string): TableState | undefined;
  has(name: string): boolean;
  names(): string[];
}

interface PutTableSettings {
  readonly itemCount?: number;
  readonly sizeBytes?: number;
}

/** A simulated AWS account, with one process that uses it; `startProcess` adds more. */
export interface Simulator extends SimulatedProcess {
  /** Requests in the order in which they reached the service; empty with `logCalls: false`. */
  readonly calls: readonly LoggedCall[];
  readonly counts: ReadonlyMap<string, OperationCount>;
  /** Requests that were rejected by the caller's own fault: none, if the caller knows the rules and looks before it acts. */
  readonly violations: readonly string[];
  readonly tables: SimulatedTables;
  /** The most operations that were under way at once. */
  readonly peaks: { readonly simultaneousOperations: number; readonly simultaneousIndexedCreates: number };
  /** A clock that no crash stops. */
  readonly outsideClock: VirtualClock;
  /** Another process, with a client, a clock and crashes of its own. */
  startProcess(): SimulatedProcess;
  /** Adds a table that is ACTIVE at once, as if it had been there for long. */
  putTable(input: CreateTableCommandInput, settings?: PutTableSettings): TableState;
  /** Sets the size of a table; the backfill of an index takes longer with more items. */
  setItems(name: string, itemCount: number, sizeBytes?: number): void;
  /** Tells that a test changed a table's state: rejections that follow from it are not the fault of a caller that hasn't looked since. */
  noteChange(name: string): void;
  /** The scalable targets that there are now, of tables and indexes that need not be there any more. */
  readonly scalableTargets: readonly TargetState[];
  /** Lets Application Auto Scaling follow a load that is anything: what scales of the table is somewhere within its bounds soon. */
  followLoad(name: string): void;
  /** Runs a scheduled action of each scalable target of the table. */
  runScheduledActions(name: string): void;
  /** Waits until no table has anything to come any more. */
  idle(): Promise<void>;
  /** The next replica that is made in the Region ends up in this state. */
  failReplica(region: string, state?: ReplicaStatus): void;
  /** The tables of another Region: replicas. */
  tablesIn(region: string): SimulatedTables;
  setFaults(rates: FaultRates): void;
  script(fault: ScriptedFault): void;
}

function tablesOf(world: World): SimulatedTables {
  return {
    get size() {
      return this.names().length;
    },
    get: (name) => findEntry(world, name)?.table,
    has: (name) => findEntry(world, name) !== undefined,
    names: () => [...world.entries.keys()].filter((name) => findEntry(world, name) !== undefined).sort(),
  };
}

/**
 * Simulates the control plane of DynamoDB in memory and in virtual time.
 *
 * @example
 * ```ts
 * const sim = createSimulator({ seed: 7 });
 * await sim.client.send(new CreateTableCommand(input));
 * await sim.clock.sleep(20_000); // takes no time
 * expect(sim.tables.get('orders')?.status).toBe('ACTIVE');
 * ```
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { seed = 1, attempts = 1 } = options;
  const scheduler = createScheduler(options.startAt ?? Date.UTC(2026, 0, 5, 8));
  const now = scheduler.now;
  const world: World = {
    now,
    region: options.region ?? 'eu-central-1',
    accountId: options.accountId ?? '123456789012',
    // One stream of numbers for each purpose, so that more calls or more faults leave the durations as they were.
    random: createRandom(seed),
    readRandom: createRandom(seed + 0x1000_0000),
    networkRandom: createRandom(seed + 0x3000_0000),
    durations: { ...defaultDurations, ...options.durations },
    quotas: { ...defaultQuotas, ...options.quotas },
    operations: { all: createInFlight(now), indexedCreates: createInFlight(now) },
    staleReads: options.staleReads ?? 0.3,
    shuffles: options.shuffles ?? true,
    kinesisStreams: options.kinesisStreams ?? {},
    entries: new Map(),
    scaling: new Map(),
    noteChange: () => {},
    regions: new Map(),
    failingReplicas: new Map(),
  };
  world.regions.set(world.region, world);
  const faults = createFaults(createRandom(seed + 0x2000_0000), options.faults ?? {});
  const service = createService(world, faults, {
    unsupported: options.unsupported ?? [],
    denied: options.denied ?? [],
    logCalls: options.logCalls ?? true,
  });
  world.noteChange = service.noteChange;
  const loadRandom = createRandom(seed + 0x4000_0000);
  const outside = createWaits(scheduler);
  let processes = 0;
  const startProcess = () => createProcess(processes++, world, service, scheduler, attempts);

  const requireTable = (name: string): TableState => {
    const entry = findEntry(world, name);
    if (entry === undefined) throw new Error(`There is no table ${name}`);
    return entry.table;
  };
  const entries = () => [...world.regions.values()].flatMap((one) => [...one.entries.values()]);
  const lastDue = () => Math.max(...entries().map(({ pending }) => pending.at(-1)?.dueAt ?? 0), 0);

  const own: Omit<Simulator, keyof SimulatedProcess> = {
    calls: service.calls,
    counts: service.counts,
    violations: service.violations,
    tables: tablesOf(world),
    tablesIn: (region) => tablesOf(inRegion(world, region)),
    failReplica: (region, state = 'CREATION_FAILED') => world.failingReplicas.set(region, state),
    peaks: {
      get simultaneousOperations() {
        return world.operations.all.peak;
      },
      get simultaneousIndexedCreates() {
        return world.operations.indexedCreates.peak;
      },
    },
    outsideClock: { now, sleep: outside.wait },
    startProcess,
    putTable(input, { itemCount = 0, sizeBytes = itemCount * 100 } = {}) {
      const { table } = putTable(world, input);
      table.itemCount = itemCount;
      table.sizeBytes = sizeBytes;
      service.noteChange(table.name);
      return table;
    },
    setItems(name, itemCount, sizeBytes = itemCount * 100) {
      Object.assign(requireTable(name), { itemCount, sizeBytes });
    },
    noteChange: (name) => service.noteChange(name),
    async idle() {
      for (let until = lastDue(); until > 0; until = lastDue()) {
        await outside.wait(Math.max(until - now(), 0));
        for (const { table } of entries()) findEntry(world, table.name);
      }
    },
    get scalableTargets() {
      return [...world.scaling.values()].flatMap(({ lagging }) => lagging.now ?? []);
    },
    followLoad: (name) => followLoad(world, name, loadRandom.integer),
    runScheduledActions: (name) => runScheduledActions(world, name, (count) => loadRandom.integer(0, count - 1)),
    setFaults: faults.setRates,
    script: faults.script,
  };
  // Both have getters, which a spread would read once and for all.
  return Object.defineProperties(own as Simulator, Object.getOwnPropertyDescriptors(startProcess()));
}
