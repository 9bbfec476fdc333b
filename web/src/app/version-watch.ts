import { onReconnect } from '../graph/live.ts';
import { readSettings } from '../sign-in/settings.ts';

const EVERY_MS = 300_000;

/**
 * Looks for a newer version of the page: at first, every five minutes, and when the gateway is back after an interruption,
 * as a restart may have brought one. @returns ends the watch
 */
export function watchVersion(): () => void {
  // a gateway that is away is looked at again later
  const look = (): void => void readSettings().catch(() => undefined);
  const unfollow = onReconnect(look);
  const timer = setInterval(look, EVERY_MS);
  look();
  return () => {
    clearInterval(timer);
    unfollow();
  };
}
