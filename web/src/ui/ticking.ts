import { useSyncExternalStore } from 'react';

let ticks = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Renders the component again every so many seconds: one timer serves all. */
export function useEverySecond(seconds: number): void {
  useSyncExternalStore(follow, () => Math.floor(ticks / seconds));
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    ticks += 1;
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
