import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InspectOptions } from '../provision/index.js';
import type { Connection } from './connection.js';

type DescribeKey = NonNullable<InspectOptions['describeKey']>;

/** As much of `@aws-sdk/client-kms` as is used here. It is the user's, and need not be there. */
interface Kms {
  readonly KMSClient: new (
    config: object,
  ) => { send(command: object): Promise<{ KeyMetadata?: { KeyManager?: string } }> };
  readonly DescribeKeyCommand: new (input: { readonly KeyId: string }) => object;
}

/**
 * Asks KMS about keys, with the connection's credentials; `undefined` where KMS can't be asked: the user's project has no
 * `@aws-sdk/client-kms`, or the endpoint is one of DynamoDB's alone, which need not be AWS.
 */
export async function keyDescriber({ client, endpoint, emulator }: Connection): Promise<DescribeKey | undefined> {
  if (emulator || (endpoint !== undefined && endpoint !== process.env.AWS_ENDPOINT_URL)) return undefined;
  let kms: Kms;
  try {
    const file = createRequire(path.resolve('package.json')).resolve('@aws-sdk/client-kms');
    kms = await import(pathToFileURL(file).href);
  } catch {
    return undefined;
  }
  return async (keyArn) => {
    // arn:aws:kms:eu-west-1:123456789012:key/...
    const region = keyArn.split(':')[3];
    const asker = new kms.KMSClient({ region, credentials: client.config.credentials });
    return (await asker.send(new kms.DescribeKeyCommand({ KeyId: keyArn }))).KeyMetadata;
  };
}
