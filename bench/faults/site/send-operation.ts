import type { Operation } from './operations.ts';

/** Answer to one operation: the id of what was stored, or the code of the refusal or of the failed connection. */
export type Outcome = { readonly id: string } | { readonly code: string };

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly code?: string;
}

// longer than the platform's own deadline of a request: a client that gives up earlier would hide its answer
const CLIENT_DEADLINE_MS = 12_000;

/** Sends an operation once. */
export async function sendOperation(url: string, token: string, { body, idOf }: Operation): Promise<Outcome> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(CLIENT_DEADLINE_MS),
    });
    const { data, errors = [], code } = (await response.json()) as Answer;
    const refused = errors[0];
    if (refused) return { code: refused.extensions?.code ?? 'an error without a code' };
    return data ? { id: idOf(data) } : { code: code ?? `HTTP ${response.status}` };
  } catch (error) {
    return { code: codeOf(error as Error) };
  }
}

function codeOf(error: Error): string {
  if (error.name === 'TimeoutError') return `no answer in ${CLIENT_DEADLINE_MS} ms`;
  return (error.cause as { code?: string } | undefined)?.code ?? error.message;
}
