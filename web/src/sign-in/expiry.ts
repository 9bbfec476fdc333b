import { clockSkew, serverNow } from '../clock/server-clock.ts';
import { endSession, session } from '../session/session.ts';

/** Longest delay of a timer of the page: one beyond 24.8 days overflows, and fires at once. */
export const LONGEST_DELAY_MS = 86_400_000;

/** Ends the session when its token expires, by the gateway's clock. @returns stops the watch */
export function watchExpiry(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    const { token, expiresAt } = session.get();
    // a clock that may be wrong must not end a session: the first answer tells
    if (expiresAt === undefined || clockSkew.get() === undefined) return;
    const leftMs = expiresAt - serverNow();
    if (leftMs <= 0) endSession(token, 'EXPIRED');
    else timer = setTimeout(watch, Math.min(leftMs, LONGEST_DELAY_MS));
  };
  const ends = [session.follow(watch), clockSkew.follow(watch)];
  watch();
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
