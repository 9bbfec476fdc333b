import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const SHORTEST_KEY = 24;
const LONGEST_KEY = 64;

/** Expected form of a secret, in words. */
export const WEBHOOK_SECRET_FORM = `${PREFIX} and ${SHORTEST_KEY} to ${LONGEST_KEY} random bytes in base64`;

/** A key, or two while receivers move from one to the other: what is signed carries a signature of each. */
export type WebhookKeys = Uint8Array | readonly Uint8Array[];

/** Expected form of one or two secrets, in words. */
export const WEBHOOK_SECRETS_FORM = `${WEBHOOK_SECRET_FORM}; two of them, separated by a comma, while a secret is changed`;

/** Signed content of a webhook. */
export interface SignedWebhook {
  readonly id: string;
  /** when it is sent, epoch seconds */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The key of a secret: `whsec_` and base64, as the libraries of receivers read it.
 *
 * @returns undefined when it is none, or shorter than 24 or longer than 64 bytes
 */
export function webhookKey(secret: string): Uint8Array | undefined {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const key = Buffer.from(text, 'base64');
  // Buffer skips what is no base64, so only what it writes again is what was meant
  const isWhole = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  return isWhole && key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY ? key : undefined;
}

/**
 * The keys of one secret, or of two separated by a comma.
 *
 * @returns undefined when one of them is none, or both are the same
 */
export function webhookKeys(secrets: string): readonly Uint8Array[] | undefined {
  const texts = secrets.split(',').map((secret) => secret.trim());
  const keys = texts.map(webhookKey).filter((key) => key !== undefined);
  return keys.length === texts.length && keys.length <= 2 && new Set(texts).size === texts.length ? keys : undefined;
}

/**
 * The signature of a webhook: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. It covers the time, so that a
 * receiver can refuse a replay. Signatures of two keys are separated by a blank.
 *
 * @see Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(keys: WebhookKeys, { id, timestamp, body }: SignedWebhook): string {
  const signed = `${id}.${timestamp}.${body}`;
  return (keys instanceof Uint8Array ? [keys] : keys)
    .map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    .join(' ');
}
