import { learnServerClock } from '../clock/server-clock.ts';
import { endSession, session } from '../session/session.ts';
import { GraphError, type GraphFault, PAGE_CODES, readFaults } from './graph-error.ts';
import { named, type PageDocument } from './named-document.ts';
import { reportNewerServer } from './newer-server.ts';

/** Data of an operation. Fields that could not be had are null, each with a fault. */
export interface GraphAnswer<Data> {
  readonly data: Data;
  readonly faults: readonly GraphFault[];
}

const ENDPOINT = '/graphql';

/**
 * Executes a query or a mutation.
 *
 * @throws {GraphError} when there is no data: UNREACHABLE, UNAUTHENTICATED and every code of the gateway
 */
export async function execute<Data, Variables>(
  document: PageDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<GraphAnswer<Data>> {
  const { token } = session.get();
  const response = await send(JSON.stringify({ ...named(document), variables }), token, signal);
  const { data, errors } = await readBody(response);
  const faults = readFaults(errors);
  if (data !== null && data !== undefined) return { data: data as Data, faults };
  const error = new GraphError(faults, { retryAfterMs: retryAfterMs(response) });
  if (error.code === 'UNAUTHENTICATED') endSession(token, isExpiry(error) ? 'EXPIRED' : 'REFUSED');
  reportNewerServer(error.code);
  throw error;
}

async function send(body: string, token: string | undefined, signal: AbortSignal | undefined): Promise<Response> {
  const started = performance.now();
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body,
      credentials: 'omit',
      signal: signal ?? null,
    });
    learnServerClock(response.headers.get('date'), performance.now() - started);
    return response;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new GraphError([{ code: PAGE_CODES.unreachable, message: 'found no answer of the gateway', path: '' }], {
      cause,
    });
  }
}

async function readBody(response: Response): Promise<{ data?: unknown; errors?: unknown }> {
  try {
    return await response.json();
  } catch (cause) {
    const message = `found an answer with status ${response.status} that is no JSON`;
    throw new GraphError([{ code: PAGE_CODES.unreadable, message, path: '' }], { cause });
  }
}

function isExpiry({ faults }: GraphError): boolean {
  return faults[0]?.extensions?.reason === 'expired';
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
