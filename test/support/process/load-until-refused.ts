import { Agent, request } from 'node:http';

/** What became of the requests that were sent to a server until it was gone. */
export interface LoadOutcome {
  /** answered whole with status 200 */
  readonly answered: number;
  /** what went wrong with the others: a connection that broke, another status */
  readonly cut: readonly string[];
}

/** Requests that go on until the server is gone. */
export interface Load {
  /** resolves once every client had an answer */
  readonly underWay: Promise<unknown>;
  readonly outcome: Promise<LoadOutcome>;
}

/**
 * Sends requests over kept connections, as fast as they are answered, until the server takes no connection any more.
 *
 * @param clients how many at once
 */
export function loadUntilRefused(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  clients: number,
): Load {
  // no more connections than clients: one that opens in the moment of the close is reset by the operating system
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const cut: string[] = [];
  let answered = 0;
  const work = async (started: () => void): Promise<void> => {
    for (;;) {
      const outcome = await post(agent, url, headers, body);
      started();
      if (outcome === 'ECONNREFUSED') return;
      if (outcome === '200') answered += 1;
      else cut.push(outcome);
    }
  };
  const works: Promise<void>[] = [];
  const starts = Array.from({ length: clients }, () => new Promise<void>((resolve) => works.push(work(resolve))));
  const outcome = Promise.all(works).then(() => {
    agent.destroy();
    return { answered, cut };
  });
  return { underWay: Promise.all(starts), outcome };
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
