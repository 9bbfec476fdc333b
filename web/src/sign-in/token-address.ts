import { beginSession } from '../session/session.ts';

/** Takes a token from the address (`#token=…`), where `npm start` puts it, and removes it there and in the history. */
export function takeTokenFromAddress(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  beginSession(token);
}
