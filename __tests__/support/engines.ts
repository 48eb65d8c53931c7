import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EngineName } from '../../src/local/engine.js';
import { locateEngine } from '../../src/local/engines.js';
import {
  type LocalDynamoDB,
  type LocalDynamoDBOptions,
  startLocalDynamoDB,
} from '../../src/local/startLocalDynamoDB.js';

/** The engines that users start by name, and the newest DynamoDB Local, which npm has not: Maven brings it into CI. */
export type TestEngine = EngineName | 'dynamodb-local-3';

/** Names the folder with DynamoDB Local 3's jar, as Maven copies it with what it depends on. */
const newestFolder = 'TABLEWRIGHT_DYNAMODB_LOCAL_3';

export interface EngineContext<E extends TestEngine = TestEngine> {
  readonly engine: E;
  /** A client of the running engine, without retries: what the engine answers first is what the test sees. */
  readonly client: () => DynamoDBClient;
  readonly endpoint: () => string;
}

/**
 * Declares the same tests once per engine, against a fresh one each. An engine that this machine lacks shows as skipped, with
 * the reason, or fails when TABLEWRIGHT_REQUIRE_ENGINES is set: a CI that should have it must not pass without it.
 */
export function describeEngine<E extends TestEngine>(
  names: E | readonly E[],
  tests: (context: EngineContext<E>) => void,
): void {
  for (const engine of [names].flat() as E[]) {
    const search = locate(engine);
    if (search.found) describe(engine, () => withEngine(engine, tests));
    else if (process.env.TABLEWRIGHT_REQUIRE_ENGINES) describe(engine, () => failFor(engine, search.reason));
    else describe.skip(`${engine} (skipped: ${search.reason})`, () => tests(notRunning(engine)));
  }
}

function locate(engine: TestEngine): { readonly found: true } | { readonly found: false; readonly reason: string } {
  if (engine !== 'dynamodb-local-3') return locateEngine(engine);
  if (!process.env[newestFolder]) return { found: false, reason: `${newestFolder} names no folder` };
  return withNewest(() => locateEngine('dynamodb-local'));
}

/** Starts an engine, that of the tests' own name too. */
function startEngine(engine: TestEngine, options: LocalDynamoDBOptions = {}): Promise<LocalDynamoDB> {
  if (engine !== 'dynamodb-local-3') return startLocalDynamoDB({ ...options, engine });
  return withNewest(() => startLocalDynamoDB({ ...options, engine: 'dynamodb-local' }));
}

/** Engines are looked for at once, before anything is awaited, so the variable holds for this one only. */
function withNewest<R>(work: () => R): R {
  const before = process.env.DYNAMODB_LOCAL_JAR;
  process.env.DYNAMODB_LOCAL_JAR = process.env[newestFolder];
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.DYNAMODB_LOCAL_JAR;
    else process.env.DYNAMODB_LOCAL_JAR = before;
  }
}

function withEngine<E extends TestEngine>(engine: E, tests: (context: EngineContext<E>) => void): void {
  let local: LocalDynamoDB | undefined;
  let client: DynamoDBClient | undefined;

  beforeAll(async () => {
    local = await startEngine(engine);
    client = new DynamoDBClient({ ...local.clientConfig, maxAttempts: 1 });
  });

  afterAll(async () => {
    client?.destroy();
    await local?.stop();
  });

  tests({
    engine,
    client: () => started(client, engine),
    endpoint: () => started(local, engine).endpoint,
  });
}

function failFor(engine: TestEngine, reason: string): void {
  test(`${engine} is there, as TABLEWRIGHT_REQUIRE_ENGINES asks`, () => {
    throw new Error(`The engine '${engine}' is missing: ${reason}.`);
  });
}

function notRunning<E extends TestEngine>(engine: E): EngineContext<E> {
  const fail = () => started<never>(undefined, engine);
  return { engine, client: fail, endpoint: fail };
}

function started<T>(value: T | undefined, engine: TestEngine): T {
  if (value === undefined) throw new Error(`${engine} runs inside tests and hooks only, not while they are declared.`);
  return value;
}
