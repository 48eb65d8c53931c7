import type { Command, EngineName, Launch } from './engine.js';
import { type ChosenEngine, chooseEngine } from './engines.js';
import { freePort, isPortFree } from './freePort.js';
import { type Readiness, waitUntilReady } from './ready.js';
import { type Supervised, supervise } from './supervise.js';

export interface LocalDynamoDBOptions {
  /** Default: the first that is found of dynoxide, DynamoDB Local and dynalite. */
  readonly engine?: EngineName | undefined;
  /** Default: a free port. */
  readonly port?: number | undefined;
  /** DynamoDB Local only: tables and indexes stay in CREATING and DELETING for a while, as on AWS. */
  readonly delayTransientStatuses?: boolean | undefined;
  /** How long the engine may take until it answers. Default: 30 000, for a JVM on a busy CI machine. */
  readonly readyTimeoutMs?: number | undefined;
}

export interface LocalDynamoDB {
  /** Where it listens: `http://127.0.0.1:54321`. */
  readonly endpoint: string;
  readonly engine: EngineName;
  /** What `new DynamoDBClient(...)` takes to talk to it. */
  readonly clientConfig: LocalClientConfig;
  /** Ends the engine, with all its data. Resolves when it is gone and its port is free. Can be called again. */
  readonly stop: () => Promise<void>;
}

export interface LocalClientConfig {
  readonly endpoint: string;
  readonly region: 'us-east-1';
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const portAttempts = 5;

/**
 * Starts an empty in-memory DynamoDB on this machine, and resolves when it answers.
 *
 * It doesn't keep the calling process alive, and ends with it, however that ends. dynoxide and dynalite listen on loopback;
 * DynamoDB Local listens on every interface, as it has no option for that, and answers no web page.
 *
 * @example
 * ```ts
 * const local = await startLocalDynamoDB();
 * const client = new DynamoDBClient(local.clientConfig);
 * // ...
 * client.destroy();
 * await local.stop();
 * ```
 * @throws Error when no engine is found (it says how to get one), the port is taken, or the engine doesn't come up (it holds
 * the engine's own last words).
 */
export async function startLocalDynamoDB(options: LocalDynamoDBOptions = {}): Promise<LocalDynamoDB> {
  const { port, readyTimeoutMs = 30_000 } = options;
  const { name, command } = chooseFor(options);
  if (port !== undefined) await assertPortFree(port);

  for (let attempt = 1; ; attempt++) {
    const launch: Launch = {
      port: port ?? (await freePort()),
      delayTransientStatuses: options.delayTransientStatuses ?? false,
    };
    const ready = command(launch);
    const engine = supervise(ready);
    const readiness = await waitUntilReady(engine, ready, launch.port, readyTimeoutMs);
    if (readiness.kind === 'ready') return running(name, launch.port, engine);
    await engine.stop();
    const mayRetry = port === undefined && attempt < portAttempts;
    if (readiness.kind === 'port-taken' && mayRetry) continue;
    throw new Error(failure(name, launch.port, readyTimeoutMs, readiness, ready, engine.output()));
  }
}

function chooseFor({ engine, delayTransientStatuses }: LocalDynamoDBOptions): ChosenEngine {
  if (!delayTransientStatuses) return chooseEngine(engine);
  if (engine !== undefined && engine !== 'dynamodb-local') {
    throw new Error(
      `delayTransientStatuses: the engine '${engine}' can't delay statuses. Leave it out, or use engine 'dynamodb-local'.`,
    );
  }
  return chooseEngine('dynamodb-local');
}

async function assertPortFree(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`port: ${port} is no port. Give an integer from 1 to 65535, or leave it out for a free one.`);
  }
  let isFree: boolean;
  try {
    isFree = await isPortFree(port);
  } catch (cause) {
    throw new Error(`port: can't listen on port ${port}. Choose another, or leave it out for a free one.`, { cause });
  }
  if (!isFree) throw new Error(portTakenMessage(port));
}

function running(engine: EngineName, port: number, process: Supervised): LocalDynamoDB {
  process.unref();
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    engine,
    clientConfig: {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    stop: process.stop,
  };
}

function failure(
  name: EngineName,
  port: number,
  timeoutMs: number,
  readiness: Exclude<Readiness, { kind: 'ready' }>,
  command: Command,
  output: string,
): string {
  const what = describe(name, port, timeoutMs, readiness);
  const lastWords = output.trim() === '' ? 'It wrote nothing.' : `It wrote:\n${indent(output.trim())}`;
  return `${what}\nCommand: ${[command.file, ...command.args].join(' ')}\n${lastWords}`;
}

function describe(
  name: EngineName,
  port: number,
  timeoutMs: number,
  readiness: Exclude<Readiness, { kind: 'ready' }>,
): string {
  switch (readiness.kind) {
    case 'port-taken':
      return portTakenMessage(port);
    case 'ended':
      return `The engine '${name}' ${readiness.how} before it answered.`;
    case 'timed-out':
      return (
        `The engine '${name}' did not answer on port ${port} within ${timeoutMs} ms. ` +
        (readiness.answeredByOther
          ? 'Something else answers there: choose another port.'
          : 'Raise readyTimeoutMs if this machine is slow.')
      );
    default:
      return readiness satisfies never;
  }
}

function portTakenMessage(port: number): string {
  return `port: something listens on port ${port} already. End it, choose another port, or leave it out for a free one.`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
