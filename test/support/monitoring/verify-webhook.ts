import { createHmac, timingSafeEqual } from 'node:crypto';

const REPLAY_WINDOW_SECONDS = 300;

/**
 * Verification of a webhook by its receiver; the reference page of webhooks shows it.
 *
 * @param body the bytes as they came, before any JSON is parsed
 */
export function isGenuine(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  secret: string,
  nowMs: number = Date.now(),
): boolean {
  const timestamp = Number(headers['webhook-timestamp']);
  if (!(Math.abs(nowMs / 1_000 - timestamp) <= REPLAY_WINDOW_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((signature) => {
      const found = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
      return found.length === expected.length && timingSafeEqual(found, expected);
    });
}
