import { useSyncExternalStore } from 'react';

/** Whether the page is on the screen: what nobody sees is not followed. */
export function useVisible(): boolean {
  return useSyncExternalStore(follow, () => document.visibilityState === 'visible');
}

function follow(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
