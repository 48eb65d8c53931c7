import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { refusal } from './refusal.js';

/** A port that leads to an engine. The engine is started when somebody comes: a run seldom uses all of its workers. */
export interface Gate {
  readonly port: number;
  readonly close: () => void;
}

/** Opens a gate before an engine, whose port `portOf` tells once it has started. It keeps no process alive. */
export async function openGate(portOf: () => Promise<number>): Promise<Gate> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.unref();
    socket.on('error', () => socket.destroy());
    portOf().then(
      (port) => join(socket, port),
      (error: Error) => socket.end(refusal(error.message)),
    );
  });
  return { port: await listenOnLoopback(server), close: () => server.close() };
}

/** Listens on a port that is free, and keeps no process alive. */
export function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      server.unref();
      done((server.address() as AddressInfo).port);
    });
  });
}

function join(socket: Socket, port: number): void {
  const engine = connect({ port, host: '127.0.0.1', noDelay: true });
  engine.unref();
  for (const [one, other] of [
    [socket, engine],
    [engine, socket],
  ]) {
    one.once('error', () => other.destroy());
    one.once('close', () => other.destroy());
    one.pipe(other);
  }
}
