import type { AutoScalingClient } from './client.js';

type Sdk = typeof import('@aws-sdk/client-application-auto-scaling');

/**
 * The commands of Application Auto Scaling, of a package that only those need who use them: it is loaded when the first command is
 * made, and not before.
 *
 * @throws Error, which says what to install, where it is missing.
 */
export async function autoScalingSdk(): Promise<Sdk> {
  try {
    return await import('@aws-sdk/client-application-auto-scaling');
  } catch (cause) {
    throw new Error(
      '@aws-sdk/client-application-auto-scaling makes the commands for auto scaling, and is not installed: npm install @aws-sdk/client-application-auto-scaling',
      { cause },
    );
  }
}

/** The client as the package's types have it: it was given to send these very commands. */
export function sender(client: AutoScalingClient): Pick<InstanceType<Sdk['ApplicationAutoScalingClient']>, 'send'> {
  return client as unknown as Pick<InstanceType<Sdk['ApplicationAutoScalingClient']>, 'send'>;
}
