import type { Dispatcher } from 'undici';

/** Destroys an unread response body, and ignores the error that this causes. */
export function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined).destroy();
}
