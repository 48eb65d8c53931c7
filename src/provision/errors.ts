import type { Step } from '../migrate/index.js';

/**
 * What an error of DynamoDB's asks for: `again`, the same call may succeed a little later; `look`, the table is busy, or not as it
 * was thought to be; `rejected`, the same input will meet it again, unless it was made on a stale view; `cool-down`, DynamoDB
 * allows this change only after a while; `unsupported`, the endpoint has no such operation; or `stop`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export type Remedy = 'again' | 'look' | 'rejected' | 'cool-down' | 'unsupported' | 'stop';

// The lists of the SDK's own retries: @smithy/core, submodules/retry/service-error-classification. LimitExceededException is not
// here: of DynamoDB it may be a quota.
const throttles = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const unanswered = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'NetworkingError']);
const brokenConnections = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
const noConnections = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** Faults of the server, and the resource that is there while something of it is still being set up. */
const faults = new Set([
  'InternalServerError',
  'InternalFailure',
  'InternalServiceException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ContinuousBackupsUnavailableException',
]);

interface ErrorShape {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly $retryable?: object;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === 'object' && error !== null ? error : {};
}

export function remedyFor(error: unknown): Remedy {
  const { name = '', message = '' } = shapeOf(error);
  switch (name) {
    case 'UnknownOperationException':
      return 'unsupported';
    case 'ResourceInUseException':
    // Of Application Auto Scaling: it is at work on the same target.
    case 'ConcurrentUpdateException':
      return 'look';
    case 'LimitExceededException':
      // Of those under way at once there will be fewer soon; of a quota or a budget there won't be more for hours or days.
      return /simultaneous|concurrent|only 1 online index/i.test(message) ? 'look' : 'stop';
    case 'ResourceNotFoundException':
    case 'TableNotFoundException':
    case 'IndexNotFoundException':
    // Of a policy of another revision too: somebody else has set one.
    case 'PolicyNotFoundException':
    case 'ReplicaAlreadyExistsException':
    case 'ReplicaNotFoundException':
      return 'rejected';
    case 'FailedResourceAccessException':
      // Application Auto Scaling calls CloudWatch under its role, which may be a moment old or throttled, as Terraform found:
      // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/appautoscaling/policy.go
      return /rate exceeded|sts:AssumeRole|token included in the request is invalid/i.test(message) ? 'again' : 'stop';
    case 'ValidationException':
      if (/within a fixed interval/i.test(message)) return 'cool-down';
      return /backups are being enabled/i.test(message) ? 'again' : 'rejected';
  }
  return isTransient(error) ? 'again' : 'stop';
}

/** How deep the causes of an error are followed, as the SDK does. */
const deepest = 10;

function isTransient(error: unknown, depth = 0): boolean {
  const { name = '', code = '', cause, $retryable, $metadata } = shapeOf(error);
  // What was aborted was aborted on purpose.
  if (name === 'AbortError') return false;
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    $retryable !== undefined ||
    [throttles, unanswered, faults].some((names) => names.has(name)) ||
    brokenConnections.has(code) ||
    noConnections.has(code) ||
    status >= 500 ||
    status === 429 ||
    (cause !== undefined && depth < deepest && isTransient(cause, depth + 1))
  );
}

/** Whether a call that ended in this error may have been made all the same: no answer came, or a fault of the server's. */
export function mayHaveActed(error: unknown): boolean {
  const { name = '', code = '', $metadata } = shapeOf(error);
  const status = $metadata?.httpStatusCode;
  if (throttles.has(name) || noConnections.has(code) || status === 429) return false;
  return status === undefined || status >= 500 || unanswered.has(name);
}

/**
 * Whether Application Auto Scaling answered that there is no such thing, which it may know of a moment later: it learns late of a new
 * table, and of its own new targets.
 */
export function isUnknownToScaling(error: unknown): boolean {
  const { name, message = '' } = shapeOf(error);
  return (
    name === 'ObjectNotFoundException' ||
    (name === 'ValidationException' && /(table|index) does not exist|unable to assume IAM role/i.test(message))
  );
}

/** Whether DynamoDB answered that there is no such thing: that may be said of one that is a moment old, too. */
export function isNotFound(error: unknown): boolean {
  return ['ResourceNotFoundException', 'TableNotFoundException'].includes(shapeOf(error).name ?? '');
}

/** Whether the policy is not of the revision that was read: reads of policies lag. */
export function isOtherRevision(error: unknown): boolean {
  return shapeOf(error).name === 'PolicyNotFoundException';
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The error of a step that failed, with what it was to change. */
export function stepError({ operation, changes }: Step, error: unknown): Error {
  const what = changes.map(({ kind, path }) => [kind, ...path].join(' ')).join(', ');
  return new Error(`${operation} (${what}) failed: ${messageOf(error)}`, { cause: error });
}
