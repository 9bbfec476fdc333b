import autocannon from 'autocannon';
import type { Workload } from './workloads.ts';

/** Result of a round of load. */
export interface LoadResult {
  /** answered */
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** milliseconds */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Length of a round of load: seconds, or a number of requests. */
export type LoadLength = { readonly duration: number } | { readonly amount: number };

/**
 * Puts a workload on a platform.
 *
 * @throws {Error} when any answer is wrong: a figure counts only if all the work was done
 */
export async function load(
  { url, token }: { readonly url: string; readonly token?: string | undefined },
  workload: Workload,
  length: LoadLength,
): Promise<LoadResult> {
  let turn = Math.floor(Math.random() * 1e6);
  let wrong: string | undefined;
  const result = await autocannon({
    url,
    connections: workload.clients,
    ...length,
    method: workload.method ?? 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    requests: [
      {
        setupRequest: (request) => {
          turn++;
          return { ...request, path: workload.path(turn), body: workload.body?.(turn) };
        },
        onResponse: (status, body) => {
          if (status !== 200 || !workload.isRight(body)) wrong ??= `${status} ${body.slice(0, 500)}`;
        },
      },
    ],
  });
  if (wrong) throw new Error(`${workload.name}: wrong answer: ${wrong}`);
  return {
    requests: result.requests.total,
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
