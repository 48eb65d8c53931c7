import { type AddressInfo, createServer } from 'node:net';

/** A port that nobody uses on loopback now. Somebody may take it before the engine does: the caller tries another then. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Whether a port can be listened on now. Ports that this user may not use throw, with the reason of the system. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
