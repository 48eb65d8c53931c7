import { request } from 'node:http';
import { clientConfigFor, envFor } from '../clientConfig.js';
import type { Isolation } from './isolation.js';
import type { Note } from './note.js';

/** Makes this worker use the DynamoDB that is its own, from now on; with `'test'`, with fresh tables for each test. */
export function isolateWorker({ ports, controlPort }: Note, number: number, { isolate, beforeEach }: Isolation): void {
  const port = ports[number - 1];
  if (port === undefined) {
    throw new Error(`isolate: this is worker ${number}, and the run said that there are ${ports.length} at most.`);
  }
  Object.assign(process.env, envFor(clientConfigFor(`http://127.0.0.1:${port}`)));
  if (isolate === 'test') hookOf(beforeEach)(() => askForFreshTables(controlPort, number));
}

type Hook = NonNullable<Isolation['beforeEach']>;

function hookOf(given: Hook | undefined): Hook {
  const hook = given ?? (globalThis as { readonly beforeEach?: Hook }).beforeEach;
  if (typeof hook === 'function') return hook;
  throw new Error(
    "isolate: 'test' needs the test runner's beforeEach, and there is none here. jest has it in the files of setupFilesAfterEnv; " +
      "for vitest, pass it: import { beforeEach } from 'vitest', and setupLocalDynamoDB({ ..., beforeEach }).",
  );
}

/** node:http and not fetch, which tests often replace. */
function askForFreshTables(port: number, number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, method: 'PUT', path: `/workers/${number}`, agent: false },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        reply.once('error', reject);
        reply.once('end', () => (reply.statusCode === 204 ? resolve() : reject(new Error(text))));
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}
