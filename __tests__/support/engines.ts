import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EngineName } from '../../src/local/engine.js';
import { locateEngine } from '../../src/local/engines.js';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/startLocalDynamoDB.js';

export interface EngineContext {
  readonly engine: EngineName;
  /** A client of the running engine, without retries: what the engine answers first is what the test sees. */
  readonly client: () => DynamoDBClient;
  readonly endpoint: () => string;
}

const hookTimeoutMs = 60_000;

/**
 * Declares the same tests once per engine, against a fresh one each. An engine that this machine lacks shows as skipped, with
 * the reason, or fails when TABLEWRIGHT_REQUIRE_ENGINES is set: a CI that should have it must not pass without it.
 */
export function describeEngine(
  names: EngineName | readonly EngineName[],
  tests: (context: EngineContext) => void,
): void {
  for (const engine of [names].flat() as EngineName[]) {
    const search = locateEngine(engine);
    if (search.found) describe(engine, () => withEngine(engine, tests));
    else if (process.env.TABLEWRIGHT_REQUIRE_ENGINES) describe(engine, () => failFor(engine, search.reason));
    else describe.skip(`${engine} (skipped: ${search.reason})`, () => tests(notRunning(engine)));
  }
}

function withEngine(engine: EngineName, tests: (context: EngineContext) => void): void {
  let local: LocalDynamoDB | undefined;
  let client: DynamoDBClient | undefined;

  beforeAll(async () => {
    local = await startLocalDynamoDB({ engine });
    client = new DynamoDBClient({ ...local.clientConfig, maxAttempts: 1 });
  }, hookTimeoutMs);

  afterAll(async () => {
    client?.destroy();
    await local?.stop();
  }, hookTimeoutMs);

  tests({
    engine,
    client: () => started(client, engine),
    endpoint: () => started(local, engine).endpoint,
  });
}

function failFor(engine: EngineName, reason: string): void {
  test(`${engine} is there, as TABLEWRIGHT_REQUIRE_ENGINES asks`, () => {
    throw new Error(`The engine '${engine}' is missing: ${reason}.`);
  });
}

function notRunning(engine: EngineName): EngineContext {
  const fail = () => started<never>(undefined, engine);
  return { engine, client: fail, endpoint: fail };
}

function started<T>(value: T | undefined, engine: EngineName): T {
  if (value === undefined) throw new Error(`${engine} runs inside tests and hooks only, not while they are declared.`);
  return value;
}
