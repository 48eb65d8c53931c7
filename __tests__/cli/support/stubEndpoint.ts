import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Stub {
  readonly endpoint: string;
  /** The operation, and the Authorization header, of each request so far. */
  readonly requests: readonly { readonly operation: string; readonly authorization: string }[];
  stop(): Promise<void>;
}

export interface Answer {
  readonly status?: number;
  readonly body: object;
}

export const noTable: Answer = {
  status: 400,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    message: 'Requested resource not found',
  },
};

/** What listens on loopback and answers as told, for what no engine says. */
export async function stubEndpoint(
  answer: (operation: string, body: Record<string, never>, region: string) => Answer,
): Promise<Stub> {
  const requests: { operation: string; authorization: string }[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    requests.push({ operation, authorization: String(request.headers.authorization) });
    // `Credential=AKID/20261125/eu-west-1/dynamodb/aws4_request`
    const region = String(request.headers.authorization).split('/')[2];
    const { status = 200, body } = answer(operation, JSON.parse((await bodyOf(request)) || '{}'), region);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
