import type { SessionEnd } from '../session/session.ts';

// the gateway's codes, and the word in which it says how a token ended: see its page of close codes
const UNAUTHENTICATED = 4401;
const TOKEN_ENDED = 4403;
const EXPIRED = 'expired';

/** How a socket was closed. */
interface Close {
  readonly code: number;
  readonly reason: string;
}

/** Reason for which a closed socket ends the session; undefined for one that can be opened again. */
export function sessionEndOf({ code, reason }: Close): SessionEnd | undefined {
  if (code !== UNAUTHENTICATED && code !== TOKEN_ENDED) return undefined;
  // the page stays for a token that expired alone: one that was revoked shows nothing more
  return code === TOKEN_ENDED && reason === EXPIRED ? 'EXPIRED' : 'REFUSED';
}
