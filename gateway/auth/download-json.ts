/** Size limit of a response, bytes. */
const LONGEST_ANSWER = 1_048_576;

/**
 * Downloads a JSON document of at most 1 MiB.
 *
 * Redirects are not followed: they could lead to foreign keys or endpoints.
 *
 * @throws when the server is unreachable, or responds with another status than 200, with no JSON, or with too much of
 * it
 */
export async function downloadJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new TypeError(`found status ${response.status}, expected 200`);
  }
  return JSON.parse(await readText(response));
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // leaving the loop closes the connection
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new RangeError(`found more than ${LONGEST_ANSWER} bytes, expected at most that`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
