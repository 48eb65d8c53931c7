import type { Step } from '../migrate/index.js';

/**
 * What an error of DynamoDB's asks for: `again`, the same call may succeed a little later; `look`, the table is busy, or not as it
 * was thought to be; `rejected`, the same input will meet it again, unless it was made on a stale view; `cool-down`, DynamoDB allows this change only after a while; `unsupported`, the endpoint has no such operation;
 * or `stop`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export type Remedy = 'again' | 'look' | 'rejected' | 'cool-down' | 'unsupported' | 'stop';

const transient = new Set([
  'ThrottlingException',
  'Throttling',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'TooManyRequestsException',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
  'NetworkingError',
  // The resource is there, but something of it is still being set up.
  'ContinuousBackupsUnavailableException',
]);
const network = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND']);

interface ErrorShape {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export function remedyFor(error: unknown): Remedy {
  const { name = '', message = '', code = '', $metadata } = (error ?? {}) as ErrorShape;
  switch (name) {
    case 'UnknownOperationException':
      return 'unsupported';
    case 'ResourceInUseException':
      return 'look';
    case 'LimitExceededException':
      // Of those under way at once there will be fewer soon; of a quota or a daily budget there won't be more.
      return /simultaneous|concurrent|Only 1 online index|Subscriber limit/i.test(message) &&
        !/decrease|count exceeds|number of/i.test(message)
        ? 'look'
        : 'stop';
    case 'ResourceNotFoundException':
    case 'TableNotFoundException':
    case 'IndexNotFoundException':
      return 'rejected';
    case 'ValidationException':
      if (/within a fixed interval/i.test(message)) return 'cool-down';
      return /backups are being enabled/i.test(message) ? 'again' : 'rejected';
  }
  const status = $metadata?.httpStatusCode ?? 0;
  return transient.has(name) || network.has(code) || status >= 500 || status === 429 ? 'again' : 'stop';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The error of a step that failed, with what it was to change. */
export function stepError({ operation, changes }: Step, error: unknown): Error {
  const what = changes.map(({ kind, path }) => [kind, ...path].join(' ')).join(', ');
  return new Error(`${operation} (${what}) failed: ${messageOf(error)}`, { cause: error });
}
