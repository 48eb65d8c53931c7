/** An answer of HTTP that the AWS SDK takes for an error of DynamoDB's which it need not try again, with this message. */
export function refusal(message: string): string {
  const body = refusalBody(message);
  return [
    'HTTP/1.1 400 Bad Request',
    `content-type: ${refusalType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}

export const refusalType = 'application/x-amz-json-1.0';

export function refusalBody(message: string): string {
  return JSON.stringify({ __type: 'com.amazon.coral.validate#ValidationException', message });
}
