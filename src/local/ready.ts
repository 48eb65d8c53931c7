import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Reply } from './engine.js';
import type { Supervised } from './supervise.js';

export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'ended'; readonly how: string }
  | { readonly kind: 'timed-out'; readonly answeredByOther: boolean };

/** How each engine's runtime says that its port is taken: Node, Java, dynoxide, and Rust on Windows. */
const portTaken = /EADDRINUSE|BindException|address (is )?already in use|port \d+ is already in use|os error 10048/i;

/** Waits until the engine answers ListTables, or can't any more. Asks often, so that a quick engine is ready at once. */
export async function waitUntilReady(
  engine: Supervised,
  { isOwnReply, origin }: Pick<Command, 'isOwnReply' | 'origin'>,
  port: number,
  timeoutMs: number,
): Promise<Readiness> {
  const deadline = performance.now() + timeoutMs;
  let answeredByOther = false;
  for (let pauseMs = 1; performance.now() < deadline; pauseMs = Math.min(pauseMs * 1.5, 50)) {
    const reply = await listTables(port, origin, Math.max(1, deadline - performance.now()));
    // Not every engine exits when it can't bind, so its words count as well.
    if (portTaken.test(engine.output())) return { kind: 'port-taken' };
    const how = engine.ending();
    if (how !== undefined) return { kind: 'ended', how };
    if (reply !== undefined && isOwnReply(reply, engine.output())) return { kind: 'ready' };
    answeredByOther = reply !== undefined;
    await sleep(pauseMs);
  }
  return { kind: 'timed-out', answeredByOther };
}

/** The headers of a good answer. node:http and not fetch: it loads in a third of the time, and tests often replace fetch. */
function listTables(port: number, origin: string | undefined, timeoutMs: number): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        agent: false,
        timeout: Math.min(timeoutMs, 5_000),
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.ListTables',
          // Engines want the form of a signature, with a date, and don't check it.
          'x-amz-date': '20200101T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
          ...(origin === undefined ? {} : { origin }),
        },
      },
      (response) => {
        response.resume();
        response.once('error', () => resolve(undefined));
        response.once('end', () => resolve(response.statusCode === 200 ? response.headers : undefined));
      },
    );
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(undefined));
    asked.once('close', () => resolve(undefined));
    asked.end('{}');
  });
}
