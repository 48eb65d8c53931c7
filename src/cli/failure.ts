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

/** Where credentials come from, as the SDK looks for them, and how there are new ones. */
export interface CredentialsSource {
  /** As the end of a sentence: `the profile prod`. */
  readonly what: string;
  /** A sentence, without its full stop. */
  readonly renew: string;
  /** To be added to a command of the AWS CLI, so that it uses the same. */
  readonly flag: string;
}

/** Where a call went, and as whom. */
export interface Called {
  /** The endpoint or the Region. */
  readonly where?: string | undefined;
  /** Where the credentials came from. */
  readonly credentials?: CredentialsSource | undefined;
}

/** The cause of an error that people meet, and the way out. */
export function explain(error: unknown, called: Called = {}): Failure {
  const { where = 'DynamoDB' } = called;
  if (isFailure(error)) return { message: error.message, wayOut: error.wayOut };
  for (let cause = error, depth = 0; cause && depth < 5; cause = (cause as ErrorShape).cause, depth++) {
    const known = knownCause(cause as ErrorShape, where, called.credentials);
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

function knownCause(
  { name = '', message = '', code = '', hostname }: ErrorShape,
  where: string,
  credentials: CredentialsSource | undefined,
): Failure | undefined {
  if (expired.has(name) || (/ProviderError$/.test(name) && /expired/i.test(message))) {
    return {
      message: `The AWS credentials${credentials ? `, from ${credentials.what},` : ''} have expired.`,
      wayOut: `${credentials?.renew ?? 'Sign in again: aws sso login'}.`,
    };
  }
  if (/To refresh this SSO session/.test(message)) {
    return {
      message: `The sign-in${credentials ? ` of ${credentials.what}` : ''} is missing, or has expired.`,
      wayOut: `${credentials?.renew ?? 'Sign in again: aws sso login'}.`,
    };
  }
  if (/^Signature (not yet current|expired)/.test(message)) {
    return {
      message: `The clock of this machine is not that of ${where}: ${message}`,
      wayOut: 'Set the clock, and run it again.',
    };
  }
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
  if (refused.has(name)) {
    return {
      message: `AWS does not accept these credentials at ${where} (${name}).`,
      wayOut: `They are from ${credentials?.what ?? 'where the SDK found them'}; see whose: aws sts get-caller-identity${credentials?.flag ?? ''}. Wrong or deleted keys, and a Region that is off for the account, answer like this: check --region. ${credentials?.renew ?? 'Sign in again: aws sso login'}.`,
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
