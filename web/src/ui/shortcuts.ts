import { useEffect, useEffectEvent } from 'react';
import { createStore } from '../store/store.ts';

/** A key that does something on the current page. */
export interface Shortcut {
  /** for the list that `?` shows */
  readonly label: string;
  readonly run: () => void;
}

/** Shortcuts in force, with their keys, for the list. */
export const shortcuts = createStore<readonly { readonly key: string; readonly label: string }[]>([]);

/**
 * Binds keys while the component is on the screen. Keys count as `KeyboardEvent.key` has them; not in a field, not in a
 * dialog, and not with Control, Alt or Meta.
 */
export function useShortcuts(bound: Readonly<Record<string, Shortcut>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = bound[event.key];
    if (!shortcut || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    event.preventDefault();
    shortcut.run();
  });
  const list = JSON.stringify(Object.entries(bound).map(([key, { label }]) => ({ key, label })));
  useEffect(() => {
    const own = JSON.parse(list) as { key: string; label: string }[];
    shortcuts.set([...own, ...shortcuts.get()]);
    return () => shortcuts.set(shortcuts.get().filter(({ key }) => !own.some((known) => known.key === key)));
  }, [list]);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input:not([type=checkbox]), select, textarea, dialog') !== null;
}
