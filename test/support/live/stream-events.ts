/** An operation to follow, and where. */
export interface StreamRequest {
  readonly url: string;
  readonly token: string;
  readonly query: string;
}

/** Opens a subscription over server-sent events. Its end, by `return()`, closes the connection. */
export async function streamEvents({ url, token, query }: StreamRequest): Promise<AsyncGenerator<string, void>> {
  const closing = new AbortController();
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
  };
  const { signal } = closing;
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
  if (!response.ok || !response.body) throw new Error(`found status ${response.status}, expected a stream`);
  return dataOf(response.body, closing);
}

async function* dataOf(body: ReadableStream<Uint8Array>, closing: AbortController): AsyncGenerator<string, void> {
  try {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      const lines = (text + decoder.decode(chunk, { stream: true })).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) yield line.slice('data: '.length);
    }
  } finally {
    closing.abort();
  }
}
