import type { ReactNode } from 'react';
import { useFocusFallback } from '../../ui/focus-fallback.ts';
import styles from './models.module.css';

/** A place that takes the focus when a change has taken away the button that had it. */
export function FocusPlace({
  state,
  children,
}: {
  /** what decides which buttons there are */
  readonly state: string | number;
  readonly children: ReactNode;
}): ReactNode {
  const place = useFocusFallback<HTMLDivElement>(String(state));
  return (
    <div ref={place} tabIndex={-1} className={styles.stack}>
      {children}
    </div>
  );
}
