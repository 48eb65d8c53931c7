import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What is used of a `DynamoDBClient`; anything that can `send` will do. */
export type Client = Pick<DynamoDBClient, 'send'>;

/**
 * What is used of an `ApplicationAutoScalingClient` of `@aws-sdk/client-application-auto-scaling`, a package that only those need who
 * pass one; anything that can `send` its commands will do.
 */
export interface AutoScalingClient {
  send(command: never, options?: { readonly abortSignal?: AbortSignal | undefined }): Promise<unknown>;
}

/** Time, for those who bring their own. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const aborted = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', aborted, { once: true });
    }),
};
