import type { VerifiedIdentity } from '../auth/tokens.ts';

// a longer delay overflows the timer, which then fires at once
const LONGEST_DELAY_MS = 2_147_483_647;

/**
 * Calls back at a time, however distant. Does not keep the process alive.
 *
 * @param at    epoch milliseconds
 * @param clock now, epoch milliseconds
 * @returns cancels the call
 */
function callAt(at: number, clock: () => number, onTime: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const leftMs = at - clock();
    timer = setTimeout(
      () => (leftMs > LONGEST_DELAY_MS ? wait() : onTime()),
      Math.min(leftMs, LONGEST_DELAY_MS),
    ).unref();
  };
  wait();
  return () => clearTimeout(timer);
}

/** How a token ends. */
export type TokenEnd = 'expired' | 'revoked';

/**
 * Calls back once when a token expires or is revoked. Does not keep the process alive.
 *
 * @param clock now, epoch milliseconds
 * @returns cancels the call
 */
export function whenTokenEnds(
  { expiresAt, revoked }: Pick<VerifiedIdentity, 'expiresAt' | 'revoked'>,
  clock: () => number,
  onEnd: (end: TokenEnd) => void,
): () => void {
  const onRevoked = (): void => {
    cancel();
    onEnd('revoked');
  };
  const cancelExpiry = callAt(expiresAt, clock, () => {
    cancel();
    onEnd('expired');
  });
  const cancel = (): void => {
    cancelExpiry();
    revoked?.removeEventListener('abort', onRevoked);
  };
  if (revoked?.aborted) queueMicrotask(onRevoked);
  else revoked?.addEventListener('abort', onRevoked, { once: true });
  return cancel;
}
