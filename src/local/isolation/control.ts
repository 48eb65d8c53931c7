import { createServer } from 'node:http';
import { listenOnLoopback } from './gate.js';
import { refusalBody, refusalType } from './refusal.js';

export interface Control {
  readonly port: number;
  readonly close: () => void;
}

/** What a test file meets that is not isolated, though the run is. */
const notIsolated =
  'setupLocalDynamoDB({ isolate }): this test file does not know its own DynamoDB. Name the file that calls setupLocalDynamoDB ' +
  'twice in the configuration: as globalSetup, and in setupFilesAfterEnv (jest) or setupFiles (vitest).';

/** Answers workers that ask for fresh tables; and tells who asks for a table here that the configuration lacks a line. */
export async function openControl(freshen: (worker: number) => Promise<void>): Promise<Control> {
  const server = createServer((request, reply) => {
    request.resume();
    const [, worker] = /^\/workers\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (worker === undefined) {
      reply.writeHead(400, { 'content-type': refusalType }).end(refusalBody(notIsolated));
      return;
    }
    freshen(Number(worker)).then(
      () => reply.writeHead(204).end(),
      (error: Error) => reply.writeHead(500).end(error.message),
    );
  });
  server.on('connection', (socket) => socket.unref());
  return { port: await listenOnLoopback(server), close: () => server.close() };
}
