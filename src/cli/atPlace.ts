import { defined } from '../schema/index.js';
import { type Connection, type ConnectionOptions, connect, connectLocally } from './connection.js';
import { explain, failure } from './failure.js';
import { localPlace } from './localEngine.js';
import type { Output } from './output.js';

export interface PlaceOptions extends ConnectionOptions {
  readonly local?: boolean;
}

/** Connects to where the flags say, or else the configuration; calls `use`, and lets go again. */
export async function atPlace<T>(
  flags: PlaceOptions,
  config: ConnectionOptions,
  out: Output,
  use: (connection: Connection, isLocal: 'no' | 'stays' | 'stops') => Promise<T>,
): Promise<T> {
  if (flags.local && (flags.endpoint || flags.profile || flags.region || flags.emulator)) {
    throw failure('--local is a place of its own', 'Leave out --endpoint, --profile, --region and --emulator.');
  }
  const local = flags.local ? await localPlace(out) : undefined;
  try {
    const connection = await (local
      ? connectLocally(local.clientConfig, config.stage)
      : connect({ ...config, ...defined(flags), stage: config.stage }));
    try {
      return await use(connection, local ? (local.stays ? 'stays' : 'stops') : 'no');
    } catch (error) {
      const { message, wayOut } = explain(error, connection);
      throw failure(message, wayOut, error);
    } finally {
      connection.close();
    }
  } finally {
    await local?.stop();
  }
}
