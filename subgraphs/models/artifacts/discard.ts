import type { Dispatcher } from 'undici';

/** Ends an answer that is of no interest any more; that it was cut short is no news. */
export function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined).destroy();
}
