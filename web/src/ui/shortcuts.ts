import { useEffect, useEffectEvent } from 'react';
import { createPreference } from '../store/preference.ts';
import { createStore } from '../store/store.ts';
import { pressedKey } from './pressed-key.ts';

const HELD = 'Ctrl+';

/** A key that does something on the current page. */
export interface Shortcut {
  /** for the list that `?` shows */
  readonly label: string;
  readonly run: () => void;
}

/** Choices about shortcuts of a single key. */
export const SINGLE_KEYS = ['on', 'off'] as const;

/** Whether shortcuts of a single key work. Speech input and unsteady hands press such keys by chance (WCAG 2.1.4). */
export const singleKeys = createPreference<(typeof SINGLE_KEYS)[number]>(
  'single-keys',
  (text) => SINGLE_KEYS.find((known) => known === text),
  'on',
);

/** Shortcuts of the page, with their keys, for the list. */
export const shortcuts = createStore<readonly { readonly key: string; readonly label: string }[]>([]);

/** Whether a shortcut needs no key that is held: one that {@link singleKeys} turns off. */
export function isSingleKey(key: string): boolean {
  return !key.startsWith(HELD);
}

/**
 * Binds keys while the component is on the screen. Keys count as {@link pressedKey} has them, after `Ctrl+` where
 * Control or Meta is held; not in a field, not in a dialog, and not with Alt.
 */
export function useShortcuts(bound: Readonly<Record<string, Shortcut>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const pressed = pressedKey(event);
    const key = event.ctrlKey || event.metaKey ? HELD + pressed : pressed;
    const shortcut = bound[key];
    if (!shortcut || event.altKey || isTyping(event.target)) return;
    if (isSingleKey(key) && singleKeys.get() === 'off') return;
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
