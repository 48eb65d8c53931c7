import {
  ContinuousBackupsUnavailableException,
  DynamoDBServiceException,
  InternalServerError,
  LimitExceededException,
  PolicyNotFoundException,
  ResourceInUseException,
  ResourceNotFoundException,
  TableNotFoundException,
  ThrottlingException,
} from '@aws-sdk/client-dynamodb';

/**
 * Who could have known that a call would be rejected:
 * - `request`: the request is wrong in itself;
 * - `state`: it doesn't fit the table, as a look at the table would have told;
 * - `hidden`: no read of the API tells (a cool-down, work of the service behind the scenes).
 */
export type Blame = 'request' | 'state' | 'hidden';

const blames = new WeakMap<object, Blame>();

/** The blame of an error of the simulated service; `undefined` for errors that are nobody's fault (busy, limits, throttles). */
export function blameOf(error: unknown): Blame | undefined {
  return typeof error === 'object' && error !== null ? blames.get(error) : undefined;
}

export function blamed<E extends object>(error: E, blame: Blame): E {
  blames.set(error, blame);
  return error;
}

export function metadata(httpStatusCode: number) {
  return { httpStatusCode, requestId: 'SIMULATED', attempts: 1, totalRetryDelay: 0 };
}

function clientError(message: string) {
  return { message, $metadata: metadata(400) };
}

/** An error that the SDK has no class for: it makes a DynamoDBServiceException of it, with the name that the service sent. */
function unmodelled(name: string, message: string, httpStatusCode = 400): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name,
    message,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: metadata(httpStatusCode),
  });
}

export function validationError(blame: Blame, message: string): DynamoDBServiceException {
  return blamed(unmodelled('ValidationException', message), blame);
}

/** A `ValidationException` with the words that DynamoDB puts before most of them. */
export function invalid(blame: Blame, message: string): DynamoDBServiceException {
  return validationError(blame, `One or more parameter values were invalid: ${message}`);
}

export function tableExists(tableName: string): ResourceInUseException {
  return new ResourceInUseException(clientError(`Table already exists: ${tableName}`));
}

export function stillInUse(what: string): ResourceInUseException {
  return new ResourceInUseException(clientError(`Attempt to change a resource which is still in use: ${what}`));
}

export function notFound(what: string): ResourceNotFoundException {
  return new ResourceNotFoundException(clientError(`Requested resource not found: ${what}`));
}

/** What the backup operations answer for a table that is not there. */
export function tableNotFound(tableName: string): TableNotFoundException {
  return new TableNotFoundException(clientError(`Table not found: ${tableName}`));
}

export function limitExceeded(message: string, blame?: Blame): LimitExceededException {
  const error = new LimitExceededException(clientError(`Subscriber limit exceeded: ${message}`));
  return blame ? blamed(error, blame) : error;
}

/** In these words since 2015, whatever the reference says of more. */
export function onlyOneOnlineIndex(blame?: Blame): LimitExceededException {
  return limitExceeded('Only 1 online index can be created or deleted simultaneously per table', blame);
}

export function policyNotFound(message: string): PolicyNotFoundException {
  return new PolicyNotFoundException(clientError(message));
}

export function backupsUnavailable(tableName: string): ContinuousBackupsUnavailableException {
  return new ContinuousBackupsUnavailableException(
    clientError(`Backups are being enabled for the table: ${tableName}. Please retry later`),
  );
}

export function throttled(): ThrottlingException {
  return new ThrottlingException(clientError('Rate exceeded'));
}

export function internalServerError(blame?: Blame): InternalServerError {
  const error = new InternalServerError({ message: 'Internal server error', $metadata: metadata(500) });
  return blame ? blamed(error, blame) : error;
}

export function unknownOperation(): DynamoDBServiceException {
  return unmodelled('UnknownOperationException', 'An unknown operation was requested.');
}

export function accessDenied(operation: string, resource: string): DynamoDBServiceException {
  return unmodelled(
    'AccessDeniedException',
    `User: arn:aws:iam::123456789012:user/simulated is not authorized to perform: dynamodb:${operation} on resource: ${resource} because no identity-based policy allows the dynamodb:${operation} action`,
  );
}

/** What the SDK's HTTP handler throws when no answer comes in time. */
export function timeoutError(): Error {
  return Object.assign(new Error('Connection timed out after 5000 ms'), { name: 'TimeoutError' });
}

/** What a connection that the other side drops looks like to the SDK. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
}

/** What the SDK's HTTP handler throws for an aborted request. */
export function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('Request aborted', { cause: signal.reason }), { name: 'AbortError' });
}

/** The process that called has died: it never sees an answer, nor wakes up. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}
