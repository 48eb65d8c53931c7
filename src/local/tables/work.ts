import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Permission, ProvisionEvent, ProvisionOptions } from '../../provision/index.js';
import { defined, type TableQuotas } from '../../schema/index.js';
import type { LocalClientConfig } from '../clientConfig.js';

/** Long for an emulator; short for somebody who waits. */
const timeoutMs = 10 * 60_000;

/** What work on tables may do, and who is told. */
export interface WorkOptions {
  readonly allow?: readonly Permission[] | undefined;
  readonly quotas?: TableQuotas | undefined;
  /** Where items are while their table is made anew, and those that do not fit for good. */
  readonly folder?: string | undefined;
  readonly onEvent?: ((event: ProvisionEvent) => void) | undefined;
  /** Aborted when the engine is gone, or the user stops it. */
  readonly signal?: AbortSignal | undefined;
}

/** Work on the tables of one engine. */
export interface Work {
  readonly client: DynamoDBClient;
  readonly folder: string | undefined;
  readonly signal: AbortSignal;
  readonly run: ProvisionOptions;
}

/** Work by this client. */
export function workWith(
  client: DynamoDBClient,
  { allow, quotas, folder, onEvent, signal = new AbortController().signal }: WorkOptions,
): Work {
  return { client, folder, signal, run: defined({ allow, quotas, onEvent, signal, timeoutMs, emulator: true }) };
}

/** Does work with a client of its own. */
export async function withWork<R>(
  clientConfig: LocalClientConfig,
  options: WorkOptions,
  act: (work: Work) => Promise<R>,
): Promise<R> {
  const client = new DynamoDBClient(clientConfig);
  try {
    return await act(workWith(client, options));
  } finally {
    client.destroy();
  }
}
