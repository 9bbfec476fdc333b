import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the focus near when the control that had it goes away, such as the button of something that was just ended: the
 * focus then moves to the returned element, which needs `tabIndex={-1}` where it is no control.
 *
 * @param state of the controls and of the dialog that gives the focus back; the focus is looked after when it changes
 */
export function useFocusFallback<Target extends HTMLElement>(state: string): RefObject<Target | null> {
  const target = useRef<Target>(null);
  const last = useRef(state);
  useEffect(() => {
    if (last.current === state) return;
    last.current = state;
    if (document.activeElement === document.body) target.current?.focus();
  }, [state]);
  return target;
}
