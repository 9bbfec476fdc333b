/** An HTTP request for an event stream, as it goes over the connection. */
export function eventStreamRequest(
  token: string,
  body: Readonly<Record<string, string>>,
  method: 'GET' | 'POST' = 'POST',
): string {
  const json = method === 'POST' ? JSON.stringify(body) : '';
  const lines = [
    `${method} /graphql${method === 'GET' ? `?${new URLSearchParams(body)}` : ''} HTTP/1.1`,
    'host: a',
    'accept: text/event-stream',
    `authorization: Bearer ${token}`,
    ...(json ? ['content-type: application/json', `content-length: ${Buffer.byteLength(json)}`] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${json}`;
}
