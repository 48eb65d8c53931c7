import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { dirname, resolve } from 'node:path';
import { parseObject } from '../schema/index.js';
import { clientConfigFor, envFor, type LocalClientConfig, type LocalEnv } from './clientConfig.js';
import { readSmallFile } from './smallFile.js';
import type { LocalDynamoDB } from './startLocalDynamoDB.js';

/** What `announceLocalDynamoDB` returns: whether the file is there, and how to remove it. */
export interface Announcement {
  /** Why the file could not be written, as in a folder that is read-only; `undefined` when it was. Nobody finds the engine then. */
  readonly problem: string | undefined;
  /** Ends the announcement: the file is removed, if it is still this one. It can be called again. */
  readonly withdraw: () => Promise<void>;
}

/** A running local DynamoDB that another process started. */
export interface FoundLocalDynamoDB {
  /** Where it listens, always on this machine: `http://127.0.0.1:54321`. */
  readonly endpoint: string;
  /** What `new DynamoDBClient(...)` takes to talk to it. Its credentials are not real ones. */
  readonly clientConfig: LocalClientConfig;
  /** The same as environment variables, which every AWS SDK and the AWS CLI read. */
  readonly env: LocalEnv;
  /** The folder that keeps its data, as an absolute path; `undefined` in memory. */
  readonly dataDir: string | undefined;
}

/** What the file says. The token proves who answers; the address is a port only, so that it can't lead to another machine. */
interface Note {
  readonly port: number;
  readonly answererPort: number;
  readonly token: string;
  readonly dataDir: string | undefined;
}

/** A process that is loading modules answers late; one that is gone refuses at once. */
const answerWithinMs = 5_000;

/**
 * Tells other processes of an engine, by a file: `findLocalDynamoDB` with the same path finds it, as long as this process and the
 * engine live. The file holds a secret and can be read by this user only; a small server on loopback answers who knows it, so that
 * neither a file that a killed process left nor another program on the same port is taken for the engine.
 *
 * Nothing throws when the file can't be written: see `problem`.
 *
 * @example
 * ```ts
 * const local = await startLocalDynamoDB({ tables: [orders] });
 * const { withdraw } = await announceLocalDynamoDB(local, 'node_modules/.cache/dynamodb.json');
 * // ...
 * await withdraw();
 * await local.stop();
 * ```
 */
export async function announceLocalDynamoDB(
  local: Pick<LocalDynamoDB, 'port' | 'endpoint' | 'engine' | 'ended'> & Partial<Pick<LocalDynamoDB, 'dataDir'>>,
  file: string,
): Promise<Announcement> {
  const token = randomBytes(32).toString('hex');
  const path = resolve(file);
  let server: Server | undefined;
  let written: string | undefined;
  const withdraw = async () => {
    server?.close();
    server = undefined;
    if (written !== undefined && read(path) === written) rmSync(path, { force: true });
    written = undefined;
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Two folders may hold the same file, when one was copied; the proof is of this one.
    const place = placeOf(path);
    server = await answerer((challenge) => proof(token, challenge, local.port, place));
    const { port: answererPort } = server.address() as AddressInfo;
    // The endpoint, the engine and the process are for people.
    const { endpoint, engine, port, dataDir } = local;
    const text = `${JSON.stringify({ endpoint, engine, pid: process.pid, port, dataDir, answererPort, token })}\n`;
    writeWhole(path, text);
    written = text;
  } catch (error) {
    await withdraw();
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return { problem: (error as Error).message, withdraw };
  }
  void local.ended.then(withdraw, withdraw);
  return { problem: undefined, withdraw };
}

/**
 * The engine that another process announced by this file; `undefined` when there is none any more. The process that announced it
 * has to prove that it wrote this very file in this very folder, and whatever the file says, the address is on this machine.
 *
 * @example
 * ```ts
 * const found = await findLocalDynamoDB('node_modules/.cache/dynamodb.json');
 * const client = new DynamoDBClient(found ? found.clientConfig : {});
 * ```
 */
export async function findLocalDynamoDB(file: string): Promise<FoundLocalDynamoDB | undefined> {
  const path = resolve(file);
  const note = toNote(read(path) ?? '');
  if (note === undefined) return undefined;
  const challenge = randomBytes(32).toString('hex');
  const answer = await ask(note.answererPort, challenge);
  if (answer === undefined || !isSame(answer, proof(note.token, challenge, note.port, placeOf(path)))) return undefined;
  const clientConfig = clientConfigFor(`http://127.0.0.1:${note.port}`);
  return { endpoint: clientConfig.endpoint, clientConfig, env: envFor(clientConfig), dataDir: note.dataDir };
}

function placeOf(path: string): string {
  return realpathSync(dirname(path));
}

function proof(token: string, challenge: string, port: number, place: string): string {
  return createHmac('sha256', token).update(`${challenge}\n${port}\n${place}`).digest('hex');
}

function isSame(answer: string, expected: string): boolean {
  return answer.length === expected.length && timingSafeEqual(Buffer.from(answer), Buffer.from(expected));
}

/** Answers each line, and keeps no process alive. */
function answerer(answer: (challenge: string) => string): Promise<Server> {
  const server = createServer((socket) => {
    let line = '';
    socket.unref();
    socket.setTimeout(answerWithinMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.setEncoding('latin1').on('data', (text: string) => {
      line += text;
      if (line.length > 128) socket.destroy();
      else if (line.endsWith('\n')) socket.end(answer(line.trim()));
    });
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      server.unref();
      done(server);
    });
  });
}

function ask(port: number, challenge: string): Promise<string | undefined> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${challenge}\n`));
    const deadline = setTimeout(() => socket.destroy(), answerWithinMs);
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      if (answer.length > 128) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(deadline);
      done(answer === '' ? undefined : answer);
    });
  });
}

function toNote(text: string): Note | undefined {
  const { port, answererPort, token, dataDir } = parseObject(text) ?? {};
  if (!isPort(port) || !isPort(answererPort) || typeof token !== 'string') return undefined;
  return { port, answererPort, token, dataDir: typeof dataDir === 'string' ? dataDir : undefined };
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}

/** Whole from its first moment, and readable by this user only. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readSmallFile(path);
  } catch {
    return undefined;
  }
}
