import { Agent, request } from 'node:http';

/** What became of the requests that were sent to a server until it was gone. */
export interface LoadOutcome {
  /** answered whole with status 200 */
  readonly answered: number;
  /** what went wrong with the others: a connection that broke, another status */
  readonly cut: readonly string[];
}

/**
 * Sends requests over kept connections, as fast as they are answered, until the server takes no connection any more.
 *
 * @param clients how many at once
 */
export async function loadUntilRefused(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  clients: number,
): Promise<LoadOutcome> {
  // no more connections than clients: one that opens in the moment of the close is reset by the operating system
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const cut: string[] = [];
  let answered = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const outcome = await post(agent, url, headers, body);
      if (outcome === 'ECONNREFUSED') return;
      if (outcome === '200') answered += 1;
      else cut.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  agent.destroy();
  return { answered, cut };
}

/** @returns the status of a whole answer, else the code of the failure */
function post(agent: Agent, url: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  return new Promise((resolve) => {
    const failed = ({ code, message }: NodeJS.ErrnoException): void => resolve(code ?? message);
    const sent = request(url, { method: 'POST', agent, headers: all }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.complete ? `${response.statusCode}` : 'incomplete'));
      response.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}
