import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { LocalClientConfig } from '../local/index.js';
import { defined } from '../schema/index.js';
import { type CredentialsSource, explain, failure } from './failure.js';
import { checkProfile, credentialsSource } from './profiles.js';

export interface ConnectionOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  /** The endpoint is an emulator, though its answers look like AWS's. */
  readonly emulator?: boolean;
  /** Of the configuration, for people. */
  readonly stage?: string;
}

export interface Connection {
  readonly client: DynamoDBClient;
  /** The endpoint, or else the Region, in words for people. */
  readonly where: string;
  readonly region: string;
  /** Of the credentials, where they tell it: single sign-on, assumed roles and AWS_ACCOUNT_ID do. None at an endpoint. */
  account(): Promise<string | undefined>;
  /** Where the credentials come from. None at tablewright's own engines. */
  readonly credentials?: CredentialsSource;
  /** The same place in another Region. */
  inRegion(region: string): DynamoDBClient;
  /** The same place in another Region, for work there; it is closed with the connection. */
  clientIn(region: string): DynamoDBClient;
  readonly stage?: string;
  readonly profile?: string;
  /** Left out: AWS's own for the Region. */
  readonly endpoint?: string;
  readonly emulator?: boolean;
  close(): void;
}

/** A client for the place that the options name, the rest as the environment and the AWS configuration files say. */
export async function connect({ region, profile, endpoint, emulator, stage }: ConnectionOptions): Promise<Connection> {
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw failure(`the endpoint ${JSON.stringify(endpoint)} is not a URL`, 'Write it in full: http://127.0.0.1:8000.');
  }
  // Keys of the environment go before its profile.
  checkProfile(profile ?? (process.env.AWS_ACCESS_KEY_ID ? undefined : process.env.AWS_PROFILE));
  const place = endpoint ?? process.env.AWS_ENDPOINT_URL_DYNAMODB ?? process.env.AWS_ENDPOINT_URL;
  const without = isOnThisMachine(place) && withoutAws({ region, profile });
  return open(
    { ...defined({ region, profile, endpoint }), ...without },
    {
      endpoint: place,
      profile,
      emulator,
      stage,
      credentials: credentialsSource(profile),
    },
  );
}

/** A client for an engine of tablewright's own, whatever the environment says: no real credentials are ever sent there. */
export function connectLocally(config: LocalClientConfig, stage?: string): Promise<Connection> {
  return open(config, { endpoint: config.endpoint, emulator: true, stage });
}

async function open(
  config: DynamoDBClientConfig,
  place: Pick<Connection, 'endpoint' | 'profile' | 'emulator' | 'stage' | 'credentials'>,
): Promise<Connection> {
  withoutNodeVersionWarning();
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb').catch((cause) => {
    throw failure("@aws-sdk/client-dynamodb can't be loaded", 'npm install @aws-sdk/client-dynamodb', cause);
  });
  const client = new DynamoDBClient(config);
  const others = new Map<string, DynamoDBClient>();
  try {
    const region = await client.config.region();
    const account = async () =>
      place.endpoint === undefined ? (await client.config.credentials()).accountId : undefined;
    return {
      ...place,
      client,
      region,
      account,
      where: place.endpoint ?? region,
      inRegion: (other) => new DynamoDBClient({ ...config, region: other, maxAttempts: 1 }),
      clientIn(other) {
        const there = others.get(other) ?? new DynamoDBClient({ ...config, region: other });
        others.set(other, there);
        return there;
      },
      close() {
        for (const one of [client, ...others.values()]) one.destroy();
      },
    };
  } catch (error) {
    client.destroy();
    const { message, wayOut } = explain(error, { credentials: place.credentials });
    throw failure(message, wayOut, error);
  }
}

function isOnThisMachine(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal|dynamodb-local)$/.test(
    new URL(endpoint).hostname,
  );
}

/** Emulators take any Region and any credentials; nobody should need some of AWS's for them. */
function withoutAws({ region, profile }: ConnectionOptions): DynamoDBClientConfig {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env;
  const areGiven = profile || AWS_ACCESS_KEY_ID || AWS_PROFILE;
  return defined({
    region: region ?? AWS_REGION ?? 'us-east-1',
    credentials: areGiven ? undefined : { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

/** Asks for one table, so that a wrong place or missing credentials show at once: later, a fault might be waited out. */
export async function checkConnection({ client }: Connection, tableName: string): Promise<void> {
  const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
}

/** The SDK's advice on future Node versions is for those who choose its version; it would stand above every answer here. */
export function withoutNodeVersionWarning(): void {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!warning.message.startsWith('NodeVersionSupportWarning')) for (const listener of listeners) listener(warning);
  });
}
