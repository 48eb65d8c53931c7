import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What is used of a `DynamoDBClient`; anything that can `send` will do. */
export type Client = Pick<DynamoDBClient, 'send'>;

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
