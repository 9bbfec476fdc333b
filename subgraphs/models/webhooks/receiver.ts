import { createHash } from 'node:crypto';

/** Receiver of webhooks. */
export interface Receiver {
  /** key in the database, which must not contain the URL: that may hold a password */
  readonly key: string;
  readonly url: string;
  /** the URL without user name, password and query */
  readonly shownUrl: string;
}

/** The receiver at a URL. */
export function receiverAt(url: string): Receiver {
  const { origin, pathname } = new URL(url);
  return { key: createHash('sha256').update(url).digest('hex'), url, shownUrl: `${origin}${pathname}` };
}
