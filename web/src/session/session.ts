import { createStore } from '../store/store.ts';
import { claimsOf } from './token-claims.ts';

/** Reasons for which a session ended. */
export type SessionEnd = 'SIGNED_OUT' | 'EXPIRED' | 'REFUSED';

/** The reader's session. The token is in the page's memory alone: no other page and no later visitor can read it. */
export interface Session {
  readonly token: string | undefined;
  /** epoch milliseconds by the gateway's clock; undefined for a token that does not say it */
  readonly expiresAt: number | undefined;
  /** why there is none any more */
  readonly ended: SessionEnd | undefined;
}

/** The current session. */
export const session = createStore<Session>({ token: undefined, expiresAt: undefined, ended: undefined });

/** Begins a session, or goes on with a fresh token. */
export function beginSession(token: string): void {
  const { exp } = claimsOf(token);
  session.set({ token, expiresAt: exp === undefined ? undefined : exp * 1_000, ended: undefined });
}

/**
 * Ends the session of a token. A fault of an earlier token, whose answer came late, leaves the present session alone.
 */
export function endSession(token: string | undefined, why: SessionEnd): void {
  const current = session.get();
  if (current.token === undefined || current.token !== token) return;
  session.set({ token: undefined, expiresAt: undefined, ended: why });
}
