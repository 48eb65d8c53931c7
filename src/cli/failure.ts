/** What went wrong, in words for the person at the terminal. */
export interface Failure {
  readonly message: string;
  /** What to do about it. */
  readonly wayOut?: string;
}

/** Thrown where the command itself knows what is wrong, and how to go on. */
export function failure(message: string, wayOut?: string, cause?: unknown): Error & Failure {
  return Object.assign(new Error(message, { cause }), { name: 'Failure', wayOut });
}

function isFailure(error: unknown): error is Error & Failure {
  return error instanceof Error && error.name === 'Failure';
}

interface ErrorShape {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
  readonly hostname?: string;
}

const expired = new Set(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenRefreshRequired']);
const refused = new Set([
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
]);

/** The cause of an error that people meet, and the way out. `where` is the endpoint or the Region that was called. */
export function explain(error: unknown, where = 'DynamoDB'): Failure {
  if (isFailure(error)) return { message: error.message, wayOut: error.wayOut };
  for (let cause = error, depth = 0; cause && depth < 5; cause = (cause as ErrorShape).cause, depth++) {
    const known = knownCause(cause as ErrorShape, where);
    if (known) return known;
  }
  const { name = '', message = String(error) } = (error ?? {}) as ErrorShape;
  const answer = strangeAnswer(error as StrangeAnswer | undefined, where);
  if (answer) return answer;
  const named = name && !['Error', 'TableSchemaError', 'RangeError'].includes(name);
  return { message: named ? `${name}: ${message}` : message };
}

/** What the SDK throws for an answer that it can't read. */
interface StrangeAnswer {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number; readonly headers?: { readonly [name: string]: string } };
}

/** DynamoDB answers in JSON, and its errors have names. */
function strangeAnswer(error: StrangeAnswer | undefined, where: string): Failure | undefined {
  if (!/^(SyntaxError|Unknown|UnknownError|Error)$/.test(error?.name ?? '')) return undefined;
  const status = error?.$response?.statusCode ?? error?.$metadata?.httpStatusCode;
  if (status === undefined) return undefined;
  const type = error?.$response?.headers?.['content-type'];
  return {
    message: `What answers at ${where} is not DynamoDB (HTTP ${status}${type ? `, ${type}` : ''}).`,
    wayOut: 'Correct --endpoint: another program listens there, or a proxy stands between.',
  };
}

function knownCause({ name = '', message = '', code = '', hostname }: ErrorShape, where: string): Failure | undefined {
  if (/CredentialsProviderError|CredentialsError/.test(name) || /could not load credentials/i.test(message)) {
    return {
      message: /profile/i.test(message) ? message : 'No AWS credentials were found.',
      wayOut:
        'Sign in (aws sso login, aws configure), name a profile (--profile, AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Without AWS: --local.',
    };
  }
  if (/^Region is missing/.test(message)) {
    return { message: 'No AWS Region is set.', wayOut: 'Give --region, or set AWS_REGION. Without AWS: --local.' };
  }
  if (name === 'AccessDeniedException' || name === 'AccessDenied') {
    const action = /perform: (\S+)/.exec(message)?.[1];
    const resource = /on resource: (\S+)/.exec(message)?.[1];
    return {
      message: action
        ? `Access denied: ${action}${resource ? ` on ${resource}` : ''} is not allowed.`
        : `Access denied: ${message}`,
      wayOut:
        'Let this user or role do it: tablewright emit iam --access provision prints the policy that tablewright needs.',
    };
  }
  if (expired.has(name))
    return { message: 'The AWS credentials have expired.', wayOut: 'Sign in again: aws sso login.' };
  if (refused.has(name)) {
    return {
      message: `AWS does not accept these credentials at ${where} (${name}).`,
      wayOut:
        'See which are used: aws sts get-caller-identity. A Region that is off for the account answers like this too: check --region.',
    };
  }
  if (code === 'ECONNREFUSED') {
    return {
      message: `Nothing answers at ${where}.`,
      wayOut: 'Start the engine (tablewright local), or correct --endpoint.',
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      message: `The host ${hostname ?? where} can't be found.`,
      wayOut: 'Check the Region or the endpoint for a typing error, and the network.',
    };
  }
  if (code === 'ECONNRESET' || code === 'ETIMEDOUT' || name === 'TimeoutError') {
    return {
      message: `The connection to ${where} failed: ${message}`,
      wayOut: 'Check the network, and run it again: what was done is not done twice.',
    };
  }
  return undefined;
}
